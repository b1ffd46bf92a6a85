package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.money.Money;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.Announcement;
import penstock.core.purchasing.Announcements;
import penstock.core.purchasing.NewPurchaseOrder;
import penstock.core.purchasing.PurchaseOrder;
import penstock.core.purchasing.PurchaseOrders;
import penstock.core.purchasing.Suppliers;
import penstock.core.scanning.ScanSession;
import penstock.test.concurrency.AtOnce;

/** What comes is scanned, compared with what is expected, and booked once, when the session is closed. */
class ScannedReceiptsTest {

    private final Storehouse house = new Storehouse();
    private final TransferPlay transfers = new TransferPlay(house);
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
    void aTransferIsReceivedAndPutAway() {
        plays("""
                receive HONEY 5 -/L1 in ANNEX  -> CREATED -/L1 5
                receive MUG 9 in ANNEX         -> CREATED
                """);
        transfers.write("T1", "ANNEX", "WH", "MUG 8", "HONEY 4");
        scans("open RECEIVE WH TRANSFER T1     -> DOCUMENT_DOES_NOT_SERVE");
        transfers.send("T1");
        scans("""
                open RECEIVE WH TRANSFER T1    -> CREATED next SKU
                scan WH-A1                     -> WRONG_BIN next SKU
                scan %s                        -> TAKEN next SKU
                scan MUG x 3                   -> OVER_EXPECTED next SKU
                scan MUG damaged               -> MISSING
                scan MUG damaged reason NONE   -> UNKNOWN_VALUE
                scan MUG damaged reason BREAKAGE -> TAKEN next SKU
                scan MUG x 2 reason FOUND      -> TAKEN next SKU
                scan CAMERA                    -> TAKEN next SERIAL
                close                          -> SCAN_INCOMPLETE
                scan S1                        -> WRONG_SKU next SERIAL
                undo                           -> UNDONE next SKU
                scan HONEY                     -> TAKEN next LOT
                scan OLD                       -> OVER_EXPECTED next LOT
                scan L1                        -> TAKEN next SKU
                """.formatted(ScanPlay.CASE));
        assertThat(transfers.stock("MUG")).isEqualTo("ANNEX 1, TRUCK 8, WH 0 incoming 8");
        scans("""
                close                          -> CLOSED missing 3 HONEY L1
                close                          -> CLOSED missing 3 HONEY L1
                close complete                 -> OTHER_CONTENT
                """);
        assertThat(transfers.stock("MUG")).isEqualTo("ANNEX 1, TRUCK 0, WH 7 damaged 1 apart 1");
        assertThat(transfers.wrong("T1")).isEqualTo("DAMAGED MUG 1 BREAKAGE, OVER MUG 1 FOUND");
        scans("""
                open PUT_AWAY WH               -> CREATED next SKU
                scan WH-B1                     -> SKU_EXPECTED next SKU
                scan %1$s                      -> STATE_EXPECTED next SKU
                scan %1$s state SOUND          -> TAKEN next SKU TARGET_BIN hand 6
                scan (01)%2$s(10)L1            -> TAKEN next SKU TARGET_BIN hand 7
                scan WH-B1                     -> BOOKED next SKU
                close                          -> CLOSED missing 3 MUG
                """.formatted(ScanPlay.CASE, ScanPlay.HONEY));
        assertThat(house.lying("MUG", "WH")).isEqualTo("damaged -/- 1, quality_control -/- 1, -/- 1, B1/- 6");
        assertThat(house.lying("HONEY", "WH")).isEqualTo("B1/L1 1");
    }

    @Test
    void thePiecesOfATransferAreThoseThatWereSentWithIt() {
        plays("receive CAMERA 3 in ANNEX serials S1,S2,S3 -> CREATED -/- 3");
        for (String number : List.of("T1", "T2")) {
            transfers.write(number, "ANNEX", "WH", "CAMERA 1");
        }
        transfers.send("T1", "CAMERA 1 serials S1");
        transfers.send("T2", "CAMERA 1 serials S2");
        scans("""
                open RECEIVE WH TRANSFER T1    -> CREATED next SKU
                scan CAMERA                    -> TAKEN next SERIAL
                scan S2                        -> SERIAL_ELSEWHERE next SERIAL
                scan S3                        -> SERIAL_ELSEWHERE next SERIAL
                scan S9                        -> OVER_EXPECTED next SERIAL
                scan S9 reason FOUND           -> TAKEN next SKU SERIAL
                scan S1                        -> OVER_EXPECTED next SKU SERIAL
                undo                           -> UNDONE next SERIAL
                scan S1                        -> TAKEN next SKU SERIAL
                scan S9 reason FOUND           -> TAKEN next SKU SERIAL
                close                          -> CLOSED
                """);
        assertThat(transfers.standing("T1")).isEqualTo("RECEIVED CAMERA 1: 1-1-0-0");
        assertThat(transfers.wrong("T1")).isEqualTo("OVER CAMERA 1 FOUND");
    }

