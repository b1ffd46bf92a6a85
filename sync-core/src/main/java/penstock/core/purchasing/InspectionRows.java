package penstock.core.purchasing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.book.StockKey;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.purchasing.Inspection.Check;
import penstock.core.purchasing.Inspection.Photo;
import penstock.core.purchasing.Inspection.Result;
import penstock.core.purchasing.Inspection.Sorted;
import penstock.core.purchasing.Inspection.State;
import penstock.core.purchasing.Inspections.Lot;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The rows of inspections. One transaction. */
final class InspectionRows {

    private static final String ALL = """
            select i.*, r.caller_id, s.code as sku, l.code as location, p.code as supplier
              from inspection i
              join receipt r on r.seller_id = i.seller_id and r.receipt_id = i.receipt_id
              join sku s on s.seller_id = i.seller_id and s.sku_id = i.sku_id
              join location l on l.seller_id = i.seller_id and l.location_id = i.location_id
              left join supplier p on p.seller_id = i.seller_id and p.supplier_id = i.supplier_id
             where i.seller_id = ?
            """;

    private final Transaction transaction;

    InspectionRows(Transaction transaction) {
        this.transaction = transaction;
    }

    record Stored(Inspection inspection, Lot lot, Optional<byte[]> resultHash) {}

    /** What became of the lots of the same SKU and supplier before, the latest first. */
    List<Sampling.Lot> lotsBefore(Lot lot) {
        return transaction.list(
                """
                select state from inspection
                 where seller_id = ? and sku_id = ? and supplier_id = ?
                 order by inspection_id desc limit ?
                """,
                row -> switch (State.valueOf(row.getText("state"))) {
                    case OPEN -> Sampling.Lot.OPEN;
                    case PASSED -> Sampling.Lot.PASSED;
                    case REJECTED, SORTED -> Sampling.Lot.REJECTED;
                    case SKIPPED -> Sampling.Lot.SKIPPED;
                },
                transaction.sellerId(),
                lot.key().skuId(),
                lot.supplierId(),
                Sampling.MAX_LOTS);
    }

    void insert(long id, Lot lot, String plan, Sample sample, Instant at, List<CheckItem> checklist) {
        transaction.update(
                """
                insert into inspection (seller_id, inspection_id, receipt_id, item_id, sku_id, supplier_id, location_id, plan,
                                        units, sample, accepts, state, created_at)
                select s.seller_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz from seller s where s.seller_id = ?
                """,
                id,
                lot.receiptId(),
                lot.itemId(),
                lot.key().skuId(),
                lot.supplierId(),
                lot.key().locationId(),
                plan,
                lot.units(),
                sample.units(),
                sample.accepts(),
                sample.units() == 0 ? State.SKIPPED.name() : State.OPEN.name(),
                at,
                transaction.sellerId());
        transaction.update(
                """
                insert into inspection_check (seller_id, inspection_id, item_no, question, unit, least, most)
                select s.seller_id, ?, u.item_no, u.question, u.unit, u.least::numeric, u.most::numeric
                  from seller s,
                       unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                           as u (question, unit, least, most, item_no)
                 where s.seller_id = ?
                """,
                Columns.of(checklist)
                        .value(id)
                        .texts(CheckItem::question)
                        .texts(item -> item.unit().orElse(null))
                        .texts(item ->
                                item.least().map(BigDecimal::toPlainString).orElse(null))
                        .texts(item ->
                                item.most().map(BigDecimal::toPlainString).orElse(null))
                        .then(transaction.sellerId()));
    }

    void report(long id, State state, byte[] hash, Result result, Sorted sorted) {
        transaction.update(
                """
                update inspection
                   set state = ?, result_hash = ?, inspected = ?, defective = ?, to_available = ?, to_damaged = ?
                 where seller_id = ? and inspection_id = ?
                """,
                state.name(),
                hash,
                result.inspected(),
                result.defective(),
                sorted.available(),
                sorted.damaged(),
                transaction.sellerId(),
                id);
    }

