package penstock.test.production;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.production.Workshop.good;
import static penstock.test.production.Workshop.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.production.ProductionAct;
import penstock.core.production.ProductionOrders;

/** Production orders from plan to stock: what they take, yield, spoil and give back. */
class ProductionTest {

    private final Workshop shop = new Workshop("TABLE", "TOP", "LEG", "GLUE", "WAX");

    @AfterEach
    void close() {
        shop.requireSound();
        shop.close();
    }

    /** A table of a top, four legs of which one in forty is spoilt, and glue; sawn and painted. */
    private void tables() {
        shop.bom("TABLE", 1, "TOP 1, LEG 4 scrap 250, GLUE 30 used up");
        shop.workCentre("SAW", 3000, 600);
        shop.workCentre("PAINT", 2400, 0);
        shop.routing("TABLE", "SAW 600 60, PAINT 0 120");
    }

    private void materials(int tops, int legs, int glue) {
        shop.receive("TOP", tops);
        shop.receive("LEG", legs);
        shop.receive("GLUE", glue);
    }

    @Test
    void whatIsPlannedIsIssuedAtTheStartAndGoesThroughTheStagesIntoStock() {
        tables();
        materials(10, 50, 400);
        shop.plan("P1", "TABLE", 10, Issuing.AT_START);
        assertThat(shop.act("P1", new ProductionAct.Start(1))).startsWith("NOT_POSSIBLE: the order is PLANNED");
        assertThat(shop.act("P1", new ProductionAct.Release(false))).isEqualTo("CHANGED");
        assertThat(shop.stock()).isEqualTo("GLUE 400, LEG 50, TOP 10");
        assertThat(shop.act("P1", new ProductionAct.Start(2)))
                .isEqualTo("NOT_POSSIBLE: stage 2 is TO_COME; this is possible when it is WAITING");
        assertThat(shop.act("P1", new ProductionAct.Start(1))).isEqualTo("CHANGED");
        assertThat(shop.stock()).isEqualTo("GLUE 100, LEG 9");
        assertThat(shop.act("P1", good(1, 6))).isEqualTo("CHANGED");
        assertThat(shop.act("P1", good(2, 1))).startsWith("NOT_POSSIBLE: stage 2 is WAITING");
        shop.act("P1", new ProductionAct.Start(2));
        assertThat(shop.act("P1", good(2, 7)))
                .isEqualTo(
                        "EXCEEDS_PLANNED: 6 units have come to stage 2 and are not reported; 7 cannot come out of it");
        assertThat(shop.act("P1", good(2, 5))).isEqualTo("CHANGED");
        assertThat(shop.act("P1", good(1, 4))).isEqualTo("CHANGED");
        assertThat(shop.act("P1", good(2, 5))).isEqualTo("CHANGED");
        assertThat(shop.act("P1", new ProductionAct.Complete())).isEqualTo("CHANGED");
        assertThat(shop.stock()).isEqualTo("GLUE 100, LEG 9, TABLE 10");
        assertThat(shop.act("P1", new ProductionAct.Complete())).startsWith("NOT_POSSIBLE: the order is COMPLETED");
    }

    @Test
    void whatWasTakenOutOfQualityControlOtherwiseCannotBeInspected() {
        shop.bom("TABLE", 1, "TOP 1");
        shop.receive("TOP", 5);
        assertThat(shop.orders
                        .plan(
                                shop.sellerId,
                                new ProductionOrders.Draft(
                                        "P1",
                                        shop.sku("TABLE"),
                                        Optional.empty(),
                                        5,
                                        shop.place,
                                        shop.today(),
                                        Issuing.BACKFLUSH,
                                        true))
                        .verdict())
                .isEqualTo(Verdict.CREATED);
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        assertThat(shop.act("P1", good(1, 5))).isEqualTo("CHANGED");
        assertThat(shop.stock()).isEqualTo("TABLE 0 (5)");
        assertThat(shop.engine
                        .decide(
                                shop.sellerId,
                                new MoveStock(
                                        "clear",
                                        MoveStock.Kind.CLEAR,
                                        new StockKey(shop.sku("TABLE").skuId(), shop.place.locationId()),
                                        3))
                        .verdict())
                .isEqualTo(Verdict.CREATED);
        assertThat(shop.act("P1", new ProductionAct.Inspect(5, 0, "")))
                .isEqualTo("EXCEEDS_AVAILABLE: only 2 units are in quality control; the others were moved otherwise");
        assertThat(shop.act("P1", new ProductionAct.Inspect(2, 0, ""))).isEqualTo("CHANGED");
        assertThat(shop.stock()).isEqualTo("TABLE 5");
    }

