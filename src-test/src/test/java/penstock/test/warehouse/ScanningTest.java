package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Identifier;
import penstock.core.catalogue.Identifiers;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Tolerance;
import penstock.test.concurrency.AtOnce;

/** Work with a scanner: understood step by step, taken back, and booked by the acts that there are. */
class ScanningTest {

    private final Storehouse house = new Storehouse();
    private final ScanPlay play = new ScanPlay(house);

    @BeforeEach
    void articlesHaveBarcodes() {
        play.printBarcodes();
    }

    @AfterEach
    void theSumIsTheBalance() {
        house.requireSound();
        house.close();
    }

    private void plays(String script) {
        assertThat(house.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    private void scans(String script) {
        assertThat(play.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    @Test
    void unitsAreMovedFromBinToBinAndBackAgain() {
        plays("receive MUG 10 A1/- -> CREATED A1/- 10");
        scans("""
                open MOVE WH               -> CREATED next BIN
                scan MUG                   -> BIN_EXPECTED next BIN
                scan WH-A1 id one          -> TAKEN next SKU BIN
                scan WH-A1 id one          -> again TAKEN next SKU BIN
                scan WH-B1 id one          -> OTHER_CONTENT
                scan %s x 2                -> TAKEN next SKU TARGET_BIN hand 2
                scan %s                    -> TAKEN next SKU TARGET_BIN hand 8
                scan MUG x 3               -> NOT_HERE next SKU TARGET_BIN hand 8
                scan MUK                   -> UNKNOWN_BARCODE next SKU TARGET_BIN hand 8
                close                      -> UNITS_IN_HAND
                scan WH-B1                 -> BOOKED next BIN
                """.formatted(ScanPlay.MUG, ScanPlay.CASE));
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 2, B1/- 8");
        scans("""
                undo id back               -> UNDONE next SKU TARGET_BIN hand 8
                undo id back               -> again UNDONE next SKU TARGET_BIN hand 8
                undo                       -> UNDONE next SKU TARGET_BIN hand 2
                """);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 10");
        scans("""
                scan WH-B1                 -> BOOKED next BIN
                close                      -> CLOSED
                close                      -> CLOSED
                scan WH-B1                 -> NOT_OPEN
                undo                       -> NOT_OPEN
                """);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 8, B1/- 2");
    }

    @Test
    void ofUnitsInSeveralStatesTheScannerSaysWhichAndTheVeryOnesGoBack() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                damage MUG 2 A1/-          -> CREATED damaged A1/- 2, A1/- 3
                receive MUG 4 B1/-         -> CREATED damaged A1/- 2, A1/- 3, B1/- 4
                """);
        scans("""
                open MOVE WH                -> CREATED next BIN
                scan WH-A1                  -> TAKEN next SKU BIN
                scan MUG x 2                -> STATE_EXPECTED next SKU BIN
                scan MUG x 3 state DAMAGED  -> NOT_HERE next SKU BIN
                scan MUG x 2 state DAMAGED  -> TAKEN next SKU TARGET_BIN hand 2
                scan MUG state DAMAGED      -> NOT_HERE next SKU TARGET_BIN hand 2
                scan MUG state SOUND        -> TAKEN next SKU TARGET_BIN hand 3
                scan WH-B1                  -> BOOKED next BIN
                """);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 2, damaged B1/- 2, B1/- 5");
        scans("undo -> UNDONE next SKU TARGET_BIN hand 3");
        assertThat(house.lying("MUG", "WH")).isEqualTo("damaged A1/- 2, A1/- 3, B1/- 4");
        scans("""
                undo                        -> UNDONE next SKU TARGET_BIN hand 2
                undo                        -> UNDONE next SKU BIN
                close                       -> CLOSED
                open RECEIVE WH             -> CREATED next SKU
                scan MUG state DAMAGED      -> CONTRADICTION
                """);
    }

    @Test
    void whatWasMovedOnSinceCannotBeUndone() {
        plays("receive MUG 3 A1/- -> CREATED A1/- 3");
        scans("""
                open MOVE WH               -> CREATED next BIN
                undo                       -> NOTHING_TO_UNDO
                scan WH-A1                 -> TAKEN next SKU BIN
                scan MUG x 3               -> TAKEN next SKU TARGET_BIN hand 3
                scan WH-B1                 -> BOOKED next BIN
                """);
        plays("move MUG 1 B1/- > Q1 -> CREATED B1/- 2, Q1/- 1");
        scans("undo -> CANNOT_BE_UNDONE");
        assertThat(house.lying("MUG", "WH")).isEqualTo("B1/- 2, Q1/- 1");
    }

    @Test
    void aBinThatDoesNotTakeItLeavesAllInHand() {
        house.bin(
                "C1",
                "C",
                penstock.core.shelf.Bin.Kind.STORAGE,
                9,
                Optional.of(1_500),
                penstock.core.warehouse.Bins.State.OPEN);
        plays("receive MUG 3 A1/- -> CREATED A1/- 3");
        plays("receive HONEY 1 A1/L1 -> CREATED A1/L1 1");
        scans("""
                open MOVE WH               -> CREATED next BIN
                scan WH-A1                 -> TAKEN next SKU BIN
                scan (01)%s(10)L1          -> TAKEN next SKU TARGET_BIN hand 1
                scan MUG x 3               -> TAKEN next SKU TARGET_BIN hand 4
                scan WH-C1 id full         -> BIN_FULL next SKU TARGET_BIN hand 4
                scan WH-C1 id full         -> again BIN_FULL next SKU TARGET_BIN hand 4
                """.formatted(ScanPlay.HONEY));
        assertThat(house.lying("MUG", "WH") + ", " + house.lying("HONEY", "WH")).isEqualTo("A1/- 3, A1/L1 1");
    }

    @Test
    void aSkuWaitsForItsLotOrItsPiece() {
        plays("receive HONEY 5 A1/L1 -> CREATED A1/L1 5");
        plays("receive CAMERA 2 A1/- serials S1,S2 -> CREATED A1/- 2");
        plays("receive CAMERA 1 B1/- serials S3 -> CREATED A1/- 2, B1/- 1");
        scans("""
                open MOVE WH               -> CREATED next BIN
                scan WH-A1                 -> TAKEN next SKU BIN
                scan HONEY x 2             -> TAKEN next LOT
                scan WH-B1                 -> LOT_EXPECTED next LOT
                scan MUG                   -> LOT_EXPECTED next LOT
                scan NONE                  -> UNKNOWN_LOT next LOT
                scan L1                    -> TAKEN next SKU TARGET_BIN hand 2
                scan CAMERA x 2            -> ONE_PIECE next SKU TARGET_BIN hand 2
                scan CAMERA                -> TAKEN next SERIAL hand 2
                scan S3                    -> SERIAL_ELSEWHERE next SERIAL hand 2
                scan S9                    -> NOT_HERE next SERIAL hand 2
                scan S1                    -> TAKEN next SKU SERIAL TARGET_BIN hand 3
                scan S1                    -> SERIAL_TWICE next SKU SERIAL TARGET_BIN hand 3
                scan ]d201%s21S2           -> TAKEN next SKU SERIAL TARGET_BIN hand 4
                scan (01)%s(99)x           -> UNREADABLE_LABEL next SKU SERIAL TARGET_BIN hand 4
                scan WH-B1                 -> BOOKED next BIN
                """.formatted(ScanPlay.CAMERA, ScanPlay.CAMERA));
        assertThat(house.lying("HONEY", "WH")).isEqualTo("A1/L1 3, B1/L1 2");
        assertThat(house.lying("CAMERA", "WH")).isEqualTo("B1/- 3");
        scans("undo -> UNDONE next SKU SERIAL TARGET_BIN hand 4");
        assertThat(house.lying("CAMERA", "WH")).isEqualTo("A1/- 2, B1/- 1");
    }

    @Test
    void anOrderIsPickedScanByScanAndAMisScanIsPutBack() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                receive MUG 2 B1/-         -> CREATED A1/- 5, B1/- 2
                order O1 MUG 3             -> reserved 3 short 0 A1/- 5, B1/- 2
                release O1 MUG             -> CHANGED A1/- 5(3), B1/- 2
                order O2 MUG 2             -> reserved 2 short 0 A1/- 5(3), B1/- 2
                release O2 MUG             -> CHANGED A1/- 5(5), B1/- 2
                """);
        scans("open PICK WH FULFILMENT %d -> CREATED next BIN".formatted(fulfilment("O2")));
        scans("""
                scan WH-A1                 -> TAKEN next SKU BIN
                scan MUG x 2               -> BOOKED next SKU BIN
                scan MUG                   -> OVER_EXPECTED next SKU BIN
                close                      -> CLOSED
                """);
        scans("open PICK WH FULFILMENT %d -> CREATED next BIN".formatted(fulfilment("O1")));
        scans("""
                scan WH-A1                 -> TAKEN next SKU BIN
                scan HONEY                 -> TAKEN next LOT
                scan L1                    -> WRONG_SKU next LOT
                undo                       -> UNDONE next SKU BIN
                scan MUG                   -> BOOKED next SKU BIN
                scan MUG x 2               -> BOOKED next SKU BIN
                """);
        assertThat(house.lying("MUG", "WH")).isEqualTo("B1/- 2, BENCH/- 5(5)");
        assertThat(state("O1")).isEqualTo("PICKED");
        scans("undo -> UNDONE next SKU BIN");
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 2(2), B1/- 2, BENCH/- 3(3)");
        assertThat(state("O1") + " " + state("O2")).isEqualTo("OPEN PICKED");
        scans("""
                scan WH-B1                 -> TAKEN next SKU BIN
                scan MUG x 2               -> BOOKED next SKU BIN
                close                      -> CLOSED
                """);
        plays("ship O1 MUG 3 -> CREATED A1/- 2, BENCH/- 2(2)");
    }

    @Test
    void theVeryPieceThatWasPickedIsPutBack() {
        plays("""
                receive CAMERA 3 A1/- serials S1,S2,S3 -> CREATED A1/- 3
                order O1 CAMERA 2          -> reserved 2 short 0 A1/- 3
                release O1 CAMERA          -> CHANGED A1/- 3(2)
                """);
        scans("open PICK WH FULFILMENT %d -> CREATED next BIN".formatted(fulfilment("O1")));
        scans("""
                scan WH-A1                 -> TAKEN next SKU BIN
                scan CAMERA                -> TAKEN next SERIAL
                scan S2                    -> BOOKED next SKU SERIAL BIN
                scan S1                    -> BOOKED next SKU SERIAL BIN
                undo                       -> UNDONE next SKU SERIAL BIN
                scan S2                    -> SERIAL_TWICE next SKU SERIAL BIN
                scan S3                    -> BOOKED next SKU SERIAL BIN
                close                      -> CLOSED
                """);
        assertThat(house.lots.pieces(house.sellerId, house.sku("CAMERA"), "", 9).stream()
                        .map(piece -> piece.serial() + " " + piece.bin() + " "
                                + piece.fulfilmentId().isPresent()))
                .containsExactly("S1 A1 false", "S2 BENCH true", "S3 BENCH true");
        plays("ship O1 CAMERA 2 -> CREATED A1/- 1");
    }

    @Test
    void noBlockedOrExpiredLotIsReceived() {
        plays("block HONEY L1 -> BLOCKED");
        scans("""
                open RECEIVE WH            -> CREATED next SKU
                scan (01)%s(10)L1          -> BLOCKED_LOT next SKU
                scan (01)%s(10)OLD         -> EXPIRED_LOT next SKU
                scan (01)%s(17)260228(10)NEW   -> EXPIRED_LOT next SKU
                scan (01)%s(17)270228(10)NEW   -> UNKNOWN_LOT next SKU
                scan (01)%s(10)L2          -> TAKEN next SKU
                close                      -> CLOSED
                """.formatted(ScanPlay.HONEY, ScanPlay.HONEY, ScanPlay.HONEY, ScanPlay.HONEY, ScanPlay.HONEY));
    }

    @Test
    void binsAreCountedByWhatIsScannedInThem() {
        plays("""
                receive MUG 5 A1/-         -> CREATED A1/- 5
                receive MUG 4 B1/-         -> CREATED A1/- 5, B1/- 4
                receive MUG 2 -/-          -> CREATED -/- 2, A1/- 5, B1/- 4
                receive HONEY 3 A1/L1      -> CREATED A1/L1 3
                """);
        long count = house.counts
                .begin(
                        house.sellerId,
                        new Counts.Plan(
                                "c",
                                house.place("WH"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                new Tolerance(9, 0)))
                .countId();
        scans("open COUNT WH COUNT %d -> CREATED next BIN".formatted(count));
        scans("""
                scan (01)%s(10)L1          -> BIN_EXPECTED next BIN
                scan MUG                   -> TAKEN next BIN
                scan WH-A1                 -> TAKEN next SKU BIN
                scan MUG x 3               -> TAKEN next SKU BIN
                scan MUG x 3               -> TAKEN next SKU BIN
                undo                       -> UNDONE next SKU BIN
                scan MUG                   -> TAKEN next SKU BIN
                scan HONEY                 -> TAKEN next LOT
                scan OLD                   -> WRONG_SKU next LOT
                undo                       -> UNDONE next SKU BIN
                scan CAMERA                -> TAKEN next SERIAL
                scan S1                    -> SERIALS_NOT_COUNTED next SERIAL
                undo                       -> UNDONE next SKU BIN
                close                      -> CLOSED missing MUG in B1
                """.formatted(ScanPlay.HONEY));
        assertThat(house.lying("MUG", "WH") + "; " + house.lying("HONEY", "WH")).isEqualTo("-/- 1, A1/- 4, B1/- 4; ");
        scans("open COUNT WH COUNT %d -> CREATED next BIN".formatted(count));
        scans("close complete -> CLOSED");
        assertThat(house.lying("MUG", "WH")).isEqualTo("-/- 1, A1/- 4");
    }

    @Test
    void whatIsUnknownHasSuggestions() {
        scans("""
                open RECEIVE WH            -> CREATED next SKU
                scan CAMERO id c           -> UNKNOWN_BARCODE [CAMERA] next SKU
                scan CAMERO id c           -> again UNKNOWN_BARCODE [CAMERA] next SKU
                """);
        play.identify("HONEY", "96385074", "");
        new Identifiers(house.database)
                .put(
                        house.sellerId,
                        new Identifiers.Identified("HONEY", Identifier.of(Identifier.Type.MPN, "M-1", "")));
        new Identifiers(house.database)
                .put(house.sellerId, new Identifiers.Identified("MUG", Identifier.of(Identifier.Type.MPN, "M-1", "")));
        scans("""
                scan M-1                   -> AMBIGUOUS_BARCODE [HONEY, MUG] next SKU
                scan 96385074              -> TAKEN next LOT
                """);
    }

    @Test
    void aSessionIsOpenedForWhatThereIs() {
        scans("""
                open MOVE ANNEX            -> NO_BINS_KEPT
                open RECEIVE NOWHERE       -> UNKNOWN_LOCATION
                open PICK WH FULFILMENT x  -> DOCUMENT_DOES_NOT_SERVE
                open COUNT WH FULFILMENT 1 -> DOCUMENT_DOES_NOT_SERVE
                """);
        assertThat(play.sessions.list(house.sellerId, "", 0, 10)).isEmpty();
    }

    @Test
    void aScanThatComesManyTimesAtOnceCountsOnce() {
        plays("receive MUG 9 A1/- -> CREATED A1/- 9");
        scans("""
                open MOVE WH               -> CREATED next BIN
                scan WH-A1                 -> TAKEN next SKU BIN
                """);
        assertThat(atOnce("scan MUG x 2 id m")).containsExactlyInAnyOrder(true, true, true, false);
        assertThat(atOnce("scan WH-B1 id b")).containsExactlyInAnyOrder(true, true, true, false);
        assertThat(house.lying("MUG", "WH")).isEqualTo("A1/- 7, B1/- 2");
    }

    /** Whether each of four was told that it came before. */
    private List<Boolean> atOnce(String scan) {
        return AtOnce.times(4, who -> play.scan(List.of(scan.split(" "))).repeated());
    }

    private long fulfilment(String order) {
        return house.one("select max(f.fulfilment_id) as id from fulfilment_order f join sales_order o"
                + " on o.seller_id = f.seller_id and o.order_id = f.order_id where f.seller_id = ?"
                + " and o.channel_order_id = '" + order + "'");
    }

    private String state(String order) {
        return house.database.transact(
                house.sellerId,
                transaction -> transaction
                        .find(
                                "select state from fulfilment_order where seller_id = ? and fulfilment_id = ?",
                                row -> row.getText("state"),
                                house.sellerId,
                                fulfilment(order))
                        .orElseThrow());
    }
}
