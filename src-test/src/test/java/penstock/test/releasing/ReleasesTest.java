package penstock.test.releasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Command;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.check.Check;
import penstock.core.check.Findings;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.repair.Projection;
import penstock.core.repair.Projections;
import penstock.core.scenario.Script;
import penstock.core.scenario.World;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.Releases;
import penstock.routes.work.ReleaseOrders;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

/** A release that fails keeps no other waiting, is tried less and less often, and is parked for a person in the end. */
class ReleasesTest {

    /** More than are taken at once. */
    private static final int MANY = 230;

    private final DatabaseLedger ledger = new DatabaseLedger(false);
    private final Releases releases = new Releases(TestDatabase.database(), clock());
    private final ReleaseOrders releasing = new ReleaseOrders(ledger.currentEngine(), releases);

    private Clock clock() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return ledger.now();
            }
        };
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatAlwaysFailsKeepsNobodyWaiting() {
        receive(1000);
        List<Long> broken = order("BAD-", MANY, OrderPhase.CONFIRMED);
        breakUp(broken);
        release();
        long good = order("GOOD-", 1, OrderPhase.CONFIRMED).get(0);
        release();
        assertThat(fulfilments(good)).isEqualTo(1);
        assertThat(releases.due(ledger.seller(), MANY).isEmpty()).isTrue();
        requireHealth();
    }

    @Test
    void whatIsToldToBeginAgainMeanwhileBeginsAgain() {
        receive(10);
        order("A-", 1, OrderPhase.CONFIRMED);
        release();
        order("B-", 1, OrderPhase.CONFIRMED);
        Releases.Due inFlight = releases.due(ledger.seller(), MANY);
        assertThat(inFlight.from()).isPositive();
        new Projections(TestDatabase.database(), clock()).rebuild(ledger.seller(), Projection.RELEASES);
        releases.settle(ledger.seller(), inFlight, List.of());
        assertThat(releases.due(ledger.seller(), MANY).from()).isZero();
        release();
        assertThat(releases.due(ledger.seller(), MANY).isEmpty()).isTrue();
    }

    @Test
    void itIsTriedLessAndLessOftenAndParkedInTheEnd() {
        receive(10);
        List<Long> broken = order("BAD-", 1, OrderPhase.CONFIRMED);
        breakUp(broken);
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= Releases.MAX_ATTEMPTS; attempt++) {
            release();
            pauses.add(secondsUntilDue(broken.get(0)));
            ledger.pass(Duration.ofSeconds(pauses.get(attempt - 1)));
        }
        assertThat(pauses).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 0L);
        ledger.pass(Duration.ofDays(1));
        assertThat(releases.due(ledger.seller(), MANY).isEmpty()).isTrue();
        assertThat(releases.listParked(ledger.seller(), 0, 10))
                .containsExactly(new Releases.Parked(
                        broken.get(0),
                        ledger.account("amazon"),
                        "BAD-0",
                        10,
                        "TRIED_TOO_OFTEN",
                        "NoSuchElementException"));
        requireHealth();
    }

    @Test
    void aParkedReleaseIsReplayedByAPerson() {
        receive(10);
        List<Long> broken = order("BAD-", 1, OrderPhase.CONFIRMED);
        breakUp(broken);
        for (int attempt = 1; attempt <= Releases.MAX_ATTEMPTS; attempt++) {
            release();
            ledger.pass(Duration.ofHours(1));
        }
        assertThat(releases.listParked(ledger.seller(), 0, 10)).hasSize(1);
        mend(broken);
        release();
        assertThat(fulfilments(broken.get(0))).as("nobody has asked for it").isZero();
        assertThat(releases.replay(ledger.seller(), broken.get(0))).isTrue();
        release();
        assertThat(fulfilments(broken.get(0))).isEqualTo(1);
        assertThat(releases.listParked(ledger.seller(), 0, 10)).isEmpty();
        assertThat(releases.replay(ledger.seller(), broken.get(0)))
                .as("it is parked no more")
                .isFalse();
    }

    @Test
    void anOrderThatIsConfirmedAfterItsPostingWasFollowedIsReleased() {
        receive(10);
        long order = order("LATE-", 1, OrderPhase.PENDING).get(0);
        release();
        assertThat(releases.due(ledger.seller(), MANY).isEmpty())
                .as("nobody ships it yet")
                .isTrue();
        decide(snapshot("LATE-0", 2, OrderPhase.CONFIRMED));
        requireHealth();
        release();
        assertThat(fulfilments(order)).isEqualTo(1);
        assertThat(releases.due(ledger.seller(), MANY).isEmpty()).isTrue();
    }

    @Test
    void ordersThatWaitedToBeWholeAreReleasedWhenTheirSellerDoesNotWantThatAnyMore() {
        Sellers sellers = new Sellers(TestDatabase.database(), clock(), TestDatabase.ids(clock()));
        sellers.change(ledger.seller(), PartialShipping.WAIT_FOR_ALL);
        Script.play(ledger, """
                receive  M1 SKU-1 WH1 2
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-2x1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-2x1
                raise    A2 HOLD
                """);
        release();
        assertThat(ledger.tables().fulfilments()).isEmpty();
        assertThat(releases.due(ledger.seller(), MANY).isEmpty()).isTrue();

        assertThat(sellers.change(ledger.seller(), PartialShipping.SHIP_AVAILABLE))
                .isTrue();
        requireHealth();
        release();
        Script.play(ledger, """
                lower    A2 HOLD  -> CHANGED  A1: fulfilments 1 | A1@WH1: open 1 | A2: fulfilments 0
                """);
        assertThat(sellers.change(ledger.seller(), PartialShipping.WAIT_FOR_ALL))
                .isTrue();
        release();
        Script.play(ledger, """
                receive  M2 SKU-2 WH1 1  -> CREATED  A1: fulfilments 1 | A2: fulfilments 0
                receive  M3 SKU-2 WH1 1  -> CREATED  A2: release yes
                """);
        release();
        assertThat(ledger.tables().fulfilments()).hasSize(3);
        assertThat(sellers.change(1, PartialShipping.WAIT_FOR_ALL)).isFalse();
        requireHealth();
    }

    @Test
    void whoDiesBeforeTheCursorMovesReleasesOnce() {
        receive(10);
        List<Long> orders = order("A-", 3, OrderPhase.CONFIRMED);
        Releases.Due before = releases.due(ledger.seller(), MANY);
        before.orderIds().forEach(order -> ledger.decide(List.of(new ReleaseOrder(order))));
        assertThat(releases.due(ledger.seller(), MANY).orderIds()).containsExactlyElementsOf(orders);
        release();
        assertThat(orders).allSatisfy(order -> assertThat(fulfilments(order)).isEqualTo(1));
        releases.settle(ledger.seller(), before, List.of()); // the dead one was slow only
        assertThat(releases.due(ledger.seller(), MANY).isEmpty()).isTrue();
    }

    // words
    // ------------------------------------------------------------------------------------------------------------

    private void release() {
        releasing.release(ledger.seller());
    }

    private void receive(int units) {
        ledger.decide(List.of(new MoveStock(
                "M" + units,
                MoveStock.Kind.RECEIVE,
                new StockKey(ledger.sku("SKU-1"), ledger.location("WH1")),
                units)));
    }

    private List<Long> order(String name, int count, OrderPhase phase) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(snapshot(name + i, 1, phase));
        }
        return ledger.decide(commands).stream().map(Reply::id).toList();
    }

    private void decide(Command command) {
        ledger.decide(List.of(command));
    }

    private ApplyOrder snapshot(String id, long revision, OrderPhase phase) {
        return new ApplyOrder(
                ledger.account("amazon"),
                new OrderSnapshot(
                        id,
                        revision,
                        phase,
                        World.START,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new OrderLineSnapshot("1", "SKU-1", 1, 0))),
                0,
                false);
    }

    /** Nothing can be decided about an order whose reservation belongs to no line. */
    private void breakUp(List<Long> orders) {
        orders.forEach(order -> setLine(order, 77));
    }

    private void mend(List<Long> orders) {
        orders.forEach(order -> setLine(order, 1));
    }

    private void setLine(long order, int lineNo) {
        TestDatabase.database()
                .transact(
                        ledger.seller(),
                        transaction -> transaction.update(
                                "update reservation set line_no = ? where seller_id = ? and order_id = ?",
                                lineNo,
                                ledger.seller(),
                                order));
    }

    private long fulfilments(long order) {
        return ledger.tables().fulfilments().stream()
                .filter(fulfilment -> fulfilment.orderId() == order)
                .count();
    }

    private long secondsUntilDue(long order) {
        return TestDatabase.database()
                .transact(
                        ledger.seller(),
                        transaction -> transaction
                                .find("""
                                        select next_attempt_at from order_release where seller_id = ? and order_id = ?
                                        """, row -> row.findInstant("next_attempt_at"), ledger.seller(), order)
                                .orElseThrow())
                .map(next -> Duration.between(ledger.now(), next).toSeconds())
                .orElse(0L);
    }

    private void requireHealth() {
        Findings findings = Check.asApp(TestDatabase.dataSource(), clock())
                .run(Scope.everything().of(ledger.seller()));
        assertThat(findings.about(Invariant.NOTHING_IS_STUCK).violations()).isZero();
    }
}
