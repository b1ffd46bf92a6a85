package penstock.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.store.Database;
import penstock.test.TestDatabase;

class FirstOrderTest {

    @Test
    void anOrderForAnUnknownSkuIsStoredWithItsLineParked() {
        Clock clock = Clock.systemUTC();
        Database database = TestDatabase.database();
        Ids ids = TestDatabase.ids(clock);
        long seller = new Sellers(database, clock, ids)
                .create("Test", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        long sku = new Skus(database, clock, ids)
                .create(seller, "SKU-1", "One", Optional.empty(), Skus.Sharing.POOL, 0)
                .skuId();
        long location = new Locations(database, clock, ids)
                .create(seller, "WH1", "WH", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        try (Engine engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, s -> {})) {
            Reply moved =
                    engine.decide(seller, new MoveStock("m1", MoveStock.Kind.RECEIVE, new StockKey(sku, location), 10));
            assertThat(moved.verdict()).isEqualTo(Reply.Verdict.CREATED);
            Reply ordered = engine.decide(
                    seller,
                    new ApplyOrder(
                            7,
                            new OrderSnapshot(
                                    "O1",
                                    1,
                                    OrderPhase.CONFIRMED,
                                    Instant.EPOCH,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(new OrderLineSnapshot("1", "SKU-1", 4, 0))),
                            0,
                            false));
            assertThat(ordered.lines())
                    .extracting(Reply.LineState::parkedReason)
                    .containsExactly("UNKNOWN_SKU");
        }
    }
}
