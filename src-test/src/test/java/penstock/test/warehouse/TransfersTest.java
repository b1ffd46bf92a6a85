package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.history.SkuHistory;
import penstock.core.ledger.ExpectStock;
import penstock.core.ledger.MoveStock;
import penstock.core.transfer.Ending.Outcome;
import penstock.core.transfer.Transfers;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Tolerance;
import penstock.test.CountedStatements;
import penstock.test.concurrency.AtOnce;

/** What is under way is nobody's to promise, and comes, goes back or is lost once. */
class TransfersTest {

    private final Storehouse house = new Storehouse();
    private final TransferPlay play = new TransferPlay(house);

    @AfterEach
    void theSumIsTheBalance() {
        new Valuing(house.database).followToHead(house.sellerId);
        house.requireSound();
        house.close();
    }

    private void plays(String script) {
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    @Test
    void whatIsSentIsAvailableNowhereUntilItCameInAsManyPartsAsItCame() {
        plays("receive MUG 10 A1/- -> CREATED A1/- 10");
        assertThat(play.write("T1", "WH", "ANNEX", "MUG 6")).isEqualTo("CREATED");
        assertThat(play.write("T1", "WH", "ANNEX", "MUG 6")).isEqualTo("EXISTS");
        assertThat(play.write("T1", "WH", "ANNEX", "MUG 7")).isEqualTo("OTHER_CONTENT");
        assertThat(play.stock("MUG")).isEqualTo("WH 10");
        assertThat(play.receive("R1", "T1", "MUG 1")).isEqualTo("NOT_UNDER_WAY");
        assertThat(play.send("T1")).isEqualTo("CHANGED");
        assertThat(play.send("T1")).isEqualTo("EXISTS");
        assertThat(play.send("T1", "MUG 6")).isEqualTo("OTHER_CONTENT");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 0 incoming 6, TRUCK 6, WH 4");
        plays("order O1 MUG 10 -> reserved 4 short 6 A1/- 4");

        assertThat(play.receive("R1", "T1", "MUG 2")).isEqualTo("CREATED");
        assertThat(play.receive("R1", "T1", "MUG 2")).isEqualTo("EXISTS");
        assertThat(play.receive("R1", "T1", "MUG 3")).isEqualTo("OTHER_CONTENT");
        assertThat(play.standing("T1")).isEqualTo("PARTLY_RECEIVED MUG 6: 6-2-0-0");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 0 incoming 4, TRUCK 4, WH 0");
        plays("order O1 MUG 10 -> reserved 6 short 4 A1/- 4");
        assertThat(play.receive("R2", "T1", "MUG 1 damaged")).isEqualTo("MISSING");
        assertThat(play.receive("R2", "T1", "MUG 1 damaged reason NONSENSE")).isEqualTo("UNKNOWN_VALUE");
        assertThat(play.receive("R2", "T1", "MUG 3", "MUG 1 damaged reason BREAKAGE"))
                .isEqualTo("CREATED");
        assertThat(play.standing("T1")).isEqualTo("RECEIVED MUG 6: 6-6-0-0");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 0 damaged 1, TRUCK 0, WH 0");
        assertThat(play.wrong("T1")).isEqualTo("DAMAGED MUG 1 BREAKAGE");
        assertThat(play.receive("R3", "T1", "MUG 1")).isEqualTo("NOT_UNDER_WAY");
        assertThat(documents("MUG")).contains("TRANSFER T1");
    }

    /** Cause and name of whatever moved a SKU. */
    private List<String> documents(String sku) {
        return new SkuHistory(house.database)
                .after(house.sellerId, sku, SkuHistory.Filter.ALL, 0, 100).movements().stream()
                        .map(move ->
                                move.document().cause() + " " + move.document().name())
                        .toList();
    }

    @Test
    void moreThanWasSentIsAMistakeUnlessSomebodySaysWhyAndThenItIsKeptApart() {
        plays("receive MUG 10 A1/- -> CREATED A1/- 10");
        play.write("T1", "WH", "ANNEX", "MUG 6");
        play.send("T1", "MUG 5");
        assertThat(play.standing("T1")).isEqualTo("SENT MUG 6: 5-0-0-0");
        assertThat(play.receive("R1", "T1", "MUG 7")).isEqualTo("MORE_THAN_SENT");
        assertThat(play.receive("R1", "T1", "HONEY 1")).isEqualTo("LOT_REQUIRED");
        house.lot("HONEY", "L1", "2027-01-01");
        assertThat(play.receive("R1", "T1", "HONEY 1 lot L1")).isEqualTo("MORE_THAN_SENT");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 0 incoming 5, TRUCK 5, WH 5");
        assertThat(play.receive("R1", "T1", "MUG 7 reason FOUND", "HONEY 1 lot L1 reason FOUND"))
                .isEqualTo("CREATED");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 5 apart 2, TRUCK 0, WH 5");
        assertThat(play.stock("HONEY")).isEqualTo("ANNEX 0 apart 1");
        assertThat(play.standing("T1")).isEqualTo("RECEIVED MUG 6: 5-5-0-0");
        assertThat(play.wrong("T1")).isEqualTo("OVER MUG 2 FOUND, WRONG HONEY L1 1 FOUND");
    }

    @Test
    void whatDoesNotComeIsLostOrBackWhereItCameFrom() {
        plays("receive MUG 10 A1/- -> CREATED A1/- 10");
        for (String number : List.of("T1", "T2")) {
            play.write(number, "WH", "ANNEX", "MUG 5");
            play.send(number);
        }
        assertThat(play.close("T1", Outcome.LOST, "NONSENSE")).isEqualTo("UNKNOWN_VALUE");
        play.receive("R1", "T1", "MUG 2");
        assertThat(play.close("T1", Outcome.LOST, "THEFT")).isEqualTo("CHANGED");
        assertThat(play.close("T1", Outcome.LOST, "THEFT")).isEqualTo("EXISTS");
        assertThat(play.close("T1", Outcome.RETURNED, "THEFT")).isEqualTo("OTHER_CONTENT");
        assertThat(play.standing("T1")).isEqualTo("CLOSED MUG 5: 5-2-0-3");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 2 incoming 5, TRUCK 5, WH 0");
        assertThat(play.close("T2", Outcome.RETURNED, "CORRECTION")).isEqualTo("CHANGED");
        assertThat(play.standing("T2")).isEqualTo("CLOSED MUG 5: 5-0-5-0");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 2, TRUCK 0, WH 5");
        assertThat(play.wrong("T1") + ", " + play.wrong("T2")).isEqualTo("LOST MUG 3 THEFT, RETURNED MUG 5 CORRECTION");
        assertThat(play.receive("R2", "T1", "MUG 3")).isEqualTo("NOT_UNDER_WAY");
    }

    @Test
    void lotsGoByRuleOrByNameAndEachTransferKeepsItsOwn() {
        house.lot("HONEY", "EARLY", "2026-06-01");
        house.lot("HONEY", "LATE", "2027-01-01");
        plays("""
                receive HONEY 3 A1/EARLY -> CREATED A1/EARLY 3
                receive HONEY 8 B1/LATE  -> CREATED A1/EARLY 3, B1/LATE 8
                """);
        play.write("T1", "WH", "ANNEX", "HONEY 4");
        assertThat(play.send("T1")).isEqualTo("CHANGED");
        assertThat(play.standing("T1")).isEqualTo("SENT HONEY 4: EARLY 3-0-0-0 LATE 1-0-0-0");
        play.write("T2", "WH", "ANNEX", "HONEY 5");
        assertThat(play.send("T2", "HONEY 5 lot EARLY")).isEqualTo("NOT_THERE");
        assertThat(play.send("T2", "HONEY 5 lot NONE")).isEqualTo("UNKNOWN_LOT");
        assertThat(play.send("T2", "HONEY 5 bin Z9")).isEqualTo("UNKNOWN_BIN");
        assertThat(play.send("T2", "HONEY 5 bin B1 lot LATE")).isEqualTo("CHANGED");
        assertThat(house.lying("HONEY", "TRUCK")).isEqualTo("-/EARLY 3, -/LATE 6");

        assertThat(play.receive("R1", "T1", "HONEY 1")).isEqualTo("LOT_REQUIRED");
        assertThat(play.receive("R1", "T1", "HONEY 2 lot LATE"))
                .as("the second is the other transfer's")
                .isEqualTo("MORE_THAN_SENT");
        assertThat(play.receive("R1", "T1", "HONEY 3 lot EARLY")).isEqualTo("CREATED");
        assertThat(play.receive("R2", "T1", "HONEY 1")).as("one lot is left").isEqualTo("CREATED");
        assertThat(play.receive("R1", "T2", "HONEY 2")).isEqualTo("CREATED");
        assertThat(play.close("T2", Outcome.LOST, "LOST")).isEqualTo("CHANGED");
        assertThat(house.lying("HONEY", "ANNEX")).isEqualTo("-/EARLY 3, -/LATE 3");
        assertThat(house.lying("HONEY", "TRUCK") + house.lying("HONEY", "WH")).isEqualTo("B1/LATE 2");
        assertThat(play.standing("T2")).isEqualTo("CLOSED HONEY 5: LATE 5-2-0-3");
    }

    @Test
    void piecesAreNamedAndOnlyThoseThatWereSentCome() {
        plays("receive CAMERA 4 A1/- serials S1,S2,S3,S4 -> CREATED A1/- 4");
        play.write("T1", "WH", "ANNEX", "CAMERA 3");
        assertThat(play.send("T1")).isEqualTo("SERIALS_REQUIRED");
        assertThat(play.send("T1", "CAMERA 2 serials S1,S1")).isEqualTo("SERIALS_REQUIRED");
        assertThat(play.send("T1", "CAMERA 2 serials S1,S9")).isEqualTo("SERIAL_ELSEWHERE");
        assertThat(play.send("T1", "CAMERA 3 serials S1,S2,S3")).isEqualTo("CHANGED");
        assertThat(play.receive("R1", "T1", "CAMERA 1")).isEqualTo("SERIALS_REQUIRED");
        assertThat(play.receive("R1", "T1", "CAMERA 1 serials S4"))
                .as("it is still in the warehouse")
                .isEqualTo("SERIAL_ELSEWHERE");
        assertThat(play.receive("R1", "T1", "CAMERA 2 serials S1,S7")).isEqualTo("MORE_THAN_SENT");
        assertThat(play.receive("R1", "T1", "CAMERA 2 serials S1,S7 reason FOUND"))
                .isEqualTo("CREATED");
        assertThat(play.receive("R2", "T1", "CAMERA 1 serials S1")).isEqualTo("SERIAL_ELSEWHERE");
        assertThat(play.stock("CAMERA")).isEqualTo("ANNEX 1 incoming 2 apart 1, TRUCK 2, WH 1");
        assertThat(play.close("T1", Outcome.LOST, "THEFT")).isEqualTo("CHANGED");
        assertThat(pieces())
                .containsExactly("S1 IN_STOCK ANNEX", "S2 GONE", "S3 GONE", "S4 IN_STOCK WH", "S7 IN_STOCK ANNEX");
    }

    private List<String> pieces() {
        return house.lots.pieces(house.sellerId, house.sku("CAMERA"), "", 100).stream()
                .map(piece -> piece.serial() + " " + piece.state()
                        + (piece.state().equals("GONE") ? "" : " " + piece.location()))
                .toList();
    }

    @Test
    void piecesOfALotStayOfIt() {
        house.lot("CAMERA", "B7", "2099-01-01");
        plays("receive CAMERA 2 A1/B7 serials S1,S2 -> CREATED A1/B7 2");
        play.write("T1", "WH", "ANNEX", "CAMERA 2");
        play.send("T1", "CAMERA 2 serials S1,S2");
        assertThat(play.standing("T1")).isEqualTo("SENT CAMERA 2: B7 2-0-0-0");
        play.receive("R1", "T1", "CAMERA 1 serials S2");
        assertThat(house.lying("CAMERA", "ANNEX") + ", " + house.lying("CAMERA", "TRUCK"))
                .isEqualTo("-/B7 1, -/B7 1");
    }

    @Test
    void whatCannotBeSentSaysWhy() {
        plays("receive MUG 5 A1/- -> CREATED A1/- 5");
        plays("order O1 MUG 2 -> reserved 2 short 0 A1/- 5");
        assertThat(play.write("T1", "WH", "WH", "MUG 1")).isEqualTo("SAME_PLACE");
        assertThat(play.write("T1", "WH", "TRUCK", "MUG 1")).isEqualTo("NOT_OUR_PLACE");
        assertThat(play.write("T1", "WH", "NOWHERE", "MUG 1")).isEqualTo("UNKNOWN_LOCATION");
        assertThat(play.write("T1", "WH", "ANNEX", "NONE 1")).isEqualTo("UNKNOWN_SKU");
        assertThat(play.write("T1", "WH", "ANNEX", "MUG 4")).isEqualTo("CREATED");
        assertThat(play.send("T2")).isEqualTo("NO_SUCH_TRANSFER");
        assertThat(play.send("T1")).as("two are promised").isEqualTo("NOT_THERE");
        assertThat(play.send("T1", "MUG 3", "MUG 2")).isEqualTo("MORE_THAN_PLANNED");
        assertThat(play.send("T1", "HONEY 1")).isEqualTo("NOT_PLANNED");
        assertThat(play.send("T1", "MUG 1 lot L1")).isEqualTo("UNKNOWN_LOT");
        assertThat(play.send("T1", "MUG 1 serials S1")).isEqualTo("SERIALS_NOT_KEPT");
        assertThat(TransferPlay.said(() -> play.transfers.cancel(house.sellerId, "T1")))
                .isEqualTo("CHANGED");
        assertThat(TransferPlay.said(() -> play.transfers.cancel(house.sellerId, "T1")))
                .isEqualTo("EXISTS");
        assertThat(play.send("T1", "MUG 1")).isEqualTo("NOT_A_DRAFT");
        assertThat(play.stock("MUG")).isEqualTo("WH 3");

        play.place("SHIP", Locations.Kind.IN_TRANSIT);
        assertThat(play.write("T3", "WH", "ANNEX", "MUG 1")).isEqualTo("NO_TRANSIT_LOCATION");
    }

    @Test
    void whatIsUnderWayMovesByItsTransferAlone() {
        Locations.Location truck = house.locations.find(house.sellerId, "TRUCK").orElseThrow();
        StockKey there = new StockKey(house.sku("MUG").skuId(), truck.locationId());
        assertThat(house.engine
                        .decide(house.sellerId, new MoveStock("x", MoveStock.Kind.RECEIVE, there, 1))
                        .detail())
                .startsWith("what is under way moves by its transfer");
        assertThat(house.engine
                                .decide(
                                        house.sellerId,
                                        new ExpectStock("y", "ASN-1", there, 5, LocalDate.parse("2026-06-01")))
                                .verdict()
                        + " " + play.stock("MUG"))
                .isEqualTo("NOT_POSSIBLE ");
        assertThat(house.counts
                        .begin(
                                house.sellerId,
                                new Counts.Plan(
                                        "c",
                                        truck,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        new Tolerance(0, 0)))
                        .detail())
                .startsWith("what is under way is counted when it comes");
    }

    @Test
    void aPageOfTransfersIsReadInAsManyStatementsAsOneTransfer() {
        plays("receive MUG 10 A1/- -> CREATED A1/- 10");
        play.write("T1", "WH", "ANNEX", "MUG 6", "CAMERA 1");
        CountedStatements counted = new CountedStatements();
        Transfers transfers = new Transfers(counted.database(), house.engine);
        transfers.list(house.sellerId, "", 0, 10);
        int ofOne = counted.take();
        play.send("T1", "MUG 6");
        play.write("T2", "WH", "ANNEX", "HONEY 1", "MUG 2");
        play.write("T3", "WH", "ANNEX", "MUG 1");
        assertThat(transfers.list(house.sellerId, "", 0, 10))
                .extracting(transfer -> transfer.number() + " "
                        + transfer.lines().stream()
                                .map(line -> line.sku() + " " + line.planned() + " " + line.underWay())
                                .collect(Collectors.joining(", ")))
                .containsExactly("T1 MUG 6 6, CAMERA 1 0", "T2 HONEY 1 0, MUG 2 0", "T3 MUG 1 0");
        assertThat(counted.take()).isEqualTo(ofOne);
    }

    @Test
    void whatIsSaidTwiceAtOnceIsDoneOnce() {
        plays("receive MUG 10 A1/- -> CREATED A1/- 10");
        play.write("T1", "WH", "ANNEX", "MUG 6");
        assertThat(atOnce(() -> play.send("T1"))).containsExactlyInAnyOrder("CHANGED", "EXISTS", "EXISTS", "EXISTS");
        assertThat(atOnce(() -> play.receive("R1", "T1", "MUG 4")))
                .containsExactlyInAnyOrder("CREATED", "EXISTS", "EXISTS", "EXISTS");
        assertThat(atOnce(() -> play.close("T1", Outcome.LOST, "LOST")))
                .containsExactlyInAnyOrder("CHANGED", "EXISTS", "EXISTS", "EXISTS");
        assertThat(play.standing("T1")).isEqualTo("CLOSED MUG 6: 6-4-0-2");
        assertThat(play.stock("MUG")).isEqualTo("ANNEX 4, TRUCK 0, WH 4");
    }

    private static List<String> atOnce(java.util.function.Supplier<String> deed) {
        return AtOnce.times(4, who -> deed.get());
    }
}