    @Test
    void whatIsMadeIsOfTheLotThatIsNamedThroughQualityControlToo() {
        shop.bom("TABLE", 1, "TOP 1");
        shop.inLots("TABLE");
        shop.receive("TOP", 9);
        shop.orders.plan(
                shop.sellerId,
                new ProductionOrders.Draft(
                        "P1",
                        shop.sku("TABLE"),
                        Optional.empty(),
                        9,
                        shop.place,
                        shop.today(),
                        Issuing.BACKFLUSH,
                        true));
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        Placed first = shop.lot("TABLE", "L1", "2027-01-01");
        Placed second = shop.lot("TABLE", "L2", "2027-02-01");
        assertThat(shop.act("P1", good(1, 5))).startsWith("LOT_REQUIRED");
        assertThat(made(5, shop.lot("TABLE", "L0", "2026-01-01"))).startsWith("EXPIRED_LOT");
        assertThat(made(5, first.of(List.of("S1")))).startsWith("DETAIL_NOT_KEPT");
        assertThat(made(5, first)).isEqualTo("CHANGED");
        assertThat(made(4, second)).isEqualTo("CHANGED");
        assertThat(shop.lots("TABLE")).isEqualTo("quality_control L1 5, quality_control L2 4");
        assertThat(shop.act("P1", new ProductionAct.Inspect(4, 0, ""))).startsWith("LOT_REQUIRED");
        assertThat(shop.act("P1", new ProductionAct.Inspect(5, 0, "", second))).startsWith("EXCEEDS_AVAILABLE");
        assertThat(shop.act("P1", new ProductionAct.Inspect(3, 1, "scratched", second)))
                .isEqualTo("CHANGED");
        assertThat(shop.lots("TABLE")).isEqualTo("quality_control L1 5, damaged L2 1, sound L2 3");
    }

    private String made(int units, Placed placed) {
        return shop.act("P1", new ProductionAct.Report(1, units, 0, OptionalLong.empty(), "", placed));
    }

    @Test
    void aReleaseSaysEverythingThatIsShortAndAStartTakesNothingBeyondWhatIsThere() {
        tables();
        materials(10, 30, 100);
        shop.plan("P1", "TABLE", 10, Issuing.AT_START);
        String lack = "of SKU LEG 41 are needed and 30 are there; of SKU GLUE 300 are needed and 100 are there";
        assertThat(shop.act("P1", new ProductionAct.Release(false))).isEqualTo("EXCEEDS_AVAILABLE: " + lack);
        assertThat(shop.act("P1", new ProductionAct.Release(true))).isEqualTo("CHANGED");
        assertThat(shop.act("P1", new ProductionAct.Start(1))).isEqualTo("EXCEEDS_AVAILABLE: " + lack);
        assertThat(shop.stock()).isEqualTo("GLUE 100, LEG 30, TOP 10");
    }

    @Test
    void aBackflushTakesWithEachReportWhatItsUnitsTookAndSoDoesWhatIsSpoilt() {
        tables();
        materials(10, 50, 400);
        shop.plan("P1", "TABLE", 8, Issuing.BACKFLUSH);
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        assertThat(shop.stock()).isEqualTo("GLUE 400, LEG 50, TOP 10");
        assertThat(shop.act("P1", report(1, 3, 1, ""))).isEqualTo("NOT_POSSIBLE: units were spoilt; state the reason");
        shop.act("P1", report(1, 3, 1, "sawn too short"));
        assertThat(shop.stock()).isEqualTo("GLUE 370, LEG 45, TOP 9");
        shop.act("P1", new ProductionAct.Start(2));
        shop.act("P1", good(2, 2));
        assertThat(shop.stock()).isEqualTo("GLUE 310, LEG 37, TABLE 2, TOP 7");
        shop.act("P1", new ProductionAct.Complete());
        assertThat(shop.stock()).isEqualTo("GLUE 310, LEG 37, TABLE 2, TOP 7");
    }

    @Test
    void moreThanPlannedIsTakenForAReasonOnlyAndWhatIsLeftGoesBack() {
        tables();
        materials(10, 50, 400);
        shop.receive("WAX", 5);
        shop.plan("P1", "TABLE", 2, Issuing.AT_START);
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        assertThat(shop.act("P1", new ProductionAct.Issue(List.of(shop.units("LEG", 2)), "")))
                .isEqualTo("EXCEEDS_PLANNED: of SKU LEG 9 are planned and 9 are out; state a reason to issue 2 more");
        assertThat(shop.act(
                        "P1", new ProductionAct.Issue(List.of(shop.units("LEG", 2), shop.units("WAX", 9)), "knots")))
                .isEqualTo("EXCEEDS_AVAILABLE: of SKU WAX 9 are needed and 5 are there");
        shop.act("P1", new ProductionAct.Issue(List.of(shop.units("LEG", 2), shop.units("WAX", 1)), "knots"));
        assertThat(shop.act("P1", new ProductionAct.Issue(List.of(shop.units("TABLE", 1)), "why not")))
                .isEqualTo("NOT_POSSIBLE: a SKU is not a material of itself");
        assertThat(shop.stock()).isEqualTo("GLUE 340, LEG 39, TOP 8, WAX 4");
        assertThat(shop.act("P1", new ProductionAct.GiveBack(List.of(shop.units("LEG", 12)))))
                .isEqualTo("EXCEEDS_AVAILABLE: of SKU LEG 11 are out with the order; 12 cannot come back");
        shop.act("P1", new ProductionAct.GiveBack(List.of(shop.units("LEG", 1))));
        assertThat(shop.stock()).isEqualTo("GLUE 340, LEG 40, TOP 8, WAX 4");
    }

