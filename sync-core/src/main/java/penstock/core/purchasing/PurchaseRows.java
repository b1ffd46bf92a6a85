package penstock.core.purchasing;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
              from %s o
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
        return orders(ORDERS.formatted("purchase_order") + " and o.number = ?", transaction.sellerId(), number).stream()
                .findFirst();
    }

    Optional<Stored> find(long purchaseId) {
        return find(List.of(purchaseId)).stream().findFirst();
    }

    List<Stored> find(Collection<Long> purchaseIds) {
        return orders(
                ORDERS.formatted("""
                        unnest(?::bigint[]) as k (purchase_id)
                         cross join lateral (
                               select * from purchase_order o
                                where o.seller_id = ? and o.purchase_id = k.purchase_id) as"""),
                Columns.of(purchaseIds).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
    }

    List<Stored> findByNumber(Collection<String> numbers) {
        return orders(
                ORDERS.formatted("""
                        unnest(?::text[]) as k (number)
                         cross join lateral (
                               select * from purchase_order o where o.seller_id = ? and o.number = k.number) as"""),
                Columns.of(numbers).texts(number -> number).then(transaction.sellerId(), transaction.sellerId()));
    }

    List<PurchaseOrder> list(String state, long after, int limit) {
        return orders(
                        ORDERS.formatted("purchase_order")
                                + " and (? = '' or o.state = ?) and o.purchase_id > ? order by o.purchase_id limit ?",
                        transaction.sellerId(),
                        state,
                        state,
                        after,
                        limit)
                .stream()
                .map(Stored::order)
                .toList();
    }

    /** Orders with their lines, in two statements however many they are. */
    private List<Stored> orders(String sql, @Nullable Object... parameters) {
        List<Function<List<Line>, Stored>> heads = new ArrayList<>();
        List<Long> ids = transaction.list(
                sql,
                row -> {
                    heads.add(head(row));
                    return row.getLong("purchase_id");
                },
                parameters);
        Map<Long, List<Line>> lines = lines(ids);
        List<Stored> orders = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            orders.add(heads.get(i).apply(lines.getOrDefault(ids.get(i), List.of())));
        }
        return orders;
    }

    private static Function<List<Line>, Stored> head(Row row) throws SQLException {
        long purchaseId = row.getLong("purchase_id");
        String number = row.getText("number");
        String supplier = row.getText("supplier");
        String location = row.getText("location");
        String currency = row.getText("currency");
        State state = State.valueOf(row.getText("state"));
        Instant createdAt = row.getInstant("created_at");
        Optional<Instant> orderedAt = row.findInstant("ordered_at");
        long supplierId = row.getLong("supplier_id");
        long locationId = row.getLong("location_id");
        byte[] contentHash = row.getBytes("content_hash");
        return lines -> new Stored(
                new PurchaseOrder(purchaseId, number, supplier, location, currency, state, createdAt, orderedAt, lines),
                supplierId,
                locationId,
                contentHash);
    }

    private Map<Long, List<Line>> lines(Collection<Long> purchaseIds) {
        Map<Long, List<Line>> lines = new HashMap<>();
        if (!purchaseIds.isEmpty()) {
            transaction.list(
                    """
                    select l.*, s.code as sku
                      from unnest(?::bigint[]) as k (purchase_id)
                     cross join lateral (
                           select * from purchase_line l where l.seller_id = ? and l.purchase_id = k.purchase_id) as l
                      join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                     order by l.purchase_id, l.line_no
                    """,
                    row -> lines.computeIfAbsent(row.getLong("purchase_id"), any -> new ArrayList<>())
                            .add(line(row)),
                    Columns.of(purchaseIds).longs(id -> id).then(transaction.sellerId()));
        }
        return lines;
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
    void ordered(long purchaseId, Instant at) {
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
    record Growth(long purchaseId, int lineNo, int received, int surplus, int cancelled) {

        /** One for each line: a statement changes a row once. */
        static Collection<Growth> summed(List<Growth> growths) {
            Map<List<Long>, Growth> byLine = new LinkedHashMap<>();
            growths.forEach(
                    growth -> byLine.merge(List.of(growth.purchaseId(), (long) growth.lineNo()), growth, Growth::plus));
            return byLine.values();
        }

        private Growth plus(Growth more) {
            return new Growth(
                    purchaseId, lineNo, received + more.received, surplus + more.surplus, cancelled + more.cancelled);
        }
    }

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

    /** Lets the states of open orders follow their lines. */
    void follow(Collection<Long> purchaseIds) {
        List<PurchaseOrder> moved = find(purchaseIds).stream()
                .map(Stored::order)
                .filter(order -> order.state().isOpen() && PurchaseOrder.reached(order.lines()) != order.state())
                .toList();
        if (!moved.isEmpty()) {
            transaction.update(
                    """
                    update purchase_order o set state = u.state
                      from unnest(?::bigint[], ?::text[]) as u (purchase_id, state)
                     where o.seller_id = ? and o.purchase_id = u.purchase_id
                    """,
                    Columns.of(moved)
                            .longs(PurchaseOrder::purchaseId)
                            .texts(order -> PurchaseOrder.reached(order.lines()).name())
                            .then(transaction.sellerId()));
        }
    }
}
