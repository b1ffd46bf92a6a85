package penstock.core.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import penstock.core.book.Balance;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.Changes;
import penstock.core.book.Condition;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Parcel;
import penstock.core.book.Posting;
import penstock.core.book.Reservation;
import penstock.core.book.StockMoveRow;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Update;

/**
 * Writes what a batch changed, one statement a table and all of them in one round trip; a statement without rows is left
 * out.
 *
 * <p>Balances are changed by difference, so that the CHECKs of the table refuse an oversale even if this code were wrong.
 * {@code insert … select … from seller, unnest} is the form that a distributed PostgreSQL takes under row-level security.
 */
final class BatchWriter {

    private static final int ANY = -1;

    private final Transaction transaction;
    private final long sellerId;
    private final long lastPosition;
    private final Instant now;
    private final List<Update> updates = new ArrayList<>();
    private final List<Integer> rowsExpected = new ArrayList<>();

    BatchWriter(Transaction transaction, long lastPosition, Instant now) {
        this.transaction = transaction;
        this.sellerId = transaction.sellerId();
        this.lastPosition = lastPosition;
        this.now = now;
    }

    void write(Changes changes) {
        insertOrders(changes.orders().inserts());
        updateOrders(changes.orders().updates());
        insertLines(changes.lines().inserts());
        updateLines(changes.lines().updates());
        insertReservations(changes.reservations().inserts());
        updateReservations(changes.reservations().updates());
        insertPostings(changes.postings());
        insertBalances(changes.balances().inserts());
        updateBalances(
                changes.balances().updates(), lastPosition + changes.postings().size());
        raiseHead(lastPosition + changes.postings().size());
        insertStockMoves(changes.stockMoves());
        insertFulfilments(changes.fulfilments().inserts());
        updateFulfilments(changes.fulfilments().updates());
        insertParcels(changes.parcels());
        markApplied(changes.messagesApplied());
        send();
    }