    @Test
    void aClosingThatWasCutOffGoesOnAndReceivesNothingTwice() {
        plays("receive MUG 9 in ANNEX -> CREATED");
        transfers.write("T1", "ANNEX", "WH", "MUG 8");
        transfers.send("T1");
        scans("""
                open RECEIVE WH TRANSFER T1    -> CREATED next SKU
                scan MUG x 5                   -> TAKEN next SKU
                close                          -> CLOSED missing 3 MUG
                """);
        house.database.transact(
                house.sellerId,
                transaction -> transaction.update(
                        "update scan_session set state = 'CLOSING', closed_at = null where seller_id = ?",
                        house.sellerId));
        scans("""
                scan MUG                       -> NOT_OPEN
                close                          -> CLOSED missing 3 MUG
                """);
        assertThat(transfers.stock("MUG")).isEqualTo("ANNEX 1, TRUCK 3, WH 5 incoming 3");
    }

    @Test
    void ofTwoWhoCloseASessionOneDoesAndWhoeverWasCutOffIsNotWaitedForLong() {
        plays("receive MUG 9 in ANNEX -> CREATED");
        transfers.write("T1", "ANNEX", "WH", "MUG 8");
        transfers.send("T1");
        scans("""
                open RECEIVE WH TRANSFER T1    -> CREATED next SKU
                scan MUG x 5                   -> TAKEN next SKU
                """);
        house.database.transact(
                house.sellerId,
                transaction -> transaction.update(
                        "update scan_session set state = 'CLOSING', closings = 1, closing_till = ?, closed_hash = ?"
                                + " where seller_id = ?",
                        house.clock.instant().plus(ScanSession.CLOSES_WITHIN),
                        ContentHash.of("false"),
                        house.sellerId));
        scans("close -> BEING_CLOSED");
        house.clock.move(ScanSession.CLOSES_WITHIN);
        scans("close complete -> OTHER_CONTENT");
        List<String> said = AtOnce.times(3, who -> play.play("close"));
        assertThat(said)
                .contains("close -> CLOSED missing 3 MUG")
                .allMatch(one -> one.startsWith("close -> CLOSED") || one.equals("close -> BEING_CLOSED"));
        scans("close -> CLOSED missing 3 MUG");
        assertThat(house.one("select closings as id from scan_session where seller_id = ?"))
                .as("who was cut off, and one more")
                .isEqualTo(2);
        assertThat(transfers.stock("MUG")).isEqualTo("ANNEX 1, TRUCK 3, WH 5 incoming 3");
    }

    @Test
    void aBookingThatIsRefusedLeavesTheSessionOpen() {
        plays("receive MUG 9 in ANNEX -> CREATED");
        transfers.write("T1", "ANNEX", "WH", "MUG 8");
        transfers.send("T1");
        scans("""
                open RECEIVE WH TRANSFER T1    -> CREATED next SKU
                scan MUG x 5                   -> TAKEN next SKU
                scan MUG x 2                   -> TAKEN next SKU
                """);
        transfers.receive("R1", "T1", "MUG 3");
        scans("""
                close                          -> MORE_THAN_SENT
                undo                           -> UNDONE next SKU
                close                          -> CLOSED
                """);
        assertThat(transfers.stock("MUG")).isEqualTo("ANNEX 1, TRUCK 0, WH 8");
    }

    @Test
    void aSessionTakesNoMoreItemsThanItsReceiptMayHave() {
        scans("open RECEIVE WH -> CREATED next SKU");
        scanLots(PurchaseOrder.MAX_LINES);
        assertThat(play.scan(List.of("scan", "MUG")).scan().detail())
                .isEqualTo(
                        "a receipt has at most 200 items, each of one SKU and lot; close the session, and scan this in"
                                + " another");
        scans("""
                scan (01)%1$s(10)L1            -> REFUSED next SKU
                scan (01)%1$s(10)N7            -> TAKEN next SKU
                close                          -> CLOSED
                """.formatted(ScanPlay.HONEY));
        assertThat(transfers.stock("HONEY")).isEqualTo("WH 201");
    }

