package penstock.core.engine;

import java.time.Instant;
import java.util.List;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Parcel;
import penstock.core.store.Columns;

/** Writes which orders are to be handed to fulfilment, fulfilment orders, their lines, and parcels. One thread. */
final class FulfilmentWriter {

    private final Writes writes;
    private final long sellerId;
    private final Instant now;

    FulfilmentWriter(Writes writes, Instant now) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.now = now;
    }

    /** A new reason to hand an order over is a new chance for one whose release failed before. */
    void noteReleases(List<Long> orderIds) {
        writes.all(
                orderIds, """
                insert into order_release (seller_id, order_id, next_attempt_at)
                select s.seller_id, u.order_id, ?::timestamptz
                  from seller s, unnest(?::bigint[]) as u (order_id)
                 where s.seller_id = ?
                on conflict (seller_id, order_id)
                do update set next_attempt_at = excluded.next_attempt_at, attempts = 0, failure = '', parked_reason = null
                """, Columns.of(orderIds).value(now).longs(id -> id).then(sellerId));
    }

    void forgetReleases(List<Long> orderIds) {
        writes.changed(orderIds, """
                delete from order_release r using unnest(?::bigint[]) as u (order_id)
                 where r.seller_id = ? and r.order_id = u.order_id
                """, Columns.of(orderIds).longs(id -> id).then(sellerId));
    }

    void insertFulfilments(List<FulfilmentOrder> fulfilments) {
        writes.all(
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
                        .nullableLongs(fulfilment -> Writes.nullIfNone(fulfilment.providerAccountId()))
                        .texts(fulfilment -> fulfilment.state().name())
                        .ints(FulfilmentOrder::attempt)
                        .texts(fulfilment -> fulfilment.providerAccountId() == 0 ? null : fulfilment.providerOrderId())
                        .instants(fulfilment -> fulfilment.nextAttemptAt().orElse(null))
                        .instants(FulfilmentOrder::createdAt)
                        .then(sellerId));
        record Line(FulfilmentOrder fulfilment, FulfilmentLine line) {}
        List<Line> lines = fulfilments.stream()
                .flatMap(fulfilment -> fulfilment.lines().stream().map(line -> new Line(fulfilment, line)))
                .toList();
        writes.all(
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

    void updateFulfilments(List<FulfilmentOrder> fulfilments) {
        writes.all(
                fulfilments,
                """
                update fulfilment_order f
                   set state = u.state, attempt = u.attempt, next_attempt_at = u.next_attempt_at,
                       provider_status = coalesce(u.provider_status, f.provider_status),
                       refused_reason = coalesce(u.refused_reason, f.refused_reason),
                       recipient_mark = case when u.state = 'PACKED' then u.recipient_mark else f.recipient_mark end
                  from unnest(?::bigint[], ?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                       as u (fulfilment_id, state, attempt, next_attempt_at, provider_status, refused_reason, recipient_mark)
                 where f.seller_id = ? and f.fulfilment_id = u.fulfilment_id
                """,
                Columns.of(fulfilments)
                        .longs(FulfilmentOrder::fulfilmentId)
                        .texts(fulfilment -> fulfilment.state().name())
                        .ints(FulfilmentOrder::attempt)
                        .instants(fulfilment -> fulfilment.nextAttemptAt().orElse(null))
                        .texts(fulfilment -> fulfilment.providerStatus().orElse(null))
                        .texts(fulfilment -> fulfilment.refusedReason().orElse(null))
                        .texts(fulfilment -> fulfilment.recipientMark().orElse(null))
                        .then(sellerId));
        record Line(long fulfilmentId, FulfilmentLine line) {}
        List<Line> lines = fulfilments.stream()
                .flatMap(fulfilment ->
                        fulfilment.lines().stream().map(line -> new Line(fulfilment.fulfilmentId(), line)))
                .toList();
        writes.changed(
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

    void insertParcels(List<Parcel> parcels) {
        writes.all(
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
        writes.all(
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
}