    void answer(long id, List<Check> checks, List<Photo> photos) {
        transaction.update(
                """
                update inspection_check c
                   set passed = u.passed::boolean, measured = u.measured::numeric, note = u.note
                  from unnest(?::int[], ?::text[], ?::text[], ?::text[]) as u (item_no, passed, measured, note)
                 where c.seller_id = ? and c.inspection_id = ? and c.item_no = u.item_no
                """,
                Columns.of(checks)
                        .ints(Check::itemNo)
                        .texts(check -> check.passed().map(String::valueOf).orElse(null))
                        .texts(check ->
                                check.measured().map(BigDecimal::toPlainString).orElse(null))
                        .texts(Check::note)
                        .then(transaction.sellerId(), id));
        transaction.update(
                """
                insert into inspection_photo (seller_id, inspection_id, photo_no, item_no, reference, sha256)
                select s.seller_id, ?, u.photo_no, u.item_no, u.reference, u.sha256
                  from seller s,
                       unnest(?::int[], ?::text[], ?::text[]) with ordinality as u (item_no, reference, sha256, photo_no)
                 where s.seller_id = ?
                """,
                Columns.of(photos)
                        .value(id)
                        .nullableInts(photo -> photo.itemNo().orElse(null))
                        .texts(Photo::reference)
                        .texts(photo -> photo.sha256().orElse(null))
                        .then(transaction.sellerId()));
    }

    void sorted(long id, Sorted sorted) {
        transaction.update("""
                update inspection set state = 'SORTED', to_available = ?, to_damaged = ?, to_supplier = ?
                 where seller_id = ? and inspection_id = ?
                """, sorted.available(), sorted.damaged(), sorted.toSupplier(), transaction.sellerId(), id);
    }

    Optional<Stored> find(long id) {
        return transaction.find(ALL + " and i.inspection_id = ?", this::stored, transaction.sellerId(), id);
    }

    List<Inspection> list(State state, long after, int limit) {
        return transaction.list(
                ALL + " and i.state = ? and i.inspection_id > ? order by i.inspection_id limit ?",
                row -> stored(row).inspection(),
                transaction.sellerId(),
                state.name(),
                after,
                limit);
    }

    private Stored stored(Row row) throws SQLException {
        long id = row.getLong("inspection_id");
        Inspection inspection = new Inspection(
                id,
                row.getText("caller_id"),
                row.getText("sku"),
                row.getText("location"),
                row.findText("supplier"),
                row.getText("plan"),
                row.getInt("units"),
                row.getInt("sample"),
                row.getInt("accepts"),
                State.valueOf(row.getText("state")),
                row.getInt("inspected"),
                row.getInt("defective"),
                new Sorted(row.getInt("to_available"), row.getInt("to_damaged"), row.getInt("to_supplier")),
                row.getInstant("created_at"),
                checks(id),
                photos(id));
        Lot lot = new Lot(
                row.getLong("receipt_id"),
                row.getLong("item_id"),
                new StockKey(row.getLong("sku_id"), row.getLong("location_id")),
                row.getLong("supplier_id"),
                row.getInt("units"));
        return new Stored(inspection, lot, row.findBytes("result_hash"));
    }

    private List<Check> checks(long id) {
        return transaction.list(
                "select * from inspection_check where seller_id = ? and inspection_id = ? order by item_no",
                row -> new Check(
                        row.getInt("item_no"),
                        ReceivingRules.item(row),
                        row.findText("passed").map(text -> text.equals("t")),
                        ReceivingRules.decimal(row, "measured"),
                        row.getText("note")),
                transaction.sellerId(),
                id);
    }

    private List<Photo> photos(long id) {
        return transaction.list(
                "select * from inspection_photo where seller_id = ? and inspection_id = ? order by photo_no",
                row -> new Photo(row.findInt("item_no"), row.getText("reference"), row.findText("sha256")),
                transaction.sellerId(),
                id);
    }
}
