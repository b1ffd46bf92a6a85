package penstock.core.purchasing;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import penstock.core.money.Price;
import penstock.core.purchasing.PurchaseOrder.Line;
import penstock.core.purchasing.PurchaseOrder.State;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The rows of orders to suppliers. One transaction. */
final class PurchaseRows {

    private static final String ORDERS = """
            select o.*, p.code as supplier, l.code as location
              from purchase_order o
              join supplier p on p.seller_id = o.seller_id and p.supplier_id = o.supplier_id
              join location l on l.seller_id = o.seller_id and l.location_id = o.location_id
             where o.seller_id = ?
            """;

    private final Transaction transaction;

    PurchaseRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What a row says beyond the order itself. */
    record Stored(
            PurchaseOrder order,
            long supplierId,
            long locationId,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash) {}

    Optional<Stored> find(String number) {
        return transaction.find(ORDERS + " and o.number = ?", this::stored, transaction.sellerId(), number);
    }

    Optional<Stored> find(long purchaseId) {
        return transaction.find(ORDERS + " and o.purchase_id = ?", this::stored, transaction.sellerId(), purchaseId);
    }

    List<PurchaseOrder> list(String state, long after, int limit) {
        return transaction.list(
                ORDERS + " and (? = '' or o.state = ?) and o.purchase_id > ? order by o.purchase_id limit ?",
                row -> stored(row).order(),
                transaction.sellerId(),
                state,
                state,
                after,
                limit);
    }

    private Stored stored(Row row) throws SQLException {
        PurchaseOrder order = new PurchaseOrder(
                row.getLong("purchase_id"),
                row.getText("number"),
                row.getText("supplier"),
                row.getText("location"),
                row.getText("currency"),
                State.valueOf(row.getText("state")),
                row.getInstant("created_at"),
                row.findInstant("ordered_at"),
                lines(row.getLong("purchase_id")));
        return new Stored(order, row.getLong("supplier_id"), row.getLong("location_id"), row.getBytes("content_hash"));
    }

    private List<Line> lines(long purchaseId) {
        return transaction.list("""
                select l.*, s.code as sku
                  from purchase_line l
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where l.seller_id = ? and l.purchase_id = ?
                 order by l.line_no
                """, PurchaseRows::line, transaction.sellerId(), purchaseId);
    }

    private static Line line(Row row) throws SQLException {
        return new Line(
                row.getInt("line_no"),
                row.getLong("sku_id"),
                row.getText("sku"),
                row.getText("pack"),
                row.getInt("pack_units"),
                new Price(row.getLong("cost"), row.getLong("cost_per")),
                row.findText("expected_on").map(LocalDate::parse),
                row.getInt("ordered"),
                row.getInt("received"),
                row.getInt("surplus"),
                row.getInt("cancelled"));
    }

    void insert(PurchaseOrder order, long supplierId, long locationId, byte[] contentHash) {
        transaction.update(
                """
                insert into purchase_order (seller_id, purchase_id, number, content_hash, supplier_id, location_id, currency,
                                            state, created_at)
                select s.seller_id, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz from seller s where s.seller_id = ?
                """,
                order.purchaseId(),
                order.number(),
                contentHash,
                supplierId,
                locationId,
                order.currency(),
                order.state().name(),
                order.createdAt(),
                transaction.sellerId());
        transaction.update(
                """
                insert into purchase_line (seller_id, purchase_id, line_no, sku_id, pack, pack_units, cost, cost_per,
                                           expected_on, ordered)
                select s.seller_id, ?, u.line_no, u.sku_id, u.pack, u.pack_units, u.cost, u.cost_per, u.expected_on::date,
                       u.ordered
                  from seller s,
                       unnest(?::int[], ?::bigint[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::int[])
                           as u (line_no, sku_id, pack, pack_units, cost, cost_per, expected_on, ordered)
                 where s.seller_id = ?
                """,
                Columns.of(order.lines())
                        .value(order.purchaseId())
                        .ints(Line::lineNo)
                        .longs(Line::skuId)
                        .texts(Line::pack)
                        .ints(Line::packUnits)
                        .longs(line -> line.price().minor())
                        .longs(line -> line.price().per())
                        .texts(line ->
                                line.expectedOn().map(LocalDate::toString).orElse(null))
                        .ints(Line::ordered)
                        .then(transaction.sellerId()));
    }

    /** Notes that it was ordered, at the book's time. */
    void ordered(long purchaseId, java.time.Instant at) {
        transaction.update(
                "update purchase_order set state = 'ORDERED', ordered_at = ? where seller_id = ? and purchase_id = ?",
                at,
                transaction.sellerId(),
                purchaseId);
    }

    void enter(long purchaseId, State state) {
        transaction.update(
                "update purchase_order set state = ? where seller_id = ? and purchase_id = ?",
                state.name(),
                transaction.sellerId(),
                purchaseId);
    }

    /** Units by which a line's figures grow. */
    record Growth(long purchaseId, int lineNo, int received, int surplus, int cancelled) {}

    void grow(Collection<Growth> lines) {
        if (lines.isEmpty()) {
            return;
        }
        transaction.update(
                """
                update purchase_line l
                   set received = l.received + u.received, surplus = l.surplus + u.surplus,
                       cancelled = l.cancelled + u.cancelled
                  from unnest(?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[])
                       as u (purchase_id, line_no, received, surplus, cancelled)
                 where l.seller_id = ? and l.purchase_id = u.purchase_id and l.line_no = u.line_no
                """,
                Columns.of(lines)
                        .longs(Growth::purchaseId)
                        .ints(Growth::lineNo)
                        .ints(Growth::received)
                        .ints(Growth::surplus)
                        .ints(Growth::cancelled)
                        .then(transaction.sellerId()));
    }

    /** Lets an open order's state follow its lines. */
    void follow(long purchaseId) {
        Stored stored = find(purchaseId).orElseThrow();
        State reached = PurchaseOrder.reached(stored.order().lines());
        if (stored.order().state().isOpen() && reached != stored.order().state()) {
            enter(purchaseId, reached);
        }
    }
}
