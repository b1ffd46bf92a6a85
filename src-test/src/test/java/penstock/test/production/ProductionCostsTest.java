package penstock.test.production;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.production.Workshop.good;
import static penstock.test.production.Workshop.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Condition;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.Reply.Verdict;
import penstock.core.costing.CostMethod;
import penstock.core.production.ParkedCosts;
import penstock.core.production.ProductionAct;
import penstock.core.production.ProductionOrders.Dismantling;
import penstock.core.valuation.CostDraft;

/** What is made costs what it took: materials by the seller's method, and the work; also when that is known later. */
class ProductionCostsTest {

    private final Workshop shop = new Workshop("TABLE", "TOP", "BOARD", "LEG");

    @AfterEach
    void close() {
        shop.requireSound();
        shop.close();
    }

    /** Two levels: a top is glued of three boards, a table has a top and four legs. */
    private void twoLevels() {
        shop.bom("TOP", 1, "BOARD 3");
        shop.bom("TABLE", 1, "TOP 1, LEG 4");
        shop.workCentre("SAW", 3000, 600);
        shop.routing("TOP", "SAW 0 120");
        shop.routing("TABLE", "SAW 600 60");
    }

    private void make(String number, String sku, int units, Issuing issuing) {
        shop.plan(number, sku, units, issuing);
        shop.act(number, new ProductionAct.Release(false));
        shop.act(number, new ProductionAct.Start(1));
        assertThat(shop.act(number, good(1, units))).isEqualTo("CHANGED");
        assertThat(shop.act(number, new ProductionAct.Complete())).isEqualTo("CHANGED");
    }

    @Test
    void aYieldCostsItsMaterialsAndTheWorkThroughEveryLevel() {
        twoLevels();
        shop.receive("BOARD", 10, "100.00");
        shop.receive("LEG", 12, "24.00");
        make("T1", "TOP", 3, Issuing.BACKFLUSH);
        // 9 boards at 10.00, 6 minutes at 36.00 an hour
        assertThat(shop.worth()).isEqualTo("BOARD 1 = 1000, LEG 12 = 2400, TOP 3 = 9360");
        make("T2", "TABLE", 2, Issuing.AT_START);
        // 2 tops at 31.20, 8 legs at 2.00, 12 minutes at 36.00 an hour
        assertThat(shop.worth()).isEqualTo("BOARD 1 = 1000, LEG 4 = 800, TABLE 2 = 8560, TOP 1 = 3120");
        assertThat(shop.account("PRODUCTION")).isZero();
        assertThat(shop.account("CONVERSION_COSTS")).isEqualTo(-(360 + 720));
    }

    @Test
    void aLateCostClimbsThroughTheLevelsToWhatIsLeft() {
        twoLevels();
        long boards = shop.receive("BOARD", 9, "90.00");
        shop.receive("LEG", 4, "8.00");
        make("T1", "TOP", 3, Issuing.BACKFLUSH);
        make("T2", "TABLE", 1, Issuing.BACKFLUSH);
        assertThat(shop.worth()).isEqualTo("TABLE 1 = 4580, TOP 2 = 6240");
        shop.cost(boards, "99.00");
        assertThat(shop.worth()).isEqualTo("TABLE 1 = 4880, TOP 2 = 6840");
        assertThat(shop.account("PRODUCTION")).isZero();
        assertThat(shop.rollUp.follow(shop.sellerId)).isFalse();
    }

    @Test
    void whatGoesOnIsInProgressAndWhatIsMadeCarriesItsPart() {
        twoLevels();
        shop.receive("TOP", 4, "120.00");
        shop.receive("LEG", 16, "32.00");
        shop.plan("P", "TABLE", 4, Issuing.AT_START);
        shop.act("P", new ProductionAct.Release(false));
        shop.act("P", new ProductionAct.Start(1));
        assertThat(shop.worth()).isEmpty();
        assertThat(shop.account("PRODUCTION")).isEqualTo(15200);
        shop.act("P", new ProductionAct.Report(1, 1, 0, OptionalLong.of(1000), ""));
        // a quarter of the materials, and all the work so far
        assertThat(shop.worth()).isEqualTo("TABLE 1 = 4800");
        assertThat(shop.account("PRODUCTION")).isEqualTo(11400);
        shop.act("P", report(1, 2, 1, "split"));
        shop.act("P", new ProductionAct.Complete());
        // the sound ones bear the spoilt one: 152.00 and 10.00 + 1.80 of work
        assertThat(shop.worth()).isEqualTo("TABLE 3 = 16380");
        assertThat(shop.account("PRODUCTION")).isZero();
    }

    @Test
    void whatComesBackUnusedIsWorthWhatItWasAndWhatMadeNothingIsLost() {
        twoLevels();
        shop.receive("TOP", 1, "30.00");
        shop.receive("LEG", 2, "4.00");
        shop.receive("LEG", 2, "9.00");
        shop.receive("LEG", 2, "20.00");
        shop.plan("P", "TABLE", 1, Issuing.AT_START);
        shop.act("P", new ProductionAct.Release(false));
        shop.act("P", new ProductionAct.Start(1));
        shop.act("P", new ProductionAct.GiveBack(List.of(shop.units("LEG", 1))));
        assertThat(shop.worth()).isEqualTo("LEG 3 = 2450");
        shop.act("P", report(1, 0, 1, "dropped"));
        shop.act("P", new ProductionAct.Complete());
        assertThat(shop.worth()).isEqualTo("LEG 3 = 2450");
        assertThat(shop.account("PRODUCTION")).isZero();
        assertThat(shop.account("PRODUCTION_LOSSES")).isEqualTo(3000 + 400 + 450 + 660);
    }

