package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.identity.Ids;
import penstock.core.message.Outcome;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

/** A kit of four units of a pooled SKU, of which there are twelve, on the bazaar: what is sold of it is in the ledger under its component. */
class KitNumbersTest {

    private final Market market = new Market();
    private final Database database = TestDatabase.database();

    @AfterEach
    void close() {
        market.close();
    }

    @BeforeEach
    void aKitIsListed() {
        Clock clock = Clock.fixed(market.now(), ZoneOffset.UTC);
        Ids ids = TestDatabase.ids(clock);
        market.write("update sku set sharing = 'POOL' where seller_id = " + market.sellerId());
        SkuProfile plain = SkuProfile.plain("SET", "Set", Skus.Sharing.POOL, 0);
        new Skus(database, clock, ids).create(market.sellerId(), plain.of(SkuProfile.Kind.KIT), Optional.empty());
        new Kits(database, clock).put(market.sellerId(), new Kits.Kit("SET", Map.of(Market.SKU, 4)));
        Listings.Binding binding = new Listings.Binding("SET-B", "", "", "SET", 1, Optional.empty());
        new Listings(database, clock, ids).bind(market.sellerId(), market.account("bazaar"), binding);
        market.received(12);
    }

    @Test
    void whatItSoldBeforeItWasLookedAtIsKnown() {
        assertThat(market.sends("bazaar", new Outcome.Pending("feed-1")).quantity())
                .isEqualTo(3);
        market.waits(Duration.ofSeconds(10));
        market.ordered("bazaar", "B1", "SET-B", 1);
        market.waits(Duration.ofMinutes(3));
        market.readsOrders("bazaar");
        assertThat(market.looks("bazaar", 2)).isTrue();
        assertThat(market.told("bazaar")).startsWith("SET-B OBSERVED shown 2");
        assertThat(market.drifted()).isEmpty();
    }

    @Test
    void itIsAtRiskByWhatOthersSellOfItsComponents() {
        market.write("""
                insert into sku_velocity (seller_id, sku_id, account_id, per_day, variance_per_day, days, as_of)
                values (%d, %d, %d, 5760, 5760, 90, '2026-03-01T00:00:00Z')
                """.formatted(market.sellerId(), market.sku().id(), market.account("shopify")));
        market.sends("bazaar", new Outcome.Done("ref")); // four units in the minute until it is told, one kit of three
        assertThat(risk()).isEqualTo(7);
    }

    private int risk() {
        return database.transact(
                        market.sellerId(),
                        transaction -> transaction.find(
                                "select risk from publication where seller_id = ?",
                                row -> row.getInt("risk"),
                                market.sellerId()))
                .orElseThrow();
    }
}
