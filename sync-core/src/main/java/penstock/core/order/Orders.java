package penstock.core.order;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import penstock.core.message.OrderPhase;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.store.Walk;

/** Reads orders and holds. Any thread. */
public final class Orders {

    private final Database database;
    private final Clock clock;

    public Orders(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An order with its lines; nothing in it is personal.
     *
     * @param revision of the snapshot that it was last read from
     * @param held whether a person keeps it from fulfilment
     * @param priority whether it is served and picked before others
     * @param rejections parts of that snapshot that nobody could understand
     */
    public record OrderView(
            long orderId,
            long accountId,
            String channelOrderId,
            long revision,
            String phase,
            Instant placedAt,
            Optional<Instant> shipBy,
            Optional<Instant> expiresAt,
            boolean held,
            boolean priority,
            Optional<Long> inboxId,
            List<LineView> lines,
            List<Rejection> rejections) {}

    /**
     * A line, in units of the SKU; {@code skuCode} is empty while it is parked.
     *
     * @param cancelWanted cancelled by the channel, not yet given up by who ships
     * @param elsewhere left without our stock, by the channel's word
     * @param promisedOn the day by which all that is backordered was promised
     * @param packSize units of the SKU in one unit of the channel
     */
    public record LineView(
            int lineNo,
            String channelLineId,
            String channelSku,
            Optional<String> skuCode,
            int ordered,
            int reserved,
            int shipped,
            int backordered,
            int cancelled,
            int cancelWanted,
            int elsewhere,
            int shortUnits,
            Optional<LocalDate> promisedOn,
            int packSize,
            Optional<String> parkedReason) {}

    /** A hold that has run out. */
    public record ExpiredHold(long accountId, String holdId) {}

    /** A line that waits for its SKU to become known. */
    public record ParkedLine(
            long orderId, long accountId, String channelOrderId, int lineNo, String channelSku, String reason) {}

    public Optional<OrderView> find(long sellerId, long orderId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                "select * from sales_order where seller_id = ? and order_id = ?",
                                Orders::header,
                                sellerId,
                                orderId)
                        .map(order -> withLines(transaction, order)));
    }

    public Optional<OrderView> find(long sellerId, long accountId, String channelOrderId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find("""
                                select * from sales_order
                                 where seller_id = ? and account_id = ? and channel_order_id = ?
                                """, Orders::header, sellerId, accountId, channelOrderId)
                        .map(order -> withLines(transaction, order)));
    }

    /** A hold by its caller's id, whatever became of it. */
    public Optional<OrderView> findHold(long sellerId, long accountId, String holdId) {
        return find(sellerId, accountId, ApplyOrder.HOLD + holdId);
    }

    /**
     * A page of orders, not holds, the newest first, those before {@code beforeId}; {@code accountId} 0 for all, no
     * phase for all. At most {@link Walk#MAX_LOOKED_AT} orders and holds are looked at, whatever is found among them.
     */
    public Walk<OrderView> list(long sellerId, long accountId, Optional<OrderPhase> phase, long beforeId, int limit) {
        String only = phase.map(OrderPhase::name).orElse("");
        return database.transact(sellerId, transaction -> {
            List<OrderView> found = transaction.list(
                    """
                    select *
                      from (select * from sales_order
                             where seller_id = ? and order_id < ?
                             order by order_id desc
                             limit ?) as o
                     where (? = 0 or account_id = ?) and phase in ('PENDING', 'CONFIRMED', 'CANCELLED')
                       and (? = '' or phase = ?)
                     order by order_id desc
                     limit ?
                    """,
                    Orders::header,
                    sellerId,
                    beforeId,
                    Walk.MAX_LOOKED_AT,
                    accountId,
                    accountId,
                    only,
                    only,
                    limit);
            Optional<Long> lookedThrough = found.size() == limit
                    ? Optional.empty()
                    : transaction.find("""
                            select order_id from sales_order
                             where seller_id = ? and order_id < ? order by order_id desc offset ? limit 1
                            """, row -> row.getLong("order_id"), sellerId, beforeId, Walk.MAX_LOOKED_AT - 1);
            return new Walk<>(
                    found.stream().map(order -> withLines(transaction, order)).toList(), lookedThrough);
        });
    }

    /** The same, in every phase. */
    public List<OrderView> list(long sellerId, long accountId, long beforeId, int limit) {
        return list(sellerId, accountId, Optional.empty(), beforeId, limit).found();
    }

    /** The orders that channels call by that id, one of each account at most, the newest first. */
    public List<OrderView> listByChannelId(long sellerId, String channelOrderId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list("""
                                select o.*
                                  from channel_account a
                                  join sales_order o on o.seller_id = a.seller_id and o.account_id = a.account_id
                                 where a.seller_id = ? and o.seller_id = ? and o.channel_order_id = ?
                                   and o.phase in ('PENDING', 'CONFIRMED', 'CANCELLED')
                                 order by o.order_id desc
                                """, Orders::header, sellerId, sellerId, channelOrderId).stream()
                        .map(order -> withLines(transaction, order))
                        .toList());
    }

    private static OrderView header(Row row) throws SQLException {
        return new OrderView(
                row.getLong("order_id"),
                row.getLong("account_id"),
                row.getText("channel_order_id"),
                row.getLong("revision"),
                row.getText("phase"),
                row.getInstant("placed_at"),
                row.findInstant("ship_by"),
                row.findInstant("expires_at"),
                row.getBoolean("held"),
                row.getBoolean("priority"),
                row.findLong("inbox_id"),
                List.of(),
                List.of());
    }

    private static List<Rejection> rejections(Transaction transaction, long orderId) {
        return transaction.list(
                """
                select place, value, reason, advice from rejection
                 where seller_id = ? and subject = 'ORDER' and subject_id = ?
                 order by rejection_no
                """,
                row -> new Rejection(
                        row.getText("place"),
                        row.getText("value"),
                        RejectionReason.valueOf(row.getText("reason")),
                        row.getText("advice")),
                transaction.sellerId(),
                orderId);
    }

    private static OrderView withLines(Transaction transaction, OrderView order) {
        List<LineView> lines = transaction.list(
                """
                select l.*, s.code,
                       case when l.backordered > 0 then
                           (select max(b.promised_on) from backorder b
                             where b.seller_id = ? and b.order_id = l.order_id and b.line_no = l.line_no and b.state = 'OPEN')
                       end as promised_on
                  from order_line l left join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where l.seller_id = ? and l.order_id = ?
                 order by l.line_no
                """,
                row -> new LineView(
                        row.getInt("line_no"),
                        row.getText("channel_line_id"),
                        row.getText("channel_sku"),
                        row.findText("code"),
                        row.getInt("ordered"),
                        row.getInt("reserved"),
                        row.getInt("shipped"),
                        row.getInt("backordered"),
                        row.getInt("cancelled"),
                        row.getInt("cancel_wanted"),
                        row.getInt("elsewhere"),
                        row.getInt("short"),
                        row.findText("promised_on").map(LocalDate::parse),
                        row.getInt("pack_size"),
                        row.findText("parked_reason")),
                transaction.sellerId(),
                transaction.sellerId(),
                order.orderId());
        return new OrderView(
                order.orderId(),
                order.accountId(),
                order.channelOrderId(),
                order.revision(),
                order.phase(),
                order.placedAt(),
                order.shipBy(),
                order.expiresAt(),
                order.held(),
                order.priority(),
                order.inboxId(),
                lines,
                rejections(transaction, order.orderId()));
    }

    /** Holds whose time is up. */
    public List<ExpiredHold> expiredHolds(long sellerId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select account_id, channel_order_id from sales_order
                         where seller_id = ? and phase = 'HELD' and expires_at <= ? order by expires_at limit ?
                        """,
                        row -> new ExpiredHold(
                                row.getLong("account_id"),
                                row.getText("channel_order_id").substring(ApplyOrder.HOLD.length())),
                        sellerId,
                        clock.instant(),
                        limit));
    }

    /**
     * SKUs of which something is owed whose expected day has passed, or of which more has come than could be handed out in one
     * go, at most {@code limit}.
     */
    public List<Long> skusOverdue(long sellerId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select sku_id from backorder_rule where seller_id = ? and claimed > 0
                         union
                        select sku_id from backorder where seller_id = ? and state = 'OPEN' and expected_on < ?::date
                         order by sku_id
                         limit ?
                        """,
                        row -> row.getLong("sku_id"),
                        sellerId,
                        sellerId,
                        clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                        limit));
    }

    /** A channel's SKU that lines of orders wait for. */
    public record ParkedSku(long accountId, String channelSku) {}

    /** Which channels' SKUs lines wait for. */
    public Set<ParkedSku> parkedSkus(long sellerId) {
        return new HashSet<>(database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select distinct o.account_id, l.channel_sku
                          from order_line l
                          join sales_order o on o.seller_id = l.seller_id and o.order_id = l.order_id
                         where l.seller_id = ? and l.parked_reason is not null
                        """, row -> new ParkedSku(row.getLong("account_id"), row.getText("channel_sku")), sellerId)));
    }

    /** A page of lines that wait for their SKU, the oldest first, those after a line of an order. */
    public List<ParkedLine> parkedLines(long sellerId, long afterOrderId, int afterLineNo, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select o.order_id, o.account_id, o.channel_order_id, l.line_no, l.channel_sku, l.parked_reason
                          from order_line l
                          join sales_order o on o.seller_id = l.seller_id and o.order_id = l.order_id
                         where l.seller_id = ? and l.parked_reason is not null and l.cancelled + l.elsewhere < l.ordered
                           and (l.order_id, l.line_no) > (?, ?)
                         order by l.order_id, l.line_no
                         limit ?
                        """,
                        row -> new ParkedLine(
                                row.getLong("order_id"),
                                row.getLong("account_id"),
                                row.getText("channel_order_id"),
                                row.getInt("line_no"),
                                row.getText("channel_sku"),
                                row.getText("parked_reason")),
                        sellerId,
                        afterOrderId,
                        afterLineNo,
                        limit));
    }
}