    @Test
    void anotherMethodChangesWhatIsInProgressAndWhatWasMade() {
        twoLevels();
        shop.receive("TOP", 1, "30.00");
        shop.receive("TOP", 1, "40.00");
        shop.receive("LEG", 8, "16.00");
        make("P", "TABLE", 1, Issuing.BACKFLUSH);
        assertThat(shop.worth()).isEqualTo("LEG 4 = 800, TABLE 1 = 4460, TOP 1 = 4000");
        shop.documents.post(shop.sellerId, new CostDraft.Method("m", shop.today(), "", CostMethod.MOVING_AVERAGE));
        assertThat(shop.worth()).isEqualTo("LEG 4 = 800, TABLE 1 = 4960, TOP 1 = 3500");
        assertThat(shop.account("PRODUCTION")).isZero();
        assertThat(shop.account("METHOD_CHANGE")).isZero();
    }

    @Test
    void anOrderWhoseCostIsRefusedIsParkedHoldsUpNoOtherAndIsRolledUpWhenItFits() {
        shop.bom("TOP", 1, "BOARD 2");
        shop.bom("TABLE", 1, "LEG 4");
        shop.receive("BOARD", 1, "9000000000000.00");
        long mistyped = shop.receive("BOARD", 1, "9000000000000.00");
        shop.receive("LEG", 8, "16.00");
        make("P-1", "TOP", 1, Issuing.AT_START);
        make("P-2", "TABLE", 1, Issuing.AT_START);
        assertThat(shop.worth()).isEqualTo("LEG 4 = 800, TABLE 1 = 800, TOP 1 = 0");
        ParkedCosts parked = new ParkedCosts(shop.database);
        assertThat(parked.list(shop.sellerId, 0, 10))
                .extracting(cost -> cost.number() + " " + cost.reason())
                .containsExactly("P-1 AMOUNT_TOO_LARGE");
        assertThat(shop.rollUp.follow(shop.sellerId)).as("it is looked at once").isFalse();
        assertThat(parked.replay(shop.sellerId, "P-2")).as("it is not parked").isFalse();
        assertThat(parked.replay(shop.sellerId, "P-1")).isTrue();
        assertThat(shop.rollUp.follow(shop.sellerId)).isTrue();
        assertThat(shop.rollUp.follow(shop.sellerId)).as("and refused again").isFalse();
        assertThat(parked.find(shop.sellerId, "P-1")).isPresent();
        make("P-3", "TABLE", 1, Issuing.AT_START);
        assertThat(shop.worth()).isEqualTo("TABLE 2 = 1600, TOP 1 = 0");
        shop.cost(mistyped, "90.00");
        assertThat(shop.worth()).isEqualTo("TABLE 2 = 1600, TOP 1 = 900000000009000");
        assertThat(parked.list(shop.sellerId, 0, 10)).isEmpty();
    }

    @Test
    void whatIsTakenApartSplitsItsCostByWhatItsPartsCost() {
        twoLevels();
        shop.receive("TOP", 2, "60.00");
        shop.receive("LEG", 8, "20.00");
        make("P", "TABLE", 2, Issuing.BACKFLUSH);
        assertThat(shop.worth()).isEqualTo("TABLE 2 = 8720");
        Dismantling wish = new Dismantling(
                "D1",
                shop.sku("TABLE"),
                Optional.empty(),
                1,
                shop.place,
                Condition.AVAILABLE,
                10_000,
                Map.of("LEG", 7_500),
                "scratched");
        assertThat(shop.orders.takeApart(shop.sellerId, Actor.OPERATOR, wish).verdict())
                .isEqualTo(Verdict.CREATED);
        assertThat(shop.orders.takeApart(shop.sellerId, Actor.OPERATOR, wish).verdict())
                .isEqualTo(Verdict.EXISTS);
        // 43.60 by 30.00 for the top and 7.50 for three legs
        assertThat(shop.worth()).isEqualTo("LEG 3 = 872, TABLE 1 = 4360, TOP 1 = 3488");
        assertThat(shop.account("PRODUCTION")).isZero();
        Dismantling again = new Dismantling(
                "D2", shop.sku("TABLE"), Optional.empty(), 2, shop.place, Condition.AVAILABLE, 10_000, Map.of(), "");
        assertThat(shop.orders.takeApart(shop.sellerId, Actor.OPERATOR, again).detail())
                .isEqualTo("of SKU TABLE 1 are there to be taken apart");
        Dismantling toNothing = new Dismantling(
                "D3", shop.sku("TABLE"), Optional.empty(), 1, shop.place, Condition.AVAILABLE, 0, Map.of(), "burnt");
        assertThat(shop.orders
                        .takeApart(shop.sellerId, Actor.OPERATOR, toNothing)
                        .verdict())
                .isEqualTo(Verdict.CREATED);
        assertThat(shop.worth()).isEqualTo("LEG 3 = 872, TOP 1 = 3488");
        assertThat(shop.account("PRODUCTION")).isZero();
        assertThat(shop.account("PRODUCTION_LOSSES")).isEqualTo(4360);
    }
}
