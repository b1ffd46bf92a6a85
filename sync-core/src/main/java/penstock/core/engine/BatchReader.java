package penstock.core.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import penstock.core.book.BackorderLoader;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Edited;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Loader;
import penstock.core.book.Needs;
import penstock.core.book.Needs.OrderKey;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Parcel;
import penstock.core.book.Productions;
import penstock.core.book.StockKey;
import penstock.core.book.StockMoveRow;
import penstock.core.shelf.ShelfLoader;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Query;
import penstock.core.store.Transaction.Row;
import penstock.core.store.Transaction.RowReader;

/**
 * Reads the rows of a batch. The head row is locked first: it orders all batches of the seller, on every node, so nothing
 * that is read after it can change before the commit, and no other lock is needed.
 *
 * <p>Lookups by several keys go through {@code unnest … cross join lateral}: {@code = any(array)} on a table that looked
 * empty when it was planned once read 41,560 rows for each order.
 */
final class BatchReader implements Loader {

    private static final String LOCK_HEAD = """
            select head, head_at, batch, catalogue_version, partial_shipping
              from seller
             where seller_id = ?
               for update
            """;

    private static final String ORDERS_BY_KEY = """
            select o.*
              from unnest(?::bigint[], ?::text[]) as k (account_id, channel_order_id)
             cross join lateral (
                   select * from sales_order o
                    where o.seller_id = ? and o.account_id = k.account_id
                      and o.channel_order_id = k.channel_order_id) as o
            """;

    private final Transaction transaction;
    private final long sellerId;
    private final SellerHead head;
    private final List<Order> announced;
    private final Map<Long, List<Balance>> known;
    private final BackorderRows backorders;
    private @Nullable SellerRules rules;

    private BatchReader(Transaction transaction, SellerHead head, List<Order> announced, BalanceCache balances) {
        this.transaction = transaction;
        this.sellerId = transaction.sellerId();
        this.head = head;
        this.announced = announced;
        this.known = balances.asOf(sellerId, head.position());
        this.backorders = new BackorderRows(transaction);
    }

