package penstock.test.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.purchasing.BuyingSeller.named;
import static penstock.test.purchasing.BuyingSeller.of;
import static penstock.test.purchasing.BuyingSeller.said;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.buying.Sampling;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.Discrepancy;
import penstock.core.purchasing.Discrepancy.Resolution;
import penstock.core.purchasing.Inspection.Result;
import penstock.core.purchasing.Inspection.Sorted;
import penstock.core.purchasing.Inspection.SortedPieces;
import penstock.core.purchasing.Inspection.State;
import penstock.core.purchasing.Receipt;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.purchasing.ReceivingRules.Scoped;
import penstock.core.returns.Disposition;
import penstock.core.returns.ReceivedCondition;
import penstock.core.returns.ReturnReason;
import penstock.core.returns.Unannounced;
import penstock.core.shelf.Bin;
import penstock.core.shelf.Spot;
import penstock.core.shipping.ConfirmPick;
import penstock.core.warehouse.Bins;

/** Lots, pieces and bins that are named at the door: when goods come, and in all that becomes of them. */
class NamedGoodsTest {

    private static final Delivery.Source BLIND = new Delivery.Blind("WH1", Optional.empty());

    private final BuyingSeller seller = new BuyingSeller();

    @BeforeEach
    void trackedGoodsAndBins() {
        seller.tracked();
        new Locations(seller.database, seller.clock, seller.ids).change(seller.sellerId, "WH1", Location::withBins);
        bin("A1", Optional.empty());
        bin("B1", Optional.of(1));
    }

    private void bin(String code, Optional<Integer> weightLimitG) {
        new Bins(seller.database, seller.clock, seller.ids)
                .put(
                        seller.sellerId,
                        new Bins.PlacedBin(
                                "WH1",
                                new Bins.BinProfile(
                                        code,
                                        code,
                                        "",
                                        Bin.Kind.STORAGE,
                                        code.equals("B1") ? Bins.State.CLOSED : Bins.State.OPEN,
                                        0,
                                        1,
                                        Optional.empty(),
                                        weightLimitG)));
    }

    @AfterEach
    void close() {
        seller.requireSound();
        seller.close();
    }

    @Test
    void whatCameInSeveralLotsIsToldApartWhateverIsWrongWithIt() {
        seller.order("P1", "H 10 at 8.00", "S 2 at 100.00", "A 5 at 1.00");
        assertThat(seller.receive(
                        "R1",
                        of("P1"),
                        true,
                        "H 6+1 lot=L1 expires=2027-01-01 bin=A1",
                        "H 5+0 lot=L2 made=2026-02-01",
                        "S 1+0 serials=S1 bin=A1",
                        "S 0+1 serials=S2",
                        "B 2+0",
                        "A 4+0 bin=A1"))
                .isEqualTo("CREATED");
        assertThat(seller.lying("H")).isEqualTo("quality_control -/L2 2, -/L2 3, damaged A1/L1 1, A1/L1 6");
        assertThat(seller.pieces()).isEqualTo("S1 IN_STOCK SOUND, S2 IN_STOCK DAMAGED");
        assertThat(seller.lying("A")).isEqualTo("A1/- 4");
        assertThat(seller.wrong()).isEqualTo("DAMAGED H 1, OVER H 2, DAMAGED S 1, WRONG B 2, UNDER A 1");
        assertThat(seller.standing("P1")).isEqualTo("PARTLY_RECEIVED H 10: 10 2 0 S 2: 2 0 0 A 5: 4 0 0");
        Receipt receipt = seller.receipts.find(seller.sellerId, "R1").orElseThrow();
        assertThat(receipt.lines())
                .extracting(line -> line.sku().orElse("?")
                        + line.lot().orElse("-")
                        + line.bin().orElse("-")
                        + line.serialNos())
                .containsExactly("HL1A1[]", "HL2-[]", "S-A1[S1]", "S--[S2]", "B--[]", "A-A1[]");
        assertThat(seller.worth()).isEqualTo("A 4 400, B 2 0, H 12 9600, S 2 20000");

        assertThat(resolve("OVER", Resolution.SEND_BACK)).isEqualTo("CHANGED");
        assertThat(resolve("DAMAGED", Resolution.DISPOSE)).isEqualTo("CHANGED"); // of H
        assertThat(resolve("DAMAGED", Resolution.ACCEPT)).isEqualTo("CHANGED"); // of S
        assertThat(seller.lying("H")).isEqualTo("-/L2 3, A1/L1 6");
        assertThat(seller.pieces()).isEqualTo("S1 IN_STOCK SOUND, S2 IN_STOCK SOUND");
    }

