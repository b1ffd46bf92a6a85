package penstock.test.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.MoveStock;
import penstock.core.message.Outcome;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.publication.Publishing;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

/** Why a listing shows what it shows is told by command, too: a mug that keeps 2 of 7 back, of which 5 were told. */
class ExplainCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final Database database = TestDatabase.database();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Ids ids = TestDatabase.ids(clock);
    private final long sellerId = new Sellers(database, clock, ids)
            .create("Explained", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
            .sellerId();
    private final long accountId = account();
    private final String listing = Long.toString(listing());

    private long account() {
        ChannelKind kind = new ChannelKind("shop", Role.CHANNEL, false, true, false, true, List.of());
        return new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]))
                .open(sellerId, kind, new Accounts.Opening("shop", "https://shop.example", 1, Map.of(), Map.of()))
                .accountId();
    }

    private long listing() {
        long skuId = new Skus(database, clock, ids)
                .create(sellerId, "MUG", "Mug", Optional.empty(), Skus.Sharing.POOL, 2)
                .skuId();
        long wh1 = new Locations(database, clock, ids)
                .create(sellerId, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        try (Engine engine = new Engine(database, clock, ids, new EngineLimits(1, 50, 1_000, 10), seller -> {})) {
            engine.decide(sellerId, new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(skuId, wh1), 7));
        }
        Listings listings = new Listings(database, clock, ids);
        listings.bind(sellerId, accountId, new Listings.Binding("MUG-S", "", "", "MUG", 1, Optional.empty()));
        Publishing publishing = new Publishing(database, clock);
        publishing
                .claim(sellerId, accountId, 10, 10)
                .updates()
                .forEach(claim -> publishing.settle(sellerId, claim, new Outcome.Pending("feed-17")));
        return listings.find(sellerId, accountId, "MUG-S").orElseThrow().listingId();
    }

    @Test
    void aNumberIsToldStageByStageWithWhatBecameOfIt() {
        Told told = Told.run(sellerId, "explain", "--listing", listing);
        assertThat(told.text()).isEqualTo("""
                MUG-S, SKU MUG, account %d: ACCEPTED, position 1
                is to show  5 = 7 available - 2 safety stock
                            AVAILABLE               7
                            SAFETY_STOCK            5  the SKU
                was told    5 = 7 available - 2 safety stock
                            at 2026-03-01T08:00:00Z, position 1, rules 0
                            2026-03-01T08:00:00Z PENDING feed-17
                """.formatted(accountId));
        assertThat(Told.run(sellerId, "explain", "--listing", listing, "--json")
                        .json()
                        .at("/sent/number/stages/1/stage")
                        .asString())
                .isEqualTo("SAFETY_STOCK");
    }

    @Test
    void aPastMomentIsToldOfWhatHadBeenSent() {
        assertThat(Told.run(sellerId, "explain", "--listing", listing, "--as-of", "2026-03-01T07:59:59Z")
                        .text())
                .isEqualTo("""
                MUG-S, SKU MUG, account %d: ACCEPTED, position 0
                was told    nothing yet
                """.formatted(accountId));
        assertThat(Told.run(sellerId, "explain", "--listing", "1").exitCode()).isEqualTo(3);
        assertThat(Told.run(sellerId, "explain", "--listing", listing, "--as-of", "2099-01-01T00:00:00Z")
                        .exitCode())
                .isEqualTo(2);
    }
}
