package penstock.test.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.bench.engine.Assortment;
import penstock.bench.engine.Shop;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
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

/** An engine keeps balances in memory between batches; another engine on the same database must not be missed. */
class TwoEnginesTest {

    private final Clock clock = Clock.systemUTC();
    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(clock);
    private final Shop shop = Shop.open(database, clock, ids, Assortment.of(2, 10));

    @Test
    void whatOneSellsTheOtherSees() {
        try (Engine one = engine();
                Engine other = engine()) {
            assertThat(order(one, "A", 4)).isEqualTo("reserved 4 short 0");
            assertThat(order(one, "B", 1)).isEqualTo("reserved 1 short 0");
            assertThat(order(other, "C", 4)).isEqualTo("reserved 4 short 0");
            assertThat(order(one, "D", 4)).isEqualTo("reserved 1 short 3");
            receive(other, 5);
            assertThat(order(one, "E", 4)).isEqualTo("reserved 2 short 2");
        }
    }

    @Test
    void whatOneRemembersOfOtherSkusIsForgottenWithTheRest() {
        try (Engine one = engine();
                Engine other = engine()) {
            assertThat(order(one, "A", 0, 4)).isEqualTo("reserved 4 short 0");
            assertThat(order(other, "B", 0, 5)).isEqualTo("reserved 5 short 0");
            assertThat(order(one, "C", 1, 1)).isEqualTo("reserved 1 short 0");
            assertThat(order(one, "D", 0, 4)).isEqualTo("reserved 1 short 3");
        }
    }

    @Test
    void whatFailedIsNotRemembered() {
        try (Engine one = engine()) {
            assertThat(order(one, "A", 4)).isEqualTo("reserved 4 short 0");
            assertThat(one.submit(shop.sellerId(), new TakesAllThenFails(key())))
                    .failsWithin(Duration.ofMinutes(1));
            assertThat(order(one, "B", 7)).isEqualTo("reserved 6 short 1");
        }
    }

    private record TakesAllThenFails(StockKey key) implements Command {

        @Override
        public void announce(Needs needs) {
            needs.sku(key.skuId());
        }

        @Override
        public Reply decide(Book book) {
            new MoveStock("all", MoveStock.Kind.COUNT, key, 0).decide(book);
            throw new IllegalStateException("planted");
        }
    }

    private Engine engine() {
        return new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
    }

    private StockKey key() {
        return new StockKey(shop.skuIds()[0], shop.locationId());
    }

    private void receive(Engine engine, int units) {
        engine.decide(shop.sellerId(), new MoveStock("more", MoveStock.Kind.RECEIVE, key(), units));
    }

    private String order(Engine engine, String id, int units) {
        return order(engine, id, 0, units);
    }

    private String order(Engine engine, String id, int sku, int units) {
        OrderSnapshot snapshot = new OrderSnapshot(
                id,
                1,
                OrderPhase.CONFIRMED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", "CH-" + sku, units, 0)));
        Reply.LineState line = engine.decide(shop.sellerId(), new ApplyOrder(shop.accountId(), snapshot, 0, false))
                .lines()
                .get(0);
        return "reserved " + line.reserved() + " short " + line.shortUnits();
    }
}