    @Test
    void whatIsCancelledGivesBackWhatWasNotUsed() {
        tables();
        materials(10, 50, 400);
        shop.plan("P1", "TABLE", 8, Issuing.AT_START);
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        shop.act("P1", report(1, 3, 1, "sawn too short"));
        shop.act("P1", new ProductionAct.Start(2));
        shop.act("P1", good(2, 3));
        assertThat(shop.act("P1", new ProductionAct.Cancel(Optional.empty(), "no more customers")))
                .isEqualTo("CHANGED");
        assertThat(shop.stock()).isEqualTo("GLUE 280, LEG 33, TABLE 3, TOP 6");
        shop.plan("P2", "TABLE", 1, Issuing.AT_START);
        shop.act("P2", new ProductionAct.Cancel(Optional.empty(), "a mistake"));
        assertThat(shop.act("P2", new ProductionAct.Release(false))).startsWith("NOT_POSSIBLE: the order is CANCELLED");
    }

    @Test
    void whatIsRepeatedUnderItsIdHappensOnce() {
        tables();
        materials(10, 50, 400);
        assertThat(shop.orders
                        .plan(shop.sellerId, shop.draft("P1", "TABLE", 4, Issuing.BACKFLUSH))
                        .verdict())
                .isEqualTo(Verdict.CREATED);
        assertThat(shop.orders
                        .plan(shop.sellerId, shop.draft("P1", "TABLE", 4, Issuing.BACKFLUSH))
                        .verdict())
                .isEqualTo(Verdict.EXISTS);
        assertThat(shop.orders
                        .plan(shop.sellerId, shop.draft("P1", "TABLE", 5, Issuing.BACKFLUSH))
                        .verdict())
                .isEqualTo(Verdict.EXISTS_WITH_DIFFERENT_CONTENT);
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        shop.act("P1", good(1, 4));
        shop.act("P1", new ProductionAct.Start(2));
        assertThat(shop.act("P1", "r", good(2, 1))).isEqualTo("CHANGED");
        assertThat(shop.act("P1", "r", good(2, 1))).isEqualTo("EXISTS");
        assertThat(shop.act("P1", "r", good(2, 2))).startsWith("EXISTS_WITH_DIFFERENT_CONTENT");
        assertThat(shop.stock()).isEqualTo("GLUE 370, LEG 45, TABLE 1, TOP 9");
        assertThat(shop.act("P9", good(1, 1))).isEqualTo("NOT_FOUND: there is no production order P9");
    }

    @Test
    void whatIsInspectedWaitsInQualityControl() {
        shop.bom("TABLE", 1, "TOP 1");
        shop.receive("TOP", 2);
        shop.orders.plan(
                shop.sellerId,
                new penstock.core.production.ProductionOrders.Draft(
                        "P1", shop.sku("TABLE"), Optional.of(1), 2, shop.place, shop.today(), Issuing.BACKFLUSH, true));
        shop.act("P1", new ProductionAct.Release(false));
        shop.act("P1", new ProductionAct.Start(1));
        shop.act("P1", new ProductionAct.Report(1, 2, 0, OptionalLong.of(90), ""));
        assertThat(shop.stock()).isEqualTo("TABLE 0 (2)");
        assertThat(shop.act("P1", new ProductionAct.Inspect(2, 1, "loose")))
                .isEqualTo("EXCEEDS_AVAILABLE: 2 units of the order wait in quality control; 3 cannot leave it");
        assertThat(shop.act("P1", new ProductionAct.Inspect(1, 1, "")))
                .isEqualTo("NOT_POSSIBLE: units failed; state the reason");
        shop.act("P1", new ProductionAct.Complete());
        shop.act("P1", new ProductionAct.Inspect(1, 1, "loose"));
        assertThat(shop.stock()).isEqualTo("TABLE 1");
        assertThat(shop.act("P1", new ProductionAct.Inspect(1, 0, ""))).startsWith("EXCEEDS_AVAILABLE: 0 units");
    }
}
