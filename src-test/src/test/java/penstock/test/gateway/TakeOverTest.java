package penstock.test.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.publication.Publishing;
import penstock.core.store.Database;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;
import penstock.routes.work.Rounds;
import penstock.sandbox.shopify.ShopifyShop;

/** A gateway takes over what another had in hand that died. */
class TakeOverTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Long before a claim runs out by itself. */
    private static final Duration BEFORE_THE_CLAIM_ENDS = Publishing.CLAIM.minusSeconds(10);

    @Test
    void theClaimsOfTheDeadEndWithItsLease() {
        try (House house = House.open()) {
            ShopifyShop weir = house.stock("LAMP", 5, Skus.Sharing.POOL).shopify("weir", "LAMP");
            await().atMost(SOON).untilAsserted(() -> assertThat(weir.shown()).containsEntry("LAMP", 5));
            lease(house.gateway(), house.sellerId(), "node-dead", "infinity");
            await().atMost(SOON)
                    .until(() -> !house.service(Rounds.class).leased().contains(house.sellerId()));
            house.receive("LAMP", 3);
            Publishing dead = house.service(Publishing.class);
            await().atMost(SOON).until(() -> {
                dead.followLedger(house.sellerId());
                return !dead.claim(house.sellerId(), house.accountId("weir"), 1, 1)
                        .updates()
                        .isEmpty();
            });

            lease(house.gateway(), house.sellerId(), "node-dead", "-infinity");

            await().atMost(BEFORE_THE_CLAIM_ENDS)
                    .untilAsserted(() -> assertThat(weir.shown()).containsEntry("LAMP", 8));
        }
    }

    @Test
    void theNextProcessOfAHomeDoesNotWaitForTheLeasesOfTheLast(@TempDir Path home) {
        long ours;
        long theirs;
        try (Gateway killed = start(home)) {
            ours = seller(killed, "ours");
            theirs = seller(killed, "theirs");
            lease(killed, ours, "owner-1", "infinity"); // what would be left of it
            lease(killed, theirs, "node-1", "infinity");
        }
        try (Gateway next = start(home)) {
            Rounds rounds = next.service(Rounds.class);
            await().atMost(SOON).until(() -> rounds.leased().contains(ours));
            assertThat(rounds.leased()).doesNotContain(theirs);
        }
    }

    private static Gateway start(Path home) {
        GatewayOptions options =
                GatewayOptions.in(home).listeningOn("127.0.0.1", 0).quiet();
        Settings settings = Settings.defaults().withBinaries(Path.of("target/postgres-binaries"));
        return Gateway.start(options, Map.of(), settings, Progress.SILENT);
    }

    private static long seller(Gateway gateway, String name) {
        return gateway.service(Sellers.class)
                .create(name, "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
    }

    private static void lease(Gateway gateway, long sellerId, String holder, String until) {
        gateway.service(Database.class)
                .transactWithoutSeller(transaction -> transaction.update(
                        "update lease set holder = ?, expires_at = ?::timestamptz where kind = ? and seller_id = ?",
                        holder,
                        until,
                        Sellers.LEASE,
                        sellerId));
    }
}