    private String resolve(String kind, Resolution resolution) {
        Discrepancy first = seller.discrepancies.list(seller.sellerId, true, 0, 100).stream()
                .filter(one -> one.kind().name().equals(kind))
                .findFirst()
                .orElseThrow();
        return said(() ->
                seller.discrepancies.resolve(seller.sellerId, Actor.OPERATOR, first.discrepancyId(), resolution, ""));
    }

    @Test
    void whatCannotBeAsItIsNamedIsRefusedByNameAndNothingOfItComes() {
        assertThat(seller.receive("R0", BLIND, false, "S 1+0 serials=S0", "H 1+0 lot=L0 expires=2027-01-01"))
                .isEqualTo("CREATED");
        List<String> refused = List.of(
                "H 5+0 -> LOT_REQUIRED",
                "H 5+0 lot=L9 -> UNKNOWN_LOT",
                "H 5+0 lot=L0 expires=2027-01-02 -> CONTRADICTION",
                "A 5+0 lot=L1 expires=2027-01-02 -> CONTRADICTION",
                "H 5+0 lot=L0 bin=X1 -> UNKNOWN_BIN",
                "H 5+0 lot=L0 bin=B1 -> BIN_CLOSED",
                "S 2+0 -> SERIAL_REQUIRED",
                "S 2+0 serials=S1 -> UNIT_MISMATCH",
                "S 2+0 serials=S1,S1 -> DUPLICATE_SERIAL",
                "S 1+0 serials=S0 -> DUPLICATE_SERIAL",
                "S 1+0 serials=S1; S 0+1 serials=S1 -> DUPLICATE_SERIAL",
                "S 1+1 serials=S1,S2 -> CONTRADICTION",
                "A 1+0 serials=S1 -> DETAIL_NOT_KEPT",
                "H 1+0 lot=L0; H 2+0 lot=L0 -> DUPLICATE_ROW");
        for (String row : refused) {
            String[] sides = row.split(" -> ");
            assertThat(seller.receive("R1", BLIND, false, sides[0].split("; ")))
                    .as(row)
                    .isEqualTo(sides[1]);
        }
        assertThat(seller.lying("H") + ", " + seller.lying("S") + seller.lying("A"))
                .isEqualTo("-/L0 1, -/- 1");
    }

    @Test
    void aLotThatMayNotBeSoldIsInQualityControlUntilSomebodySaysHowItEnds() {
        assertThat(seller.receive(
                        "R1",
                        BLIND,
                        false,
                        "H 3+0 lot=OLD expires=2026-02-28",
                        "H 4+0 lot=SOON expires=2026-03-20",
                        "H 5+0 lot=LATE expires=2027-01-01"))
                .isEqualTo("CREATED");
        assertThat(seller.wrong()).isEqualTo("UNFIT H 3, UNFIT H 4");
        assertThat(seller.lying("H")).isEqualTo("-/LATE 5, quality_control -/OLD 3, quality_control -/SOON 4");
        assertThat(resolve("UNFIT", Resolution.ACCEPT)).isEqualTo("EXPIRED_LOT");
        assertThat(resolve("UNFIT", Resolution.GONE)).isEqualTo("UNITS_ARE_THERE");
        post("H", Account.at(seller.at("H").locationId(), Condition.QUALITY_CONTROL), Account.ADJUSTMENT, 3);
        assertThat(resolve("UNFIT", Resolution.DISPOSE)).isEqualTo("UNITS_ARE_GONE");
        assertThat(resolve("UNFIT", Resolution.GONE)).isEqualTo("CHANGED");
        assertThat(resolve("UNFIT", Resolution.ACCEPT)).isEqualTo("CHANGED"); // known to be short-lived
        assertThat(seller.lying("H")).isEqualTo("-/LATE 5, -/SOON 4");
    }

