package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.check.Check;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.history.Movement;
import penstock.core.history.SkuHistory;
import penstock.core.history.SkuHistory.Filter;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.publication.Publishing;
import penstock.core.repair.Fault;
import penstock.core.repair.Projection;
import penstock.core.repair.Projections;
import penstock.core.repair.Projections.Reached;
import penstock.core.repair.Remedy;
import penstock.core.repair.Repairs;
import penstock.core.repair.Repairs.Outcome;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import penstock.core.valuation.Valuing;
import penstock.test.TestDatabase;
import penstock.test.scenario.FaultyDataSource;

/** What was broken behind the app's back is explained, and made up for by new postings; what was posted stays as it is. */
class RepairTest {

    private final SampleSeller seller = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
    private final Check check = Check.asChecker(BehindTheApp.checkerLogin(), seller.clock());
    private final Projections projections = new Projections(seller.database, seller.clock());
    private final Engine engine = // one that remembers nothing
            new Engine(seller.database, seller.clock(), seller.ids, EngineLimits.DEFAULT, moved -> {});
    private final Repairs repairs = new Repairs(seller.database, check, projections, engine, seller.ids::next);

    @BeforeEach
    void takeSomeOrders() {
        seller.decide(new MoveStock("m1", MoveStock.Kind.RECEIVE, seller.at(seller.warehouse, "SKU-A"), 10));
        seller.decide(new MoveStock("m2", MoveStock.Kind.RECEIVE, seller.at(seller.warehouse, "SKU-B"), 3));
        seller.order(seller.market, "A-1", OrderPhase.CONFIRMED, new OrderLineSnapshot("1", "SKU-A", 4, 0));
        seller.order(seller.market, "B-1", OrderPhase.PENDING, new OrderLineSnapshot("1", "SKU-B", 3, 0));
    }

    @AfterEach
    void close() {
        engine.close();
        seller.close();
    }

