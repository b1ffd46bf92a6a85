package penstock.core.purchasing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.StockKey;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.ledger.Placed;
import penstock.core.purchasing.Inspection.Check;
import penstock.core.purchasing.Inspection.Photo;
import penstock.core.purchasing.Inspection.Result;
import penstock.core.purchasing.Inspection.Sorted;
import penstock.core.purchasing.Inspection.State;
import penstock.core.purchasing.Inspections.Lot;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.ItemPieces;

/** The rows of inspections. One transaction. */
final class InspectionRows {

    private static final String ALL = """
            select i.*, r.caller_id, s.code as sku, l.code as location, p.code as supplier, t.bin_id, t.lot_id,
                   t.sound - t.surplus as sellable
              from inspection i
              join receipt_line t on t.seller_id = i.seller_id and t.item_id = i.item_id
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

    /** @param placed what was named of its units when they came */
    record Stored(
            Inspection inspection, Lot lot, Placed placed, Optional<byte[]> resultHash, Optional<byte[]> sortedHash) {}

    /** A lot to be noted. */
    record NewLot(long id, Lot lot, String plan, Sample sample, List<CheckItem> checklist) {
        String state() {
            return sample.units() == 0 ? State.SKIPPED.name() : State.OPEN.name();
        }
    }

    /** What became of the lots of SKUs of a supplier before, of each the latest first. */
    Map<Long, List<Sampling.Lot>> lotsBefore(Collection<Long> skuIds, long supplierId) {
        Map<Long, List<Sampling.Lot>> lots = new HashMap<>();
        if (!skuIds.isEmpty()) {
            transaction.list(
                    """
                    select i.sku_id, i.state, i.result_hash is not null as judged
                      from unnest(?::bigint[]) as k (sku_id)
                     cross join lateral (
                           select * from inspection i
                            where i.seller_id = ? and i.sku_id = k.sku_id and i.supplier_id = ?
                            order by i.inspection_id desc limit ?) as i
                     order by i.sku_id, i.inspection_id desc
                    """,
                    row -> lots.computeIfAbsent(row.getLong("sku_id"), any -> new ArrayList<>())
                            .add(became(State.valueOf(row.getText("state")), row.getBoolean("judged"))),
                    Columns.of(skuIds).longs(id -> id).then(transaction.sellerId(), supplierId, Sampling.MAX_LOTS));
        }
        return lots;
    }

    private static Sampling.Lot became(State state, boolean judged) {
        return switch (state) {
            case OPEN -> Sampling.Lot.OPEN;
            case GONE -> judged ? Sampling.Lot.REJECTED : Sampling.Lot.OPEN;
            case PASSED -> Sampling.Lot.PASSED;
            case REJECTED, SORTED -> Sampling.Lot.REJECTED;
            case SKIPPED -> Sampling.Lot.SKIPPED;
        };
    }

    void insert(long receiptId, Instant at, List<NewLot> lots) {
        if (lots.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into inspection (seller_id, inspection_id, receipt_id, item_id, sku_id, supplier_id, location_id, plan,
                                        units, sample, accepts, state, created_at)
                select s.seller_id, u.inspection_id, ?, u.item_id, u.sku_id, u.supplier_id, u.location_id, u.plan, u.units,
                       u.sample, u.accepts, u.state, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::int[],
                              ?::int[], ?::text[])
                           as u (inspection_id, item_id, sku_id, supplier_id, location_id, plan, units, sample, accepts, state)
                 where s.seller_id = ?
                """,
                Columns.of(lots)
                        .value(receiptId)
                        .value(at)
                        .longs(NewLot::id)
                        .longs(one -> one.lot().itemId())
                        .longs(one -> one.lot().key().skuId())
                        .longs(one -> one.lot().supplierId())
                        .longs(one -> one.lot().key().locationId())
                        .texts(NewLot::plan)
                        .ints(one -> one.lot().units())
                        .ints(one -> one.sample().units())
                        .ints(one -> one.sample().accepts())
                        .texts(NewLot::state)
                        .then(transaction.sellerId()));
        insertChecks(lots);
    }

    private void insertChecks(List<NewLot> lots) {
        record Question(long inspectionId, int itemNo, CheckItem item) {}
        List<Question> questions = new ArrayList<>();
        for (NewLot lot : lots) {
            for (int i = 0; i < lot.checklist().size(); i++) {
                questions.add(new Question(lot.id(), i + 1, lot.checklist().get(i)));
            }
        }
        if (questions.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into inspection_check (seller_id, inspection_id, item_no, question, unit, least, most)
                select s.seller_id, u.inspection_id, u.item_no, u.question, u.unit, u.least::numeric, u.most::numeric
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
                           as u (inspection_id, item_no, question, unit, least, most)
                 where s.seller_id = ?
                """,
                Columns.of(questions)
                        .longs(Question::inspectionId)
                        .ints(Question::itemNo)
                        .texts(one -> one.item().question())
                        .texts(one -> one.item().unit().orElse(null))
                        .texts(one -> one.item()
                                .least()
                                .map(BigDecimal::toPlainString)
                                .orElse(null))
                        .texts(one ->
                                one.item().most().map(BigDecimal::toPlainString).orElse(null))
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

    void sorted(long id, byte[] hash, Sorted sorted) {
        transaction.update(
                """
                update inspection set state = 'SORTED', sorted_hash = ?, to_available = ?, to_damaged = ?, to_supplier = ?
                 where seller_id = ? and inspection_id = ?
                """, hash, sorted.available(), sorted.damaged(), sorted.toSupplier(), transaction.sellerId(), id);
    }

    /** Its units left by another way. */
    void gone(long id) {
        transaction.update(
                "update inspection set state = 'GONE' where seller_id = ? and inspection_id = ?",
                transaction.sellerId(),
                id);
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
                row.getLong("item_id"),
                new StockKey(row.getLong("sku_id"), row.getLong("location_id")),
                row.getLong("supplier_id"),
                row.getInt("units"));
        return new Stored(inspection, lot, placed(row), row.findBytes("result_hash"), row.findBytes("sorted_hash"));
    }

    /** What is beyond tolerance is the last of an item, and not of the lot. */
    private Placed placed(Row row) throws SQLException {
        List<String> pieces = ItemPieces.of(transaction, row.getLong("item_id"));
        return ItemPieces.placed(row).of(pieces.subList(0, Math.min(pieces.size(), row.getInt("sellable"))));
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