    /** Locks the head and, in the same round trip, reads the announced orders. */
    static BatchReader lock(Transaction transaction, Needs needs, BalanceCache balances) {
        List<SellerHead> heads = new ArrayList<>(1);
        List<Order> orders = new ArrayList<>();
        Query lock = new Query(LOCK_HEAD, row -> heads.add(head(row)), transaction.sellerId());
        Query read = byKey(transaction, needs.orders(), row -> orders.add(OrderRows.order(row)));
        transaction.readAll(needs.orders().isEmpty() ? List.of(lock) : List.of(lock, read));
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("there is no seller " + transaction.sellerId());
        }
        return new BatchReader(transaction, heads.get(0), orders, balances);
    }

    /**
     * Finds that none of these orders exists, under no lock.
     *
     * @throws NotForeseen if one does
     */
    static void requireNone(Transaction transaction, Set<OrderKey> orders) {
        if (!orders.isEmpty()) {
            transaction.readAll(List.of(byKey(transaction, orders, row -> {
                throw new NotForeseen("an order was there before");
            })));
        }
    }

    private static Query byKey(Transaction transaction, Set<OrderKey> orders, RowReader reader) {
        return new Query(
                ORDERS_BY_KEY,
                reader,
                Columns.of(orders)
                        .longs(OrderKey::accountId)
                        .texts(OrderKey::channelOrderId)
                        .then(transaction.sellerId()));
    }

    private static SellerHead head(Row row) throws SQLException {
        return new SellerHead(
                row.getLong("head"),
                row.getInstant("head_at"),
                row.getLong("batch"),
                row.getLong("catalogue_version"),
                row.getText("partial_shipping").equals("WAIT_FOR_ALL"));
    }

    SellerHead head() {
        return head;
    }

    /** Balances in memory when the head was locked; not to be changed. */
    Map<Long, List<Balance>> known() {
        return known;
    }

    /** Has the rules learn what is kept of each SKU whose balances are loaded. */
    void teach(SellerRules learning) {
        rules = learning;
    }

    /** Loads what the commands announced, one statement a table. */
    void load(Book book, SellerRules rules, Needs needs) {
        teach(rules);
        Map<OrderKey, Order> byKey = new HashMap<>();
        announced.forEach(order -> byKey.put(new OrderKey(order.accountId(), order.channelOrderId()), order));
        List<Order> loaded = new ArrayList<>(announced);
        loaded.addAll(ordersById(without(needs.orderIds(), announced)));
        attachLines(loaded);
        needs.orders().forEach(key -> book.enterOrder(key, Optional.ofNullable(byKey.get(key))));
        loaded.forEach(book::enterOrder);

        Set<Long> skuIds = rules.skuIds(needs);
        loaded.forEach(
                order -> order.lines().stream().filter(OrderLine::isMapped).forEach(line -> skuIds.add(line.skuId())));
        balances(skuIds).forEach(book::enterBalances);
    }

    /** An order that is announced by its key and by its id as well is loaded once: two objects would share its lines. */
    private static Set<Long> without(Set<Long> ids, Collection<Order> orders) {
        Set<Long> rest = new TreeSet<>(ids);
        orders.forEach(order -> rest.remove(order.orderId()));
        return rest;
    }

    private List<Order> ordersById(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : transaction.list(
                        """
                        select o.*
                          from unnest(?::bigint[]) as k (order_id)
                         cross join lateral (
                               select * from sales_order o where o.seller_id = ? and o.order_id = k.order_id) as o
                        """, OrderRows::order, Columns.of(ids).longs(id -> id).then(sellerId));
    }

    private void attachLines(List<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        Map<Long, Order> byId = new HashMap<>();
        orders.forEach(order -> byId.put(order.orderId(), order));
        transaction.list(
                """
                select l.*
                  from unnest(?::bigint[]) as k (order_id)
                 cross join lateral (
                       select * from order_line l where l.seller_id = ? and l.order_id = k.order_id) as l
                 order by l.order_id, l.line_no
                """,
                row -> OrderRows.attachLine(byId, row),
                Columns.of(byId.keySet()).longs(id -> id).then(sellerId));
        transaction.list(
                """
                select r.*
                  from unnest(?::bigint[]) as k (order_id)
                 cross join lateral (
                       select * from reservation r where r.seller_id = ? and r.order_id = k.order_id) as r
                 order by r.order_id, r.reservation_id
                """,
                row -> OrderRows.attachReservation(byId, row),
                Columns.of(byId.keySet()).longs(id -> id).then(sellerId));
        backorders.attachTo(orders, byId);
    }

    /** The balances of all these SKUs, known or read. */
    @Override
    public Map<Long, List<Balance>> balances(Collection<Long> skuIds) {
        if (rules != null) {
            rules.learnSkus(transaction, skuIds);
        }
        Map<Long, List<Balance>> found = new HashMap<>();
        List<Long> toRead = new ArrayList<>();
        for (Long skuId : skuIds) {
            List<Balance> here = known.get(skuId);
            if (here == null) {
                toRead.add(skuId);
                found.put(skuId, List.of());
            } else {
                found.put(skuId, here.stream().map(Balance::settled).toList());
            }
        }
        if (!toRead.isEmpty()) {
            found.putAll(readBalances(toRead).stream()
                    .collect(Collectors.groupingBy(balance -> balance.key().skuId())));
        }
        return found;
    }

    private List<Balance> readBalances(List<Long> skuIds) {
        return transaction.list(
                """
                select b.*
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from balance b where b.seller_id = ? and b.sku_id = k.sku_id) as b
                """,
                row -> Balance.stored(
                        new StockKey(row.getLong("sku_id"), row.getLong("location_id")),
                        row.getInt("available"),
                        row.getInt("reserved"),
                        row.getInt("quality_control"),
                        row.getInt("damaged"),
                        row.getInt("incoming"),
                        row.getInt("withheld")),
                Columns.of(skuIds).longs(id -> id).then(sellerId));
    }

    // on demand ------------------------------------------------------------------------------------------------------

    @Override
    public Optional<Order> findOrder(long orderId) {
        return orders(List.of(orderId)).stream().findFirst();
    }

    @Override
    public Optional<Order> findOrder(long accountId, String channelOrderId) {
        List<Order> found = transaction.list(
                "select * from sales_order where seller_id = ? and account_id = ? and channel_order_id = ?",
                OrderRows::order,
                sellerId,
                accountId,
                channelOrderId);
        attachLines(found);
        return found.stream().findFirst();
    }

    @Override
    public List<Balance> balances(long skuId) {
        return balances(List.of(skuId)).getOrDefault(skuId, List.of());
    }

    @Override
    public List<Order> orders(Collection<Long> orderIds) {
        List<Order> found = ordersById(orderIds);
        attachLines(found);
        return found;
    }

    @Override
    public List<Long> ordersReserving(StockKey key, int limit) {
        return transaction.list("""
                select distinct order_id
                  from reservation
                 where seller_id = ? and sku_id = ? and location_id = ? and state = 'PENDING'
                 limit ?
                """, row -> row.getLong("order_id"), sellerId, key.skuId(), key.locationId(), limit);
    }

    @Override
    public List<Long> ordersShortOf(long skuId, int limit) {
        return transaction.list("""
                select order_id
                  from (select distinct f.order_id, 1 as turn
                          from order_flag f
                          join order_line l on l.seller_id = f.seller_id and l.order_id = f.order_id
                         where f.seller_id = ? and f.flag = 'PRIORITY' and f.lowered_at is null
                           and l.sku_id = ? and l.short > 0
                         union all
                        (select distinct order_id, 2
                           from order_line
                          where seller_id = ? and sku_id = ? and short > 0
                          order by order_id
                          limit ?)) as waiting
                 order by turn, order_id
                 limit ?
                """, row -> row.getLong("order_id"), sellerId, skuId, sellerId, skuId, limit, limit);
    }

    @Override
    public Set<Long> skusShort(Collection<Long> skuIds) {
        return Set.copyOf(transaction.list(
                """
                select k.sku_id
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select from order_line l
                        where l.seller_id = ? and l.sku_id = k.sku_id and l.short > 0
                        limit 1) as l
                """,
                row -> row.getLong("sku_id"),
                Columns.of(skuIds).longs(id -> id).then(sellerId)));
    }

    @Override
    public BackorderLoader backorders() {
        return backorders;
    }

    @Override
    public Edited.Rows edits() {
        return new EditRows(transaction);
    }

    @Override
    public List<Long> ordersParkedFor(long accountId, String channelSku, int limit) {
        return transaction.list("""
                select distinct l.order_id
                  from order_line l
                  join sales_order o on o.seller_id = l.seller_id and o.order_id = l.order_id
                 where l.seller_id = ? and l.channel_sku = ? and l.parked_reason is not null and o.account_id = ?
                 order by l.order_id
                 limit ?
                """, row -> row.getLong("order_id"), sellerId, channelSku, accountId, limit);
    }

    @Override
    public Map<Long, Integer> exposures(long skuId) {
        Map<Long, Integer> exposures = new HashMap<>();
        Exposures.list(transaction, List.of(skuId))
                .forEach(exposure -> exposures.merge(exposure.accountId(), exposure.units(), BatchReader::orMore));
        return exposures;
    }

    /** The greatest {@code int} is that many or more. */
    private static int orMore(int units, int others) {
        return (int) Math.min(Integer.MAX_VALUE, (long) units + others);
    }

    @Override
    public Optional<FulfilmentOrder> findFulfilment(long fulfilmentId) {
        return FulfilmentRows.list(transaction, List.of(fulfilmentId)).stream().findFirst();
    }

    @Override
    public List<FulfilmentOrder> fulfilments(Collection<Long> fulfilmentIds) {
        return FulfilmentRows.list(transaction, fulfilmentIds);
    }

    @Override
    public Optional<StockMoveRow> findStockMove(String callerId) {
        return transaction.find(
                "select * from stock_move where seller_id = ? and caller_id = ?",
                row -> new StockMoveRow(
                        row.getLong("move_id"), callerId, row.getBytes("content_hash"), row.getText("kind")),
                sellerId,
                callerId);
    }

    @Override
    public ShelfLoader shelves() {
        return new ShelfReader(transaction);
    }

    @Override
    public List<Parcel> parcels(long orderId) {
        return FulfilmentRows.parcels(transaction, orderId);
    }

    @Override
    public Productions.Rows productions() {
        return new ProductionRows(transaction);
    }
}