    private void plant(String sql) {
        try (Connection connection = BehindTheApp.superuser()) {
            BehindTheApp.execute(connection, sql.replace(":seller", "" + seller.sellerId));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of a table's rows, as one hash. */
    private String hash(String table) {
        return seller.list(
                        "select md5(coalesce(string_agg(t::text, ';' order by t::text), '')) as hash from " + table
                                + " as t where seller_id = :seller",
                        row -> row.getText("hash"))
                .get(0);
    }

    private void requireHealth() {
        assertThat(repairs.list(seller.sellerId)).isEmpty();
        assertThat(check.run(Scope.everything().of(seller.sellerId)).hold()).isTrue();
    }

    @Test
    void nothingIsBrokenAndNothingToDo() {
        requireHealth();
    }

    @Test
    void aBalanceIsBuiltAnewFromItsPostingsWhileNobodyWorks() {
        String balances = hash("balance");
        String postings = hash("posting");
        plant("update balance set available = available + 5 where seller_id = :seller and available > 0");
        plant("delete from balance where seller_id = :seller and reserved = 3");
        List<Fault> faults = repairs.list(seller.sellerId);
        assertThat(faults)
                .filteredOn(fault -> fault.invariant() == Invariant.POSTINGS_ARE_THE_BALANCE)
                .first()
                .satisfies(fault -> {
                    assertThat(fault.where()).isEqualTo("SKU-A at WH1");
                    assertThat(fault.wrong()).startsWith("available is 11, its postings say 6");
                    assertThat(fault.remedy()).isEqualTo(new Remedy.Rebuild(Projection.BALANCE));
                });

        new Leases(seller.database, seller.clock(), "node").hold(Sellers.LEASE, Duration.ofMinutes(1), 10_000);
        assertThat(repairs.carryOut(faults)).first().satisfies(outcome -> {
            assertThat(outcome.done()).isFalse();
            assertThat(outcome.said()).contains("a gateway works for seller");
        });
        new Leases(seller.database, seller.clock(), "node").giveUp();

        assertThat(repairs.carryOut(repairs.list(seller.sellerId))).allMatch(Outcome::done);
        requireHealth();
        assertThat(hash("balance")).isEqualTo(balances);
        assertThat(hash("posting")).isEqualTo(postings);
    }

    @Test
    void nothingIsPostedFromABalanceThatIsNotWhatWasPosted() {
        plant(
                "update balance set available = available - 2, reserved = reserved + 2 where seller_id = :seller and reserved = 4");
        String postings = hash("posting");
        new Leases(seller.database, seller.clock(), "node").hold(Sellers.LEASE, Duration.ofMinutes(1), 10_000);
        List<Outcome> outcomes = repairs.carryOut(repairs.list(seller.sellerId));
        new Leases(seller.database, seller.clock(), "node").giveUp();
        assertThat(outcomes).hasSize(3).noneMatch(Outcome::done);
        assertThat(outcomes.subList(0, 2))
                .allSatisfy(outcome -> assertThat(outcome.said()).contains("a gateway works for seller"));
        assertThat(outcomes.get(2).said()).contains("build BALANCE anew first");
        assertThat(hash("posting")).isEqualTo(postings);

        assertThat(repairs.carryOut(repairs.list(seller.sellerId))).allMatch(Outcome::done);
        requireHealth();
        assertThat(hash("posting")).isEqualTo(postings);
    }

    @Test
    void whatWasPostedBelowZeroDoesNotKeepOtherBalancesFromBeingBuiltAnew() {
        plant("""
                update posting set quantity = 2 where seller_id = :seller and position = 1;
                update balance set damaged = damaged + 1 where seller_id = :seller and reserved = 3
                """);
        assertThat(repairs.carryOut(repairs.list(seller.sellerId)))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.done()).as(outcome.said()).isTrue());
        assertThat(repairs.list(seller.sellerId))
                .filteredOn(fault -> fault.invariant() == Invariant.POSTINGS_ARE_THE_BALANCE)
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.wrong()).startsWith("available is 6, its postings say -2");
                    assertThat(fault.isRepairable()).isFalse();
                });
    }

    @Test
    void aMissingBalanceIsWrittenWithTheLastOfItsPostings() {
        String balances = hash("balance");
        plant("delete from balance where seller_id = :seller and reserved = 4");
        assertThat(repairs.carryOut(repairs.list(seller.sellerId))).isNotEmpty().allMatch(Outcome::done);
        assertThat(hash("balance")).isEqualTo(balances);
    }

    @Test
    void unitsPromisedToNobodyServeWhoIsShort() {
        seller.order(seller.market, "B-2", OrderPhase.CONFIRMED, new OrderLineSnapshot("1", "SKU-B", 2, 0));
        plant("""
                update reservation r set voided = quantity, state = 'VOIDED'
                  from sales_order o
                 where r.seller_id = :seller and o.seller_id = :seller and o.order_id = r.order_id and o.channel_order_id = 'B-1';
                update order_line l set cancelled = ordered, reserved = 0
                  from sales_order o
                 where l.seller_id = :seller and o.seller_id = :seller and o.order_id = l.order_id and o.channel_order_id = 'B-1'
                """);
        Fault fault = only(Invariant.OPEN_RESERVATIONS_ARE_RESERVED);
        assertThat(fault.where() + ": " + fault.wrong())
                .isEqualTo("SKU-B at WH1: 3 units are reserved, open reservations are 0");
        assertThat(fault.documents()).containsExactly("B-1");
        assertThat(fault.since()).contains(4L);
        repaired(fault);
        assertThat(line("B-2")).isEqualTo("reserved 2 short 0");
        Movement posted = movements("SKU-B").stream()
                .filter(movement -> movement.document().kind().equals("CORRECTION"))
                .findFirst()
                .orElseThrow();
        assertThat(posted.actor().kind()).isEqualTo(Movement.Actor.Kind.REPAIR);
        assertThat(posted.quantity()).isEqualTo(3);
    }

    private List<Movement> movements(String sku) {
        return new SkuHistory(seller.database)
                .before(seller.sellerId, sku, Filter.ALL, Long.MAX_VALUE, 100)
                .movements();
    }

    private String line(String order) {
        return seller.list(
                        """
                        select l.reserved, l.short from order_line l join sales_order o using (seller_id, order_id)
                         where o.seller_id = :seller and o.channel_order_id = '%s'
                        """.formatted(order),
                        row -> "reserved " + row.getInt("reserved") + " short " + row.getInt("short"))
                .get(0);
    }

    private Fault only(Invariant invariant) {
        List<Fault> faults = repairs.list(seller.sellerId);
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.invariant()).isEqualTo(invariant));
        return faults.get(0);
    }

    private void repaired(Fault fault) {
        long head = projections.list(seller.sellerId).get(0).head();
        String before = hash("posting");
        assertThat(repairs.carryOut(List.of(fault)))
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.done()).as(outcome.said()).isTrue());
        requireHealth();
        assertThat(projections.list(seller.sellerId).get(0).head()).isGreaterThan(head);
        assertThat(hash("(select * from posting where position <= " + head + ")"))
                .isEqualTo(before);
    }

    private void promiseMore(String order, int units) {
        plant("""
                update reservation r set quantity = quantity + %1$d
                  from sales_order o
                 where r.seller_id = :seller and o.seller_id = :seller and o.order_id = r.order_id and o.channel_order_id = '%2$s';
                update order_line l set ordered = ordered + %1$d, reserved = reserved + %1$d
                  from sales_order o
                 where l.seller_id = :seller and o.seller_id = :seller and o.order_id = l.order_id and o.channel_order_id = '%2$s'
                """.formatted(units, order));
    }

    @Test
    void aPromiseWithNothingBehindItTakesWhatIsAvailable() {
        promiseMore("A-1", 2);
        Fault fault = only(Invariant.OPEN_RESERVATIONS_ARE_RESERVED);
        assertThat(fault.documents()).containsExactly("A-1");
        repaired(fault);
        assertThat(line("A-1")).isEqualTo("reserved 6 short 0");
    }

    @Test
    void whereThereIsNothingThePromiseIsBroken() {
        promiseMore("B-1", 2);
        repaired(only(Invariant.OPEN_RESERVATIONS_ARE_RESERVED));
        assertThat(line("B-1")).isEqualTo("reserved 3 short 2");
    }

    @Test
    void aBalanceBelowZeroIsFilledUp() {
        plant("alter table balance drop constraint balance_available_check");
        try {
            plant("""
                    update balance set available = -2 where seller_id = :seller and reserved = 4;
                    update posting set quantity = 2 where seller_id = :seller and position = 1
                    """);
            Fault fault = only(Invariant.NO_BALANCE_IS_BELOW_ZERO);
            assertThat(fault.wrong()).isEqualTo("available is -2, its postings say -2");
            repaired(fault);
        } finally {
            plant("delete from balance where seller_id = :seller and available < 0");
            plant("alter table balance add constraint balance_available_check check (available >= 0)");
        }
    }

    @Test
    void theValuationIsBuiltAnew() {
        Valuing valuing = new Valuing(seller.database);
        valuing.followToHead(seller.sellerId);
        String layers = hash("cost_layer");
        plant("update cost_layer set remaining = remaining - 1 where seller_id = :seller");
        List<Fault> faults = repairs.list(seller.sellerId);
        assertThat(faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.remedy()).isEqualTo(new Remedy.Rebuild(Projection.VALUATION)));
        assertThat(repairs.carryOut(faults)).allMatch(Outcome::done);
        requireHealth();
        assertThat(hash("cost_layer")).isEqualTo(layers);
    }

    @Test
    void whatOnlyAPersonCanKnowIsLeftToOne() {
        plant(
                "update order_line set reserved = reserved - 1, short = short + 1 where seller_id = :seller and reserved = 4");
        Fault fault = only(Invariant.ORDERED_UNITS_ADD_UP);
        assertThat(fault.isRepairable()).isFalse();
        assertThat(fault.plan()).contains("compare the order with its channel");
        assertThat(repairs.carryOut(List.of(fault))).isEmpty();
    }

    @Test
    void theLedgerIsFollowedFromTheBeginningAPageInATransaction() {
        plant("update seller set head = 120000 where seller_id = :seller"); // positions suffice, postings are not
        // needed
        FaultyDataSource counting = new FaultyDataSource(TestDatabase.dataSource());
        AtomicInteger pages = new AtomicInteger();
        counting.saying(sql -> {
            pages.addAndGet(sql.startsWith("update publish_cursor") ? 1 : 0);
            return sql;
        });
        assertThat(new Publishing(new Database(counting.proxy()), seller.clock()).followLedger(seller.sellerId))
                .isTrue();
        assertThat(pages).hasValue(3);
        assertThat(projections.list(seller.sellerId)).contains(new Reached(Projection.PUBLICATION, 120_000, 120_000));
    }

    @Test
    void whatIsToBeginAgainDoes() {
        plant("update publish_cursor set position = 99 where seller_id = :seller");
        assertThat(repairs.list(seller.sellerId))
                .singleElement()
                .satisfies(fault -> assertThat(fault.plan()).contains("--projection PUBLICATION"));
        projections.rebuild(seller.sellerId, Projection.PUBLICATION);
        assertThat(projections.list(seller.sellerId))
                .contains(new Reached(Projection.PUBLICATION, 0, 4), new Reached(Projection.BALANCE, 4, 4));
        requireHealth();
    }
}
