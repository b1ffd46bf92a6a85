package penstock.core.scanning;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.scanning.ScanSession.Against;
import penstock.core.scanning.ScanSession.Document;
import penstock.core.scanning.ScanSession.Opening;
import penstock.core.scanning.ScanSession.State;
import penstock.core.shelf.PhysicalState;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The rows of sessions and their scans. One transaction. */
final class SessionRows {

    private static final String SESSIONS = """
            select s.*, l.code as location, l.keeps_bins
              from scan_session s
              join location l on l.seller_id = s.seller_id and l.location_id = s.location_id
             where s.seller_id = ?
            """;

    private static final String SCANS = """
            select n.*, coalesce(k.code, '') as sku, coalesce(b.code, '') as bin, coalesce(t.code, '') as lot
              from scan n
              left join sku k on k.seller_id = n.seller_id and k.sku_id = n.sku_id
              left join bin b on b.seller_id = n.seller_id and b.bin_id = n.bin_id
              left join lot t on t.seller_id = n.seller_id and t.lot_id = n.lot_id
             where n.seller_id = ? and n.session_id = ?
            """;

    private final Transaction transaction;

    SessionRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What a row says beyond the session itself. */
    record Stored(
            ScanSession session,
            long locationId,
            boolean keepsBins,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Optional<byte[]> closedHash,
            int closings,
            Optional<Instant> closingTill) {

        Task task() {
            return session.opening().task();
        }
    }

    Optional<Stored> find(String callerId) {
        return transaction.find(
                SESSIONS + " and s.caller_id = ?", SessionRows::stored, transaction.sellerId(), callerId);
    }

    /** The same, and nobody else works on it until the transaction ends. */
    Optional<Stored> lock(String callerId) {
        return transaction.find(
                SESSIONS + " and s.caller_id = ? for update of s",
                SessionRows::stored,
                transaction.sellerId(),
                callerId);
    }

    List<ScanSession> list(String state, long after, int limit) {
        return transaction.list(
                SESSIONS + " and (? = '' or s.state = ?) and s.session_id > ? order by s.session_id limit ?",
                row -> stored(row).session(),
                transaction.sellerId(),
                state,
                state,
                after,
                limit);
    }

    private static Stored stored(Row row) throws SQLException {
        String number = row.getText("number");
        Opening opening = new Opening(
                row.getText("caller_id"),
                Task.valueOf(row.getText("task")),
                row.getText("location"),
                row.findText("document").map(document -> new Against(Document.valueOf(document), number)),
                row.getText("worker"));
        return new Stored(
                new ScanSession(
                        row.getLong("session_id"),
                        opening,
                        State.valueOf(row.getText("state")),
                        row.getInstant("opened_at"),
                        row.findInstant("closed_at")),
                row.getLong("location_id"),
                row.getBoolean("keeps_bins"),
                row.getBytes("content_hash"),
                row.findBytes("closed_hash"),
                row.getInt("closings"),
                row.findInstant("closing_till"));
    }

    void insert(long sessionId, Opening opening, long locationId, byte[] contentHash, Instant at) {
        transaction.update(
                """
                insert into scan_session (seller_id, session_id, caller_id, content_hash, task, location_id, document, number,
                                          worker, state, opened_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)
                """,
                transaction.sellerId(),
                sessionId,
                opening.id(),
                contentHash,
                opening.task().name(),
                locationId,
                opening.against().map(against -> against.document().name()).orElse(null),
                opening.against().map(Against::number).orElse(""),
                opening.worker(),
                at);
    }

    /** Somebody begins to close it, under the next number. */
    void claim(long sessionId, byte[] closedHash, Instant till) {
        transaction.update("""
                update scan_session set state = 'CLOSING', closed_hash = ?, closings = closings + 1, closing_till = ?
                 where seller_id = ? and session_id = ?
                """, closedHash, till, transaction.sellerId(), sessionId);
    }

    /** It is closed, or open again because what it scanned could not be booked; nothing is, if another has begun to close it. */
    void enter(long sessionId, int closing, State state, Optional<byte[]> closedHash, Optional<Instant> closedAt) {
        transaction.update(
                """
                update scan_session set state = ?, closed_hash = ?::bytea, closed_at = ?::timestamptz, closing_till = null
                 where seller_id = ? and session_id = ? and closings = ? and state = 'CLOSING'
                """,
                state.name(),
                closedHash.orElse(null),
                closedAt.orElse(null),
                transaction.sellerId(),
                sessionId,
                closing);
    }