    /** As if a unit of each of so many lots had been scanned. */
    private void scanLots(int lots) {
        house.database.transact(house.sellerId, transaction -> {
            transaction.update("""
                    insert into lot (seller_id, lot_id, sku_id, code, manufactured_on, expires_on, supplier_lot, state,
                                     created_at)
                    select l.seller_id, n, l.sku_id, 'N' || n, null, l.expires_on, '', 'OPEN', l.created_at
                      from lot l cross join generate_series(1, ?) as n
                     where l.seller_id = ? and l.code = 'L1'
                    """, lots, house.sellerId);
            return transaction.update("""
                    insert into scan (seller_id, session_id, scan_no, caller_id, content_hash, barcode, result, detail,
                                      kind, sku_id, lot_id, units, scanned_at)
                    select s.seller_id, s.session_id, l.lot_id, 'n' || l.lot_id, '', l.code, 'TAKEN', '',
                           'UNITS', l.sku_id, l.lot_id, 1, s.opened_at
                      from scan_session s join lot l on l.seller_id = s.seller_id and l.lot_id <= ?
                     where s.seller_id = ?
                    """, lots, house.sellerId);
        });
    }

    @Test
    void anOrderAndWhatIsAnnouncedOfItAreReceivedAndWhatIsMissingIsSaid() {
        PurchaseOrders orders = new PurchaseOrders(house.database, house.engine);
        new Suppliers(house.database, house.ids)
                .put(house.sellerId, new Suppliers.Supplier("ACME", "Acme", "EUR", 14, Optional.empty()));
        orders.create(
                house.sellerId,
                new NewPurchaseOrder("P1", "ACME", "WH", Money.currency("EUR"), List.of(line("MUG", 10))));
        orders.order(house.sellerId, Actor.OPERATOR, "P1");
        scans("""
                open RECEIVE WH PURCHASE_ORDER P1  -> CREATED next SKU
                scan %s                        -> TAKEN next SKU
                scan %s                        -> OVER_EXPECTED next SKU
                scan MUG damaged reason BREAKAGE   -> TAKEN next SKU
                close complete                 -> CLOSED missing 3 MUG
                """.formatted(ScanPlay.CASE, ScanPlay.CASE));
        assertThat(transfers.stock("MUG")).isEqualTo("WH 6 incoming 3 damaged 1");
        Announcement.Line announced = new Announcement.Line("P1", 1, 2, 0, Optional.empty());
        new Announcements(house.database, house.engine)
                .announce(
                        house.sellerId,
                        new Announcement(
                                "N1", "ACME", Optional.empty(), Announcement.State.ANNOUNCED, List.of(announced)));
        scans("""
                open RECEIVE WH ANNOUNCEMENT N1    -> CREATED next SKU
                scan MUG x 3                   -> OVER_EXPECTED next SKU
                scan MUG x 2                   -> TAKEN next SKU
                scan HONEY                     -> TAKEN next LOT
                scan L1                        -> WRONG_SKU next LOT
                undo                           -> UNDONE next SKU
                close                          -> CLOSED
                """);
        assertThat(transfers.stock("MUG")).isEqualTo("WH 8 incoming 1 damaged 1");
        scans("""
                open RECEIVE WH                -> CREATED next SKU
                scan HONEY x 2                 -> TAKEN next LOT
                scan L1                        -> TAKEN next SKU
                scan CAMERA                    -> TAKEN next SERIAL
                scan S1                        -> TAKEN next SKU SERIAL
                scan S2 damaged reason BREAKAGE -> TAKEN next SKU SERIAL
                close                          -> CLOSED
                """);
        assertThat(house.lying("HONEY", "WH")).isEqualTo("-/L1 2");
        assertThat(house.lying("CAMERA", "WH")).isEqualTo("damaged -/- 1, -/- 1");
    }

    private static NewPurchaseOrder.Line line(String sku, int units) {
        return new NewPurchaseOrder.Line(
                sku, Optional.empty(), Optional.empty(), units, new BigDecimal("8.00"), Optional.empty());
    }
}
