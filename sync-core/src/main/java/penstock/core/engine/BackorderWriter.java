package penstock.core.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.core.book.Arrival;
import penstock.core.book.Backorder;
import penstock.core.book.Backorders.Expected;
import penstock.core.book.Slip;
import penstock.core.store.Columns;

/** Writes promises of what is still to come, and when it comes. One thread. */
final class BackorderWriter {

    private final Writes writes;
    private final long sellerId;
    private final Instant now;

    BackorderWriter(Writes writes, Instant now) {
        this.writes = writes;
        this.sellerId = writes.sellerId();
        this.now = now;
    }

    void insert(List<Backorder> backorders) {
        writes.all(
                backorders,
                """
                insert into backorder (seller_id, backorder_id, order_id, line_no, sku_id, quantity, served, voided, state,
                                       promised_on, expected_on, ahead, incoming, beyond, made_at)
                select s.seller_id, u.backorder_id, u.order_id, u.line_no, u.sku_id, u.quantity, u.served, u.voided, u.state,
                       u.promised_on::date, u.promised_on::date, u.ahead, u.incoming, u.beyond, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::text[],
                              ?::text[], ?::bigint[], ?::bigint[], ?::int[])
                           as u (backorder_id, order_id, line_no, sku_id, quantity, served, voided, state, promised_on,
                                 ahead, incoming, beyond)
                 where s.seller_id = ?
                """,
                Columns.of(backorders)
                        .value(now)
                        .longs(Backorder::backorderId)
                        .longs(backorder -> backorder.line().order().orderId())
                        .ints(backorder -> backorder.line().lineNo())
                        .longs(backorder -> backorder.line().skuId())
                        .ints(Backorder::quantity)
                        .ints(Backorder::served)
                        .ints(Backorder::voided)
                        .texts(backorder -> backorder.state().name())
                        .texts(backorder -> backorder.promisedOn().toString())
                        .longs(backorder -> backorder.basis().ahead())
                        .longs(backorder -> backorder.basis().incoming())
                        .ints(backorder -> backorder.basis().beyond())
                        .then(sellerId));
    }

    void update(List<Backorder> backorders) {
        writes.all(
                backorders,
                """
                update backorder b
                   set served = u.served, voided = u.voided, state = u.state
                  from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::text[])
                       as u (order_id, backorder_id, served, voided, state)
                 where b.seller_id = ? and b.order_id = u.order_id and b.backorder_id = u.backorder_id
                """,
                Columns.of(backorders)
                        .longs(backorder -> backorder.line().order().orderId())
                        .longs(Backorder::backorderId)
                        .ints(Backorder::served)
                        .ints(Backorder::voided)
                        .texts(backorder -> backorder.state().name())
                        .then(sellerId));
    }

    /** Of 0 units there is no row. */
    void expect(List<Arrival> arrivals) {
        List<Arrival> gone = arrivals.stream().filter(one -> one.units() == 0).toList();
        List<Arrival> coming = arrivals.stream().filter(one -> one.units() > 0).toList();
        writes.changed(gone, """
                delete from expected_arrival a
                 using unnest(?::bigint[], ?::bigint[], ?::text[]) as u (sku_id, location_id, document)
                 where a.seller_id = ? and a.sku_id = u.sku_id and a.location_id = u.location_id
                   and a.document = u.document
                """, keys(gone).then(sellerId));
        writes.all(
                coming,
                """
                insert into expected_arrival (seller_id, sku_id, location_id, document, units, expected_on)
                select s.seller_id, u.sku_id, u.location_id, u.document, u.units, u.expected_on::date
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[])
                           as u (sku_id, location_id, document, units, expected_on)
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, location_id, document)
                do update set units = excluded.units, expected_on = excluded.expected_on
                """,
                keys(coming)
                        .ints(Arrival::units)
                        .texts(arrival -> arrival.expectedOn().toString())
                        .then(sellerId));
    }

    private static Columns<Arrival> keys(List<Arrival> arrivals) {
        return Columns.of(arrivals)
                .longs(arrival -> arrival.key().skuId())
                .longs(arrival -> arrival.key().locationId())
                .texts(Arrival::document);
    }

    void note(List<Expected> days, List<Slip> slips) {
        writes.all(
                days,
                """
                update backorder b
                   set expected_on = u.expected_on::date
                  from unnest(?::bigint[], ?::bigint[], ?::text[]) as u (order_id, backorder_id, expected_on)
                 where b.seller_id = ? and b.order_id = u.order_id and b.backorder_id = u.backorder_id
                """,
                Columns.of(days)
                        .longs(Expected::orderId)
                        .longs(Expected::backorderId)
                        .texts(day -> text(day.day().orElse(null)))
                        .then(sellerId));
        writes.all(
                slips,
                """
                insert into backorder_slip (seller_id, slip_id, order_id, backorder_id, sku_id, promised_on, expected_on, noted_at)
                select s.seller_id, u.slip_id, u.order_id, u.backorder_id, u.sku_id, u.promised_on::date,
                       u.expected_on::date, ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                           as u (slip_id, order_id, backorder_id, sku_id, promised_on, expected_on)
                 where s.seller_id = ?
                """,
                Columns.of(slips)
                        .value(now)
                        .longs(Slip::slipId)
                        .longs(Slip::orderId)
                        .longs(Slip::backorderId)
                        .longs(Slip::skuId)
                        .texts(slip -> slip.promisedOn().toString())
                        .texts(slip -> text(slip.expectedOn().orElse(null)))
                        .then(sellerId));
    }

    /** Every node is to leave these units alone, and the listings of these SKUs show others. */
    void claim(Map<Long, Integer> bySku) {
        List<Map.Entry<Long, Integer>> claims = List.copyOf(bySku.entrySet());
        if (claims.isEmpty()) {
            return;
        }
        writes.changed(
                claims,
                """
                update backorder_rule r
                   set claimed = u.claimed
                  from unnest(?::bigint[], ?::int[]) as u (sku_id, claimed)
                 where r.seller_id = ? and r.sku_id = u.sku_id
                """,
                Columns.of(claims)
                        .longs(Map.Entry::getKey)
                        .ints(Map.Entry::getValue)
                        .then(sellerId));
        writes.one("update seller set catalogue_version = catalogue_version + 1 where seller_id = ?", sellerId);
        writes.changed(
                claims,
                """
                update publication p
                   set stale_since = coalesce(p.stale_since, ?),
                       next_attempt_at = least(coalesce(p.next_attempt_at, 'infinity'), ?)
                  from (select k.sku_id from unnest(?::bigint[]) as k (sku_id)
                         union
                        select c.kit_sku_id
                          from unnest(?::bigint[]) as k (sku_id)
                          join kit_component c on c.seller_id = ? and c.component_sku_id = k.sku_id) as seen
                 where p.seller_id = ? and p.sku_id = seen.sku_id and p.state <> 'REJECTED'
                """,
                Columns.of(claims)
                        .value(now)
                        .value(now)
                        .longs(Map.Entry::getKey)
                        .longs(Map.Entry::getKey)
                        .then(sellerId, sellerId));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