    /** Somebody takes units out of quality control who does not know of any document. */
    private void clear(String sku, int units) {
        MoveStock clear = new MoveStock("clear " + sku, MoveStock.Kind.CLEAR, seller.at(sku), units);
        assertThat(seller.engine.decide(seller.sellerId, clear).verdict().name())
                .isEqualTo("CREATED");
    }

    private long lot(String sku, String code) {
        return seller.database.transact(
                seller.sellerId,
                transaction -> transaction
                        .find(
                                "select lot_id from lot where seller_id = ? and sku_id = ? and code = ?",
                                row -> row.getLong("lot_id"),
                                seller.sellerId,
                                seller.at(sku).skuId(),
                                code)
                        .orElseThrow());
    }

    private void inspectAll(String sku) {
        Sampling all = new Sampling(Sampling.Plan.ALL, Optional.empty(), Optional.empty(), 0, 1);
        seller.rules.put(
                seller.sellerId, new Scoped(Optional.of(sku), Optional.empty(), new ReceivingRule(0, all, List.of())));
    }

    private long open() {
        return seller.inspections
                .list(seller.sellerId, State.OPEN, 0, 10)
                .get(0)
                .inspectionId();
    }

    private String report(int units, String... defective) {
        long inspection = open();
        Result result = new Result(units, defective.length, List.of(), List.of(), List.of(defective));
        return said(() -> seller.inspections.report(seller.sellerId, Actor.OPERATOR, inspection, result));
    }

    @Test
    void anInspectionSaysWhichPiecesAreDefective() {
        inspectAll("S");
        seller.receive("R1", BLIND, false, "S 3+0 serials=S1,S2,S3 bin=A1");
        assertThat(seller.pieces())
                .isEqualTo("S1 IN_STOCK QUALITY_CONTROL, S2 IN_STOCK QUALITY_CONTROL, S3 IN_STOCK QUALITY_CONTROL");
        assertThat(said(() -> seller.inspections.report(
                        seller.sellerId, Actor.OPERATOR, open(), new Result(3, 1, List.of(), List.of()))))
                .isEqualTo("SERIAL_REQUIRED");
        assertThat(report(3, "S9")).isEqualTo("UNKNOWN_SERIAL");
        assertThat(report(3, "S2")).isEqualTo("CHANGED");
        assertThat(seller.pieces()).isEqualTo("S1 IN_STOCK SOUND, S2 IN_STOCK DAMAGED, S3 IN_STOCK SOUND");
        assertThat(seller.lying("S")).isEqualTo("damaged A1/- 1, A1/- 2");
    }

    @Test
    void aRejectedLotOfPiecesIsSortedByName() {
        Sampling one = new Sampling(
                Sampling.Plan.FIXED, Optional.of(new penstock.core.buying.Sample(1, 0)), Optional.empty(), 0, 1);
        seller.rules.put(
                seller.sellerId, new Scoped(Optional.of("S"), Optional.empty(), new ReceivingRule(0, one, List.of())));
        seller.receive("R1", BLIND, false, "S 3+0 serials=S1,S2,S3");
        long inspection = open();
        assertThat(report(1, "S1")).isEqualTo("CHANGED");
        Sorted sorted = new Sorted(1, 1, 1);
        assertThat(sort(inspection, sorted, SortedPieces.NONE)).isEqualTo("SERIAL_REQUIRED");
        assertThat(sort(inspection, sorted, new SortedPieces(List.of("S1"), List.of("S1"))))
                .isEqualTo("UNKNOWN_SERIAL");
        assertThat(sort(inspection, sorted, new SortedPieces(List.of("S1"), List.of("S3"))))
                .isEqualTo("CHANGED");
        assertThat(sort(inspection, sorted, new SortedPieces(List.of("S1"), List.of("S3"))))
                .isEqualTo("EXISTS");
        assertThat(sort(inspection, sorted, new SortedPieces(List.of("S2"), List.of("S3"))))
                .isEqualTo("OTHER_CONTENT");
        assertThat(seller.pieces()).isEqualTo("S1 IN_STOCK DAMAGED, S2 IN_STOCK SOUND, S3 GONE");
    }

