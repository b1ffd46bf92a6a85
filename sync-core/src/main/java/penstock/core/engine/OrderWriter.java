package penstock.core.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reservation;
import penstock.core.store.Columns;

/** Writes orders, their lines, reservations, and the messages they were read from. One thread. */
final class OrderWriter {

    private final Writes writes;
    private final long sellerId;
    private final Instant now;

    OrderWriter(Writes writes, Instant now) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.now = now;
    }

    void insertOrders(List<Order> orders) {
        writes.all(
                orders,
                """
                insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash, phase,
                                         placed_at, ship_by, expires_at, inbox_id, recipient_mark, created_at)
                select s.seller_id, u.order_id, u.account_id, u.channel_order_id, u.revision, u.content_hash,
                       coalesce(u.phase, 'CONFIRMED'),
                       to_timestamp(u.placed_at), to_timestamp(u.ship_by), to_timestamp(u.expires_at), u.inbox_id,
                       u.recipient_mark, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::float8[],
                              ?::float8[], ?::float8[], ?::bigint[], ?::text[])
                           as u (order_id, account_id, channel_order_id, revision, content_hash, phase, placed_at, ship_by,
                                 expires_at, inbox_id, recipient_mark)
                 where s.seller_id = ?
                """,
                Columns.of(orders)
                        .value(now)
                        .longs(Order::orderId)
                        .longs(Order::accountId)
                        .texts(Order::channelOrderId)
                        .longs(Order::revision)
                        .bytes(Order::contentHash)
                        .texts("CONFIRMED", order -> order.phase().name())
                        .epochSeconds(Order::placedAt)
                        .epochSeconds(order -> order.shipBy().orElse(null))
                        .rareEpochSeconds(order -> order.expiresAt().orElse(null))
                        .rareLongs(order -> Writes.nullIfNone(order.inboxId()))
                        .texts(null, OrderWriter::recipientMark)
                        .then(sellerId));
    }

    void updateOrders(List<Order> orders) {
        writes.all(
                orders,
                """
                update sales_order o
                   set revision = u.revision, content_hash = u.content_hash, phase = u.phase,
                       ship_by = to_timestamp(u.ship_by), inbox_id = u.inbox_id, recipient_mark = u.recipient_mark,
                       expires_at = to_timestamp(u.expires_at)
                  from unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::text[], ?::float8[], ?::bigint[], ?::text[], ?::float8[])
                       as u (order_id, revision, content_hash, phase, ship_by, inbox_id, recipient_mark, expires_at)
                 where o.seller_id = ? and o.order_id = u.order_id
                """,
                Columns.of(orders)
                        .longs(Order::orderId)
                        .longs(Order::revision)
                        .bytes(Order::contentHash)
                        .texts(order -> order.phase().name())
                        .epochSeconds(order -> order.shipBy().orElse(null))
                        .nullableLongs(order -> Writes.nullIfNone(order.inboxId()))
                        .texts(OrderWriter::recipientMark)
                        .rareEpochSeconds(order -> order.expiresAt().orElse(null))
                        .then(sellerId));
    }

    void insertLines(List<OrderLine> lines) {
        writes.all(
                lines,
                """
                insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered, reserved,
                                        shipped, backordered, cancelled, elsewhere, short, cancel_wanted, pack_size, parked_reason)
                select s.seller_id, u.order_id, coalesce(u.line_no, 1), u.channel_line_id, u.channel_sku, u.sku_id, u.ordered,
                       u.reserved, coalesce(u.shipped, 0), coalesce(u.backordered, 0), coalesce(u.cancelled, 0),
                       coalesce(u.elsewhere, 0), coalesce(u.short, 0), coalesce(u.cancel_wanted, 0), coalesce(u.pack_size, 1),
                       u.parked_reason
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::int[], ?::int[],
                              ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[])
                           as u (order_id, line_no, channel_line_id, channel_sku, sku_id, ordered, reserved, shipped,
                                 backordered, cancelled, elsewhere, short, cancel_wanted, pack_size, parked_reason)
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(line -> line.order().orderId())
                        .ints(1, OrderLine::lineNo)
                        .texts(OrderLine::channelLineId)
                        .texts(OrderLine::channelSku)
                        .nullableLongs(line -> Writes.nullIfNone(line.skuId()))
                        .ints(OrderLine::ordered)
                        .ints(OrderLine::reserved)
                        .ints(0, OrderLine::shipped)
                        .ints(0, OrderLine::backordered)
                        .ints(0, OrderLine::cancelled)
                        .ints(0, OrderLine::elsewhere)
                        .ints(0, OrderLine::shortUnits)
                        .ints(0, OrderLine::cancelWanted)
                        .ints(1, OrderLine::packSize)
                        .texts(null, OrderWriter::parkedReason)
                        .then(sellerId));
    }

    void updateLines(List<OrderLine> lines) {
        writes.all(
                lines,
                """
                update order_line l
                   set sku_id = u.sku_id, ordered = u.ordered, reserved = u.reserved, shipped = u.shipped,
                       backordered = u.backordered, cancelled = u.cancelled, elsewhere = u.elsewhere, short = u.short,
                       cancel_wanted = u.cancel_wanted, pack_size = u.pack_size, parked_reason = u.parked_reason
                  from unnest(?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
                              ?::int[], ?::int[], ?::int[], ?::text[])
                       as u (order_id, line_no, sku_id, ordered, reserved, shipped, backordered, cancelled, elsewhere, short,
                             cancel_wanted, pack_size, parked_reason)
                 where l.seller_id = ? and l.order_id = u.order_id and l.line_no = u.line_no
                """,
                Columns.of(lines)
                        .longs(line -> line.order().orderId())
                        .ints(OrderLine::lineNo)
                        .nullableLongs(line -> Writes.nullIfNone(line.skuId()))
                        .ints(OrderLine::ordered)
                        .ints(OrderLine::reserved)
                        .ints(OrderLine::shipped)
                        .ints(OrderLine::backordered)
                        .ints(OrderLine::cancelled)
                        .ints(OrderLine::elsewhere)
                        .ints(OrderLine::shortUnits)
                        .ints(OrderLine::cancelWanted)
                        .ints(OrderLine::packSize)
                        .texts(OrderWriter::parkedReason)
                        .then(sellerId));
    }

    void insertReservations(List<Reservation> reservations) {
        writes.all(
                reservations,
                """
                insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, posted,
                                         voided, state, fulfilment_id)
                select s.seller_id, u.reservation_id, u.order_id, coalesce(u.line_no, 1), u.sku_id, u.location_id, u.quantity,
                       coalesce(u.posted, 0), coalesce(u.voided, 0), coalesce(u.state, 'PENDING'), u.fulfilment_id
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[],
                              ?::text[], ?::bigint[])
                           as u (reservation_id, order_id, line_no, sku_id, location_id, quantity, posted, voided, state,
                                 fulfilment_id)
                 where s.seller_id = ?
                """,
                Columns.of(reservations)
                        .longs(Reservation::reservationId)
                        .longs(reservation -> reservation.line().order().orderId())
                        .ints(1, reservation -> reservation.line().lineNo())
                        .longs(reservation -> reservation.key().skuId())
                        .longs(reservation -> reservation.key().locationId())
                        .ints(Reservation::quantity)
                        .ints(0, Reservation::posted)
                        .ints(0, Reservation::voided)
                        .texts("PENDING", reservation -> reservation.state().name())
                        .rareLongs(reservation -> Writes.nullIfNone(reservation.fulfilmentId()))
                        .then(sellerId));
    }

    void updateReservations(List<Reservation> reservations) {
        writes.all(
                reservations,
                """
                update reservation r
                   set posted = u.posted, voided = u.voided, state = u.state, fulfilment_id = u.fulfilment_id
                  from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[], ?::bigint[])
                       as u (order_id, reservation_id, posted, voided, state, fulfilment_id)
                 where r.seller_id = ? and r.order_id = u.order_id and r.reservation_id = u.reservation_id
                """,
                Columns.of(reservations)
                        .longs(reservation -> reservation.line().order().orderId())
                        .longs(Reservation::reservationId)
                        .ints(Reservation::posted)
                        .ints(Reservation::voided)
                        .texts(reservation -> reservation.state().name())
                        .nullableLongs(reservation -> Writes.nullIfNone(reservation.fulfilmentId()))
                        .then(sellerId));
    }

    void markApplied(Map<Long, Long> messages) {
        writes.changed(
                List.copyOf(messages.entrySet()),
                """
                update inbox i
                   set state = 'APPLIED', next_attempt_at = null, parked_reason = null, parked_detail = null,
                       order_id = u.order_id
                  from unnest(?::bigint[], ?::bigint[]) as u (inbox_id, order_id)
                 where i.seller_id = ? and i.inbox_id = u.inbox_id
                """,
                Columns.of(messages.entrySet())
                        .longs(Map.Entry::getKey)
                        .nullableLongs(message -> Writes.nullIfNone(message.getValue()))
                        .then(sellerId));
    }

    private static @Nullable String recipientMark(Order order) {
        return order.recipientMark().orElse(null);
    }

    private static @Nullable String parkedReason(OrderLine line) {
        return line.isMapped() ? null : line.parkedReason();
    }
}