    private void insertOrders(List<Order> orders) {
        write(
                orders,
                """
                insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash, phase,
                                         placed_at, ship_by, expires_at, release_at, inbox_id, created_at)
                select s.seller_id, u.*, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::timestamptz[],
                              ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(orders)
                        .value(now)
                        .longs(Order::orderId)
                        .longs(Order::accountId)
                        .texts(Order::channelOrderId)
                        .longs(Order::revision)
                        .bytes(Order::contentHash)
                        .texts(order -> order.phase().name())
                        .instants(Order::placedAt)
                        .instants(order -> order.shipBy().orElse(null))
                        .instants(order -> order.expiresAt().orElse(null))
                        .instants(order -> order.releaseAt().orElse(null))
                        .nullableLongs(order -> nullIfNone(order.inboxId()))
                        .then(sellerId));
    }

    private void updateOrders(List<Order> orders) {
        write(
                orders,
                """
                update sales_order o
                   set revision = u.revision, content_hash = u.content_hash, phase = u.phase, ship_by = u.ship_by,
                       release_at = u.release_at, inbox_id = u.inbox_id
                  from unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bigint[])
                       as u (order_id, revision, content_hash, phase, ship_by, release_at, inbox_id)
                 where o.seller_id = ? and o.order_id = u.order_id
                """,
                Columns.of(orders)
                        .longs(Order::orderId)
                        .longs(Order::revision)
                        .bytes(Order::contentHash)
                        .texts(order -> order.phase().name())
                        .instants(order -> order.shipBy().orElse(null))
                        .instants(order -> order.releaseAt().orElse(null))
                        .nullableLongs(order -> nullIfNone(order.inboxId()))
                        .then(sellerId));
    }

    private void insertLines(List<OrderLine> lines) {
        write(
                lines,
                """
                insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered, reserved,
                                        shipped, backordered, cancelled, short, cancel_wanted, pack_size, parked_reason)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::int[], ?::int[],
                              ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(line -> line.order().orderId())
                        .ints(OrderLine::lineNo)
                        .texts(OrderLine::channelLineId)
                        .texts(OrderLine::channelSku)
                        .nullableLongs(line -> nullIfNone(line.skuId()))
                        .ints(OrderLine::ordered)
                        .ints(OrderLine::reserved)
                        .ints(OrderLine::shipped)
                        .ints(OrderLine::backordered)
                        .ints(OrderLine::cancelled)
                        .ints(OrderLine::shortUnits)
                        .ints(OrderLine::cancelWanted)
                        .ints(OrderLine::packSize)
                        .texts(BatchWriter::parkedReason)
                        .then(sellerId));
    }

    private void updateLines(List<OrderLine> lines) {
        write(
                lines,
                """
                update order_line l
                   set sku_id = u.sku_id, ordered = u.ordered, reserved = u.reserved, shipped = u.shipped,
                       backordered = u.backordered, cancelled = u.cancelled, short = u.short,
                       cancel_wanted = u.cancel_wanted, pack_size = u.pack_size, parked_reason = u.parked_reason
                  from unnest(?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
                              ?::int[], ?::int[], ?::text[])
                       as u (order_id, line_no, sku_id, ordered, reserved, shipped, backordered, cancelled, short,
                             cancel_wanted, pack_size, parked_reason)
                 where l.seller_id = ? and l.order_id = u.order_id and l.line_no = u.line_no
                """,
                Columns.of(lines)
                        .longs(line -> line.order().orderId())
                        .ints(OrderLine::lineNo)
                        .nullableLongs(line -> nullIfNone(line.skuId()))
                        .ints(OrderLine::ordered)
                        .ints(OrderLine::reserved)
                        .ints(OrderLine::shipped)
                        .ints(OrderLine::backordered)
                        .ints(OrderLine::cancelled)
                        .ints(OrderLine::shortUnits)
                        .ints(OrderLine::cancelWanted)
                        .ints(OrderLine::packSize)
                        .texts(BatchWriter::parkedReason)
                        .then(sellerId));
    }

    private void insertReservations(List<Reservation> reservations) {
        write(
                reservations,
                """
                insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, posted,
                                         voided, state, fulfilment_id)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[],
                              ?::text[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(reservations)
                        .longs(Reservation::reservationId)
                        .longs(reservation -> reservation.line().order().orderId())
                        .ints(reservation -> reservation.line().lineNo())
                        .longs(reservation -> reservation.key().skuId())
                        .longs(reservation -> reservation.key().locationId())
                        .ints(Reservation::quantity)
                        .ints(Reservation::posted)
                        .ints(Reservation::voided)
                        .texts(reservation -> reservation.state().name())
                        .nullableLongs(reservation -> nullIfNone(reservation.fulfilmentId()))
                        .then(sellerId));
    }

    private void updateReservations(List<Reservation> reservations) {
        write(
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
                        .nullableLongs(reservation -> nullIfNone(reservation.fulfilmentId()))
                        .then(sellerId));
    }

    private void insertPostings(List<Posting> postings) {
        long[] positions = LongStream.rangeClosed(lastPosition + 1, lastPosition + postings.size())
                .toArray();
        write(
                postings,
                """
                insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                     quantity, cause, cause_id, posted_at)
                select s.seller_id, u.*, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                              ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(postings)
                        .value(now)
                        .value(positions)
                        .longs(Posting::skuId)
                        .longs(posting -> posting.from().locationId())
                        .texts(posting -> posting.from().condition())
                        .longs(posting -> posting.to().locationId())
                        .texts(posting -> posting.to().condition())
                        .ints(Posting::quantity)
                        .texts(posting -> posting.cause().kind().name())
                        .longs(posting -> posting.cause().id())
                        .then(sellerId));
    }

    private void insertBalances(List<Balance> balances) {
        write(
                balances,
                """
                insert into balance (seller_id, sku_id, location_id, available, reserved, quality_control, damaged, incoming,
                                     changed_at)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::bigint[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(balances)
                        .longs(balance -> balance.key().skuId())
                        .longs(balance -> balance.key().locationId())
                        .ints(balance -> balance.units(Condition.AVAILABLE))
                        .ints(balance -> balance.units(Condition.RESERVED))
                        .ints(balance -> balance.units(Condition.QUALITY_CONTROL))
                        .ints(balance -> balance.units(Condition.DAMAGED))
                        .ints(balance -> balance.units(Condition.INCOMING))
                        .longs(balance -> lastPosition + 1)
                        .then(sellerId));
    }

    private void updateBalances(List<Balance> balances, long position) {
        write(
                balances,
                """
                update balance b
                   set available = b.available + u.available, reserved = b.reserved + u.reserved,
                       quality_control = b.quality_control + u.quality_control, damaged = b.damaged + u.damaged,
                       incoming = b.incoming + u.incoming, changed_at = ?
                  from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[])
                       as u (sku_id, location_id, available, reserved, quality_control, damaged, incoming)
                 where b.seller_id = ? and b.sku_id = u.sku_id and b.location_id = u.location_id
                """,
                Columns.of(balances)
                        .value(position)
                        .longs(balance -> balance.key().skuId())
                        .longs(balance -> balance.key().locationId())
                        .ints(balance -> balance.moved(Condition.AVAILABLE))
                        .ints(balance -> balance.moved(Condition.RESERVED))
                        .ints(balance -> balance.moved(Condition.QUALITY_CONTROL))
                        .ints(balance -> balance.moved(Condition.DAMAGED))
                        .ints(balance -> balance.moved(Condition.INCOMING))
                        .then(sellerId));
    }

    private void raiseHead(long position) {
        if (position > lastPosition) {
            write(new Update("update seller set head = ? where seller_id = ?", position, sellerId), 1);
        }
    }

    private void insertStockMoves(List<StockMoveRow> moves) {
        write(
                moves,
                """
                insert into stock_move (seller_id, move_id, caller_id, content_hash, kind, created_at)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::timestamptz[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(moves)
                        .longs(StockMoveRow::moveId)
                        .texts(StockMoveRow::callerId)
                        .bytes(StockMoveRow::contentHash)
                        .texts(StockMoveRow::kind)
                        .instants(move -> now)
                        .then(sellerId));
    }

    private void insertFulfilments(List<FulfilmentOrder> fulfilments) {
        write(
                fulfilments,
                """
                insert into fulfilment_order (seller_id, fulfilment_id, order_id, location_id, provider_account_id, state,
                                              attempt, provider_order_id, next_attempt_at, created_at)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                              ?::timestamptz[], ?::timestamptz[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(fulfilments)
                        .longs(FulfilmentOrder::fulfilmentId)
                        .longs(FulfilmentOrder::orderId)
                        .longs(FulfilmentOrder::locationId)
                        .nullableLongs(fulfilment -> nullIfNone(fulfilment.providerAccountId()))
                        .texts(fulfilment -> fulfilment.state().name())
                        .ints(FulfilmentOrder::attempt)
                        .texts(fulfilment -> fulfilment.providerAccountId() == 0 ? null : fulfilment.providerOrderId())
                        .instants(fulfilment -> fulfilment.nextAttemptAt().orElse(null))
                        .instants(fulfilment -> now)
                        .then(sellerId));
        record Line(FulfilmentOrder fulfilment, FulfilmentLine line) {}
        List<Line> lines = fulfilments.stream()
                .flatMap(fulfilment -> fulfilment.lines().stream().map(line -> new Line(fulfilment, line)))
                .toList();
        write(
                lines,
                """
                insert into fulfilment_line (seller_id, fulfilment_id, line_no, order_line_no, reservation_id, sku_id,
                                             quantity, shipped, cancelled)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::int[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(line -> line.fulfilment().fulfilmentId())
                        .ints(line -> line.line().lineNo())
                        .ints(line -> line.line().orderLineNo())
                        .longs(line -> line.line().reservationId())
                        .longs(line -> line.line().skuId())
                        .ints(line -> line.line().quantity())
                        .ints(line -> line.line().shipped())
                        .ints(line -> line.line().cancelled())
                        .then(sellerId));
    }

    private void updateFulfilments(List<FulfilmentOrder> fulfilments) {
        write(
                fulfilments,
                """
                update fulfilment_order f
                   set state = u.state, attempt = u.attempt, next_attempt_at = u.next_attempt_at,
                       provider_status = coalesce(u.provider_status, f.provider_status),
                       refused_reason = coalesce(u.refused_reason, f.refused_reason)
                  from unnest(?::bigint[], ?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::text[])
                       as u (fulfilment_id, state, attempt, next_attempt_at, provider_status, refused_reason)
                 where f.seller_id = ? and f.fulfilment_id = u.fulfilment_id
                """,
                Columns.of(fulfilments)
                        .longs(FulfilmentOrder::fulfilmentId)
                        .texts(fulfilment -> fulfilment.state().name())
                        .ints(FulfilmentOrder::attempt)
                        .instants(fulfilment -> fulfilment.nextAttemptAt().orElse(null))
                        .texts(fulfilment -> fulfilment.providerStatus().orElse(null))
                        .texts(fulfilment -> fulfilment.refusedReason().orElse(null))
                        .then(sellerId));
        record Line(long fulfilmentId, FulfilmentLine line) {}
        List<Line> lines = fulfilments.stream()
                .flatMap(fulfilment ->
                        fulfilment.lines().stream().map(line -> new Line(fulfilment.fulfilmentId(), line)))
                .toList();
        refresh(
                lines,
                """
                update fulfilment_line l
                   set shipped = u.shipped, cancelled = u.cancelled
                  from unnest(?::bigint[], ?::int[], ?::int[], ?::int[]) as u (fulfilment_id, line_no, shipped, cancelled)
                 where l.seller_id = ? and l.fulfilment_id = u.fulfilment_id and l.line_no = u.line_no
                   and (l.shipped, l.cancelled) is distinct from (u.shipped, u.cancelled)
                """,
                Columns.of(lines)
                        .longs(Line::fulfilmentId)
                        .ints(line -> line.line().lineNo())
                        .ints(line -> line.line().shipped())
                        .ints(line -> line.line().cancelled())
                        .then(sellerId));
    }

    private void insertParcels(List<Parcel> parcels) {
        write(
                parcels,
                """
                insert into shipment (seller_id, shipment_id, fulfilment_id, order_id, account_id, caller_id, content_hash,
                                      package_no, carrier, tracking_number, shipped_at, confirmation, next_attempt_at)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::int[], ?::text[],
                              ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(parcels)
                        .longs(Parcel::shipmentId)
                        .longs(Parcel::fulfilmentId)
                        .longs(Parcel::orderId)
                        .longs(Parcel::accountId)
                        .texts(Parcel::callerId)
                        .bytes(Parcel::contentHash)
                        .ints(Parcel::packageNo)
                        .texts(Parcel::carrier)
                        .texts(Parcel::trackingNumber)
                        .instants(Parcel::shippedAt)
                        .texts(parcel -> parcel.toConfirm() ? "QUEUED" : "NOT_NEEDED")
                        .instants(parcel -> parcel.toConfirm() ? now : null)
                        .then(sellerId));
        record Line(long shipmentId, Parcel.Content content) {}
        List<Line> lines = parcels.stream()
                .flatMap(parcel -> parcel.contents().stream().map(content -> new Line(parcel.shipmentId(), content)))
                .toList();
        write(
                lines,
                """
                insert into shipment_line (seller_id, shipment_id, order_line_no, reservation_id, quantity)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::int[], ?::bigint[], ?::int[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(lines)
                        .longs(Line::shipmentId)
                        .ints(line -> line.content().orderLineNo())
                        .longs(line -> line.content().reservationId())
                        .ints(line -> line.content().quantity())
                        .then(sellerId));
    }

    private void markApplied(Map<Long, Long> messages) {
        refresh(
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
                        .nullableLongs(message -> nullIfNone(message.getValue()))
                        .then(sellerId));
    }

    /** One row is to be written for each. */
    private <R> void write(List<R> rows, String sql, @Nullable Object[] parameters) {
        if (!rows.isEmpty()) {
            write(new Update(sql, parameters), rows.size());
        }
    }

    /** Rows that are there and different are to be written. */
    private <R> void refresh(List<R> rows, String sql, @Nullable Object[] parameters) {
        if (!rows.isEmpty()) {
            write(new Update(sql, parameters), ANY);
        }
    }

    private void write(Update update, int rows) {
        updates.add(update);
        rowsExpected.add(rows);
    }

    private void send() {
        List<Integer> rowsWritten = transaction.updateAll(updates);
        for (int i = 0; i < rowsWritten.size(); i++) {
            int expected = rowsExpected.get(i);
            if (expected != ANY && expected != rowsWritten.get(i)) {
                throw new BrokenInvariant("%d of %d rows were written by: %s"
                        .formatted(rowsWritten.get(i), expected, updates.get(i).sql()));
            }
        }
    }

    private static @Nullable String parkedReason(OrderLine line) {
        return line.isMapped() ? null : line.parkedReason();
    }

    private static @Nullable Long nullIfNone(long id) {
        return id == 0 ? null : id;
    }
}