    /** Whoever was closing it does so no more, and the next may. */
    void letGo(long sessionId, int closing) {
        transaction.update("""
                update scan_session set closing_till = null
                 where seller_id = ? and session_id = ? and closings = ? and state = 'CLOSING'
                """, transaction.sellerId(), sessionId, closing);
    }

    // scans ----------------------------------------------------------------------------------------------------------

    /** A scan that came before. */
    record Known(
            int scanNo,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash) {}

    Optional<Known> scan(long sessionId, String callerId) {
        return transaction.find(
                "select * from scan where seller_id = ? and session_id = ? and caller_id = ?",
                row -> new Known(row.getInt("scan_no"), row.getBytes("content_hash")),
                transaction.sellerId(),
                sessionId,
                callerId);
    }

    int scans(long sessionId) {
        return transaction
                .find(
                        "select coalesce(max(scan_no), 0) as scans from scan where seller_id = ? and session_id = ?",
                        row -> row.getInt("scans"),
                        transaction.sellerId(),
                        sessionId)
                .orElse(0);
    }

    void insert(long sessionId, int scanNo, Scan scan, byte[] contentHash, Judged judged, Instant at) {
        Optional<Step> step = judged.step();
        transaction.update(
                """
                insert into scan (seller_id, session_id, scan_no, caller_id, content_hash, barcode, result, detail, kind, bin_id,
                                  sku_id, lot_id, serial_no, units, damaged, reason, moves, state, scanned_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                transaction.sellerId(),
                sessionId,
                scanNo,
                scan.id(),
                contentHash,
                scan.barcode(),
                judged.found().name(),
                judged.detail(),
                step.map(one -> one.kind().name()).orElse(null),
                step.map(Step::binId).orElse(0L),
                step.map(Step::skuId).orElse(0L),
                step.map(Step::lotId).orElse(0L),
                step.map(Step::serialNo).orElse(""),
                step.map(Step::units).orElse(0),
                step.map(Step::damaged).orElse(false),
                step.map(Step::reason).orElse(""),
                step.map(Step::moves).orElse(0),
                step.flatMap(Step::state).map(Enum::name).orElse(null),
                at);
    }

    /** The scans that count, in their order. */
    List<Step> steps(long sessionId) {
        return transaction.list("""
                select * from scan
                 where seller_id = ? and session_id = ? and kind is not null and undone_by is null
                 order by scan_no
                """, SessionRows::step, transaction.sellerId(), sessionId);
    }

    private static Step step(Row row) throws SQLException {
        return new Step(
                row.getInt("scan_no"),
                Step.Kind.valueOf(row.getText("kind")),
                row.getLong("bin_id"),
                row.getLong("sku_id"),
                row.getLong("lot_id"),
                row.getText("serial_no"),
                row.getInt("units"),
                row.getBoolean("damaged"),
                row.getText("reason"),
                row.getInt("moves"),
                row.findText("state").map(PhysicalState::valueOf));
    }

    /** The number of the scan that was undone under that id. */
    Optional<Integer> undoneBy(long sessionId, String undoId) {
        return transaction.find(
                "select scan_no from scan where seller_id = ? and session_id = ? and undone_by = ?",
                row -> row.getInt("scan_no"),
                transaction.sellerId(),
                sessionId,
                undoId);
    }

    void undo(long sessionId, int scanNo, String undoId) {
        transaction.update(
                "update scan set undone_by = ? where seller_id = ? and session_id = ? and scan_no = ?",
                undoId,
                transaction.sellerId(),
                sessionId,
                scanNo);
    }

    ScanView view(long sessionId, int scanNo, List<String> suggestions) {
        return transaction
                .find(
                        SCANS + " and n.scan_no = ?",
                        row -> view(row, suggestions),
                        transaction.sellerId(),
                        sessionId,
                        scanNo)
                .orElseThrow();
    }

    List<ScanView> views(long sessionId, int after, int limit) {
        return transaction.list(
                SCANS + " and n.scan_no > ? order by n.scan_no limit ?",
                row -> view(row, List.of()),
                transaction.sellerId(),
                sessionId,
                after,
                limit);
    }

    private static ScanView view(Row row, List<String> suggestions) throws SQLException {
        return new ScanView(
                row.getInt("scan_no"),
                row.getText("caller_id"),
                row.getText("barcode"),
                Found.valueOf(row.getText("result")),
                row.getText("detail"),
                suggestions,
                row.getText("sku"),
                row.getText("lot"),
                row.getText("serial_no"),
                row.getText("bin"),
                row.getInt("units"),
                row.findText("undone_by").isPresent(),
                row.getInstant("scanned_at"));
    }
}
