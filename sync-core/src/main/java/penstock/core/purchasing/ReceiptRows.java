package penstock.core.purchasing;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.buying.Expected;
import penstock.core.ledger.Placed;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.ItemPieces;

/** The rows of deliveries that were taken in. One transaction. */
final class ReceiptRows {

    private final Transaction transaction;

    ReceiptRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** That a caller's id came before. */
    record Known(
            long receiptId,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash) {}

    /** A delivery to be noted. */
    record NewReceipt(
            long receiptId,
            Delivery delivery,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Expecting expecting,
            Instant at,
            Receipt.Cost cost) {}

    /** @param amount what the units cost in all, in minor units of the order's currency */
    record Line(
            long itemId,
            Optional<Long> skuId,
            String description,
            Optional<Expected> serves,
            int sound,
            int damaged,
            int surplus,
            Optional<Long> amount,
            Optional<String> currency,
            Placed placed) {}

    Optional<Known> known(String callerId) {
        return transaction.find(
                "select receipt_id, content_hash from receipt where seller_id = ? and caller_id = ?",
                row -> new Known(row.getLong("receipt_id"), row.getBytes("content_hash")),
                transaction.sellerId(),
                callerId);
    }

    void insert(NewReceipt receipt, List<Line> lines) {
        Expecting expecting = receipt.expecting();
        transaction.update(
                """
                insert into receipt (seller_id, receipt_id, caller_id, content_hash, location_id, supplier_id, purchase_id,
                                     announcement_id, complete, recorded_at, cost, cost_next_at)
                select s.seller_id, ?, ?, ?, ?, nullif(?::bigint, 0), ?::bigint, ?::bigint, ?, ?::timestamptz, ?,
                       ?::timestamptz
                  from seller s where s.seller_id = ?
                """,
                receipt.receiptId(),
                receipt.delivery().id(),
                receipt.contentHash(),
                expecting.locationId(),
                expecting.supplierId(),
                expecting.purchaseId().orElse(null),
                expecting
                        .announcement()
                        .map(Announcements.StoredAnnouncement::id)
                        .orElse(null),
                receipt.delivery().complete(),
                receipt.at(),
                receipt.cost().name(),
                receipt.cost() == Receipt.Cost.DUE ? receipt.at() : null,
                transaction.sellerId());
        transaction.update(
                """
                insert into receipt_line (seller_id, receipt_id, line_no, item_id, sku_id, description, purchase_id,
                                          purchase_line_no, expected, sound, damaged, surplus, amount, currency, bin_id,
                                          lot_id)
                select s.seller_id, ?, u.line_no, u.item_id, u.sku_id, u.description, u.purchase_id, u.purchase_line_no,
                       u.expected, u.sound, u.damaged, u.surplus, u.amount, u.currency, u.bin_id, u.lot_id
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[],
                              ?::int[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[]) with ordinality
                           as u (item_id, sku_id, description, purchase_id, purchase_line_no, expected, sound, damaged,
                                 surplus, amount, currency, bin_id, lot_id, line_no)
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .value(receipt.receiptId())
                        .longs(Line::itemId)
                        .nullableLongs(line -> line.skuId().orElse(null))
                        .texts(Line::description)
                        .nullableLongs(
                                line -> line.serves().map(Expected::purchaseId).orElse(null))
                        .nullableInts(
                                line -> line.serves().map(Expected::lineNo).orElse(null))
                        .ints(line -> line.serves().map(Expected::announced).orElse(0))
                        .ints(Line::sound)
                        .ints(Line::damaged)
                        .ints(Line::surplus)
                        .nullableLongs(line -> line.amount().orElse(null))
                        .texts(line -> line.currency().orElse(null))
                        .nullableLongs(line -> ItemPieces.binOf(line.placed()))
                        .nullableLongs(line -> ItemPieces.lotOf(line.placed()))
                        .then(transaction.sellerId()));
        Map<Long, List<String>> pieces = new LinkedHashMap<>();
        lines.forEach(line -> pieces.put(line.itemId(), line.placed().serialNos()));
        ItemPieces.insert(transaction, pieces);
    }

    private static final String RECEIPTS = """
            select r.*, l.code as location, p.code as supplier, o.number as order_number, a.number as announcement
              from receipt r
              join location l on l.seller_id = r.seller_id and l.location_id = r.location_id
              left join supplier p on p.seller_id = r.seller_id and p.supplier_id = r.supplier_id
              left join purchase_order o on o.seller_id = r.seller_id and o.purchase_id = r.purchase_id
              left join announcement a on a.seller_id = r.seller_id and a.announcement_id = r.announcement_id
             where r.seller_id = ?
            """;

    Optional<Receipt> find(String callerId) {
        return transaction.find(RECEIPTS + " and r.caller_id = ?", this::receipt, transaction.sellerId(), callerId);
    }

    /** Of a state of their cost ({@code ""} for all), the oldest first, those after one. */
    List<Receipt> list(String cost, long after, int limit) {
        return transaction.list(
                RECEIPTS + " and (? = '' or r.cost = ?) and r.receipt_id > ? order by r.receipt_id limit ?",
                this::receipt,
                transaction.sellerId(),
                cost,
                cost,
                after,
                limit);
    }

    /** Those whose cost is to be posted by now, who waits longest first. */
    List<Receipt> due(Instant now, int limit) {
        return transaction.list(
                RECEIPTS + " and r.cost = 'DUE' and r.cost_next_at <= ? order by r.cost_next_at, r.receipt_id limit ?",
                this::receipt,
                transaction.sellerId(),
                now,
                limit);
    }

    private Receipt receipt(Row row) throws SQLException {
        return new Receipt(
                row.getLong("receipt_id"),
                row.getText("caller_id"),
                row.getText("location"),
                row.findText("supplier"),
                row.findText("order_number"),
                row.findText("announcement"),
                row.getBoolean("complete"),
                row.getInstant("recorded_at"),
                Receipt.Cost.valueOf(row.getText("cost")),
                row.getText("cost_problem"),
                row.getInt("cost_attempts"),
                row.findInstant("cost_next_at"),
                lines(row.getLong("receipt_id")));
    }

    private List<Receipt.Line> lines(long receiptId) {
        Map<Long, List<String>> pieces = ItemPieces.ofReceipt(transaction, receiptId);
        return transaction.list(
                """
                select l.*, s.code as sku, o.number as order_number, b.code as bin, t.code as lot
                  from receipt_line l
                  left join bin b on b.seller_id = l.seller_id and b.bin_id = l.bin_id
                  left join lot t on t.seller_id = l.seller_id and t.lot_id = l.lot_id
                  left join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                  left join purchase_order o on o.seller_id = l.seller_id and o.purchase_id = l.purchase_id
                 where l.seller_id = ? and l.receipt_id = ?
                 order by l.line_no
                """,
                row -> new Receipt.Line(
                        row.getLong("item_id"),
                        row.findText("sku"),
                        row.getText("description"),
                        row.findText("order_number"),
                        row.findInt("purchase_line_no"),
                        row.getInt("expected"),
                        row.getInt("sound"),
                        row.getInt("damaged"),
                        row.getInt("surplus"),
                        row.findText("bin"),
                        row.findText("lot"),
                        pieces.getOrDefault(row.getLong("item_id"), List.of())),
                transaction.sellerId(),
                receiptId);
    }
}
