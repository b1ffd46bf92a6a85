package penstock.core.engine;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.book.Arrival;
import penstock.core.book.Backlog;
import penstock.core.book.Backorder;
import penstock.core.book.BackorderLoader;
import penstock.core.book.BackorderRule;
import penstock.core.book.OpenBackorder;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.StockKey;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Reads what is promised of stock that is still to come. One transaction. */
public final class BackorderRows implements BackorderLoader {

    /** Those with priority first, then by the day promised, then as they were placed. */
    private static final String OPEN_IN_TURN = """
              from backorder b
              join sales_order o on o.seller_id = b.seller_id and o.order_id = b.order_id
             where b.seller_id = ? and b.sku_id = ? and b.state = 'OPEN'
             order by o.priority desc, b.promised_on, o.placed_at, b.order_id, b.backorder_id
            """;

    private final Transaction transaction;

    public BackorderRows(Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public Backlog backlog(long skuId) {
        List<Arrival> arrivals = transaction.list(
                """
                select location_id, document, units, expected_on, false as ordered
                  from expected_arrival
                 where seller_id = ? and sku_id = ?
                 union all
                select o.location_id, o.number || '/' || l.line_no, l.ordered - l.received - l.cancelled, l.expected_on, true
                  from purchase_line l
                  join purchase_order o on o.seller_id = l.seller_id and o.purchase_id = l.purchase_id
                 where l.seller_id = ? and l.sku_id = ? and l.expected_on is not null
                   and l.received + l.cancelled < l.ordered and o.state in ('ORDERED', 'PARTLY_RECEIVED')
                 union all
                select t.to_location, t.number, p.units, t.expected_on, true
                  from (select transfer_id, sum(sent - received - returned - lost)::int as units
                          from transfer_part
                         where seller_id = ? and sku_id = ? and received + returned + lost < sent
                         group by transfer_id) as p
                  join transfer t on t.seller_id = ? and t.transfer_id = p.transfer_id
                 where t.expected_on is not null
                """,
                row -> new Arrival(
                        new StockKey(skuId, row.getLong("location_id")),
                        row.getText("document"),
                        row.getInt("units"),
                        LocalDate.parse(row.getText("expected_on")),
                        row.getBoolean("ordered")),
                transaction.sellerId(),
                skuId,
                transaction.sellerId(),
                skuId,
                transaction.sellerId(),
                skuId,
                transaction.sellerId());
        return transaction
                .find(
                        """
                        select r.*, (select coalesce(sum(b.quantity - b.served - b.voided), 0)
                                       from backorder b
                                      where b.seller_id = ? and b.sku_id = ? and b.state = 'OPEN') as owed
                          from backorder_rule r
                         where r.seller_id = ? and r.sku_id = ?
                        """,
                        row -> new Backlog(rule(row), arrivals, row.getLong("owed")),
                        transaction.sellerId(),
                        skuId,
                        transaction.sellerId(),
                        skuId)
                .orElse(new Backlog(BackorderRule.NONE, arrivals, 0));
    }

    private static BackorderRule rule(Row row) throws SQLException {
        return new BackorderRule(
                BackorderRule.Kind.valueOf(row.getText("kind")),
                row.getInt("beyond"),
                row.getInt("lead_days"),
                row.findText("release_on").map(LocalDate::parse));
    }

    @Override
    public List<Long> ordersOwed(long skuId, int limit) {
        return transaction
                .list(
                        "select b.order_id " + OPEN_IN_TURN + " limit ?",
                        row -> row.getLong("order_id"),
                        transaction.sellerId(),
                        skuId,
                        limit)
                .stream()
                .distinct()
                .toList();
    }

    @Override
    public List<OpenBackorder> open(long skuId, int limit) {
        return transaction.list(
                "select b.* " + OPEN_IN_TURN + " limit ?",
                row -> new OpenBackorder(
                        row.getLong("order_id"),
                        row.getLong("backorder_id"),
                        row.getInt("quantity") - row.getInt("served") - row.getInt("voided"),
                        LocalDate.parse(row.getText("promised_on")),
                        row.findText("expected_on").map(LocalDate::parse),
                        row.getLong("ahead") + row.getInt("quantity") > row.getLong("incoming")),
                transaction.sellerId(),
                skuId,
                limit);
    }

    /** Adds to the lines of orders what they are owed. Orders that are owed nothing cost nothing. */
    void attachTo(Collection<Order> orders, Map<Long, Order> byId) {
        List<Long> owed = orders.stream()
                .filter(order -> order.lines().stream().anyMatch(line -> line.backordered() > 0))
                .map(Order::orderId)
                .toList();
        if (!owed.isEmpty()) {
            transaction.list(
                    """
                    select b.*
                      from unnest(?::bigint[]) as k (order_id)
                     cross join lateral (
                           select * from backorder b where b.seller_id = ? and b.order_id = k.order_id) as b
                     order by b.order_id, b.backorder_id
                    """,
                    row -> attach(Objects.requireNonNull(byId.get(row.getLong("order_id"))), row),
                    Columns.of(owed).longs(id -> id).then(transaction.sellerId()));
        }
    }

    private static Backorder attach(Order order, Row row) throws SQLException {
        int lineNo = row.getInt("line_no");
        Optional<OrderLine> line = order.lines().stream()
                .filter(candidate -> candidate.lineNo() == lineNo)
                .findFirst();
        Backorder backorder = Backorder.stored(
                row.getLong("backorder_id"),
                line.orElseThrow(),
                row.getInt("quantity"),
                row.getInt("served"),
                row.getInt("voided"),
                LocalDate.parse(row.getText("promised_on")),
                new Backorder.Basis(row.getLong("ahead"), row.getLong("incoming"), row.getInt("beyond")));
        line.get().attach(backorder);
        return backorder;
    }
}