    private String sort(long inspection, Sorted sorted, SortedPieces pieces) {
        return said(() -> seller.inspections.sort(seller.sellerId, Actor.OPERATOR, inspection, sorted, pieces));
    }

    @Test
    void anInspectionWhoseUnitsLeftByAnotherWayHasAnEnd() {
        inspectAll("A");
        seller.receive("R1", BLIND, false, "A 5+0");
        long inspection = open();
        assertThat(close(inspection)).isEqualTo("UNITS_ARE_THERE");
        clear("A", 2);
        assertThat(report(5)).isEqualTo("UNITS_ARE_GONE");
        assertThat(close(inspection)).isEqualTo("CHANGED");
        assertThat(close(inspection)).isEqualTo("EXISTS");
        assertThat(seller.inspections
                        .find(seller.sellerId, inspection)
                        .orElseThrow()
                        .state())
                .isEqualTo(State.GONE);
        assertThat(said(() -> seller.inspections.report(
                        seller.sellerId, Actor.OPERATOR, inspection, new Result(5, 0, List.of(), List.of()))))
                .isEqualTo("NOT_TO_BE_INSPECTED");
        assertThat(seller.stock("A")).isEqualTo("available 2 quality 3 damaged 0 incoming 0");
    }

    private String close(long inspection) {
        return said(() -> seller.inspections.close(seller.sellerId, Actor.OPERATOR, inspection));
    }

    @Test
    void aPieceComesBackFromTheOrderThatItWasSoldWith() {
        seller.receive("R1", BLIND, false, "S 3+0 serials=S1,S2,S3 bin=A1");
        long first = sellPieces("O1", "S1", "S2");
        sellPieces("O2", "S3");
        assertThat(seller.pieces()).isEqualTo("S1 SHIPPED, S2 SHIPPED, S3 SHIPPED");
        assertThat(back("U1", first, Disposition.RESTOCK, "")).isEqualTo("SERIAL_REQUIRED");
        assertThat(back("U1", first, Disposition.RESTOCK, "serials=S3")).isEqualTo("UNKNOWN_SERIAL");
        assertThat(back("U1", first, Disposition.RESTOCK, "serials=S2 bin=A1")).isEqualTo("CREATED");
        assertThat(seller.pieces()).isEqualTo("S1 SHIPPED, S2 IN_STOCK SOUND, S3 SHIPPED");
        assertThat(back("U2", first, Disposition.RESTOCK, "serials=S2")).isEqualTo("UNKNOWN_SERIAL"); // it is here
        assertThat(back("U2", first, Disposition.REFURBISH, "serials=S1")).isEqualTo("CREATED");
        assertThat(seller.lying("S")).isEqualTo("quality_control -/- 1, A1/- 1");
        long item = seller.returns
                .find(seller.sellerId, "U2")
                .orElseThrow()
                .items()
                .get(0)
                .itemId();
        assertThat(said(() -> seller.taking.dispose(seller.sellerId, Actor.OPERATOR, item, Disposition.DISPOSE)))
                .isEqualTo("CHANGED");
        assertThat(seller.pieces()).isEqualTo("S1 GONE, S2 IN_STOCK SOUND, S3 SHIPPED");
    }

    private String back(String id, long order, Disposition as, String named) {
        return said(() -> seller.taking.receive(
                seller.sellerId,
                Actor.OPERATOR,
                new Unannounced(
                        id,
                        "WH1",
                        Optional.of(order),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        List.of(new Unannounced.Found(
                                Optional.of(1),
                                Optional.empty(),
                                1,
                                ReturnReason.CHANGED_MIND,
                                ReceivedCondition.OPENED,
                                Optional.of(as),
                                named(named))))));
    }

    private long sellPieces(String id, String... serials) {
        return seller.sell(
                id,
                fulfilment -> assertThat(seller.engine
                                .decide(
                                        seller.sellerId,
                                        new ConfirmPick(
                                                "pick " + id,
                                                fulfilment,
                                                1,
                                                new Spot(bin("A1"), Spot.NO_LOT),
                                                serials.length,
                                                Arrays.asList(serials)))
                                .verdict()
                                .name())
                        .isEqualTo("CREATED"),
                "S " + serials.length);
    }

    private long bin(String code) {
        return new Bins(seller.database, seller.clock, seller.ids)
                .find(seller.sellerId, "WH1", code)
                .orElseThrow()
                .binId();
    }

    @Test
    void unitsThatCameUnnamedAreNamedWhereTheyAre() {
        come("S", 3);
        come("H", 4);
        seller.receive("R1", BLIND, false, "H 1+0 lot=L1 expires=2027-01-01");
        assertThat(seller.lying("H")).isEqualTo("-/- 4, -/L1 1");
        assertThat(name("S", 1, "", "S1,S2")).isEqualTo("UNIT_MISMATCH");
        assertThat(name("S", 2, "", "S1,S2")).isEqualTo("CREATED");
        assertThat(name("S", 1, "", "S2")).isEqualTo("DUPLICATE_SERIAL");
        assertThat(name("S", 2, "", "S3,S4")).isEqualTo("ALREADY_NAMED"); // one is left
        assertThat(name("S", 4, "", "S3,S4,S5,S6")).isEqualTo("EXCEEDS_AVAILABLE");
        assertThat(name("S", 1, "", "S3")).isEqualTo("CREATED");
        assertThat(seller.pieces()).isEqualTo("S1 IN_STOCK SOUND, S2 IN_STOCK SOUND, S3 IN_STOCK SOUND");
        assertThat(name("H", 5, "L1", "")).isEqualTo("EXCEEDS_AVAILABLE");
        assertThat(name("H", 3, "L1", "")).isEqualTo("CREATED");
        assertThat(name("A", 1, "", "S1")).isEqualTo("DETAIL_NOT_KEPT");
        assertThat(seller.lying("H")).isEqualTo("-/- 1, -/L1 4");
        assertThat(seller.stock("H")).isEqualTo("available 5 quality 0 damaged 0 incoming 0");
        take("S", 2); // nobody says which, so the pieces leave in the order of their serials
        assertThat(seller.pieces()).isEqualTo("S1 GONE, S2 GONE, S3 IN_STOCK SOUND");
    }

    /** Units come by a posting that says nothing of them, as materials do that something was taken apart into. */
    private void come(String sku, int units) {
        post(sku, Account.ADJUSTMENT, available(sku), units);
    }

    private void take(String sku, int units) {
        post(sku, available(sku), Account.ADJUSTMENT, units);
    }

    private Account available(String sku) {
        return Account.at(seller.at(sku).locationId(), Condition.AVAILABLE);
    }

    private void post(String sku, Account from, Account to, int units) {
        seller.engine.together(seller.sellerId, (transaction, book) -> {
            penstock.core.book.StockMoveRow move =
                    new penstock.core.book.StockMoveRow(book.nextId(), "m" + book.nextId(), new byte[1], "ADJUST", "");
            book.add(move);
            book.move(seller.at(sku).skuId(), from, to, units, new Cause(Cause.Kind.STOCK_MOVE, move.moveId()));
            return units;
        });
    }

    private String name(String sku, int units, String lot, String serials) {
        return seller.engine
                .decide(
                        seller.sellerId,
                        new MoveStock(
                                "name " + seller.ids.next(),
                                MoveStock.Kind.NAME,
                                seller.at(sku),
                                units,
                                new Placed(
                                        OptionalLong.empty(),
                                        OptionalLong.empty(),
                                        OptionalLong.empty(),
                                        lot.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lot(sku, lot)),
                                        serials.isEmpty() ? List.of() : List.of(serials.split(","))),
                                ""))
                .verdict()
                .name();
    }
}
