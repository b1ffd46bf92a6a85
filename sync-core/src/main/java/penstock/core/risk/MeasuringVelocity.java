package penstock.core.risk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Follows the ledger and measures in every hour how fast each SKU sells on each account. A projection: dropped and followed again at the
 * same moment it is the same. Any thread, any node: a page holds the seller's cursor row.
 *
 * <p>What sells is what orders take from stock, on the day they were placed at their channel, less what they gave back; so an order that
 * is served from elsewhere counts once, and units that no stock was left for do not count until some serves them. It costs an order
 * nothing, and a page one reading of its postings, or of so many SKUs' days.
 */
public final class MeasuringVelocity {

    /** Postings followed in one transaction. */
    static final int MAX_POSITIONS = 50_000;

    /** SKUs measured in one transaction. */
    static final int MAX_SKUS = 500;

    /** Beyond every SKU: all are done. */
    private static final long ALL = Long.MAX_VALUE;

    private final Database database;
    private final Clock clock;

    public MeasuringVelocity(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Cursor(long position, Instant asOf, long skuId, long head) {}

    /** Does the next page of what is due this hour, says whether there was one. */
    public boolean follow(long sellerId) {
        Instant now = clock.instant();
        return database.transact(sellerId, transaction -> follow(transaction, now));
    }

    /** Follows every page there is. */
    public void followToHead(long sellerId) {
        while (follow(sellerId)) {
            continue;
        }
    }

    /** Drops all of it; {@link #follow} does the rest, and meanwhile nothing is said to sell. */
    public void drop(long sellerId) {
        database.transact(sellerId, transaction -> {
            lock(transaction);
            for (String table : List.of("sku_velocity", "sku_demand", "sku_stock_day")) {
                transaction.update("delete from " + table + " where seller_id = ?", sellerId);
            }
            return transaction.update("delete from velocity_cursor where seller_id = ?", sellerId);
        });
    }

    private boolean follow(Transaction transaction, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        boolean nothingDue = transaction
                .find(
                        "select as_of from velocity_cursor where seller_id = ? and as_of >= ? and sku_id = ?",
                        row -> row.getInstant("as_of"),
                        transaction.sellerId(),
                        hour,
                        ALL)
                .isPresent();
        if (nothingDue) {
            return false; // almost always, and without a lock
        }
        Cursor cursor = lock(transaction);
        if (cursor.skuId() < ALL) {
            measure(transaction, cursor);
            return true;
        }
        if (!cursor.asOf().isBefore(hour)) {
            return false; // somebody else was faster
        }
        long to = Math.min(cursor.head(), cursor.position() + MAX_POSITIONS);
        count(transaction, cursor.position(), to);
        boolean all = to == cursor.head();
        move(transaction, to, all ? now : cursor.asOf(), all ? 0 : ALL);
        return true;
    }

    private static Cursor lock(Transaction transaction) {
        long seller = transaction.sellerId();
        transaction.update("""
                insert into velocity_cursor (seller_id, position, as_of, sku_id)
                select s.seller_id, 0, '-infinity', ? from seller s where s.seller_id = ?
                on conflict do nothing
                """, ALL, seller);
        return transaction
                .find(
                        """
                        select c.position, greatest(c.as_of, '1970-01-01Z') as as_of, c.sku_id, s.head
                          from velocity_cursor c join seller s on s.seller_id = c.seller_id
                         where c.seller_id = ?
                           for update of c
                        """,
                        row -> new Cursor(
                                row.getLong("position"),
                                row.getInstant("as_of"),
                                row.getLong("sku_id"),
                                row.getLong("head")),
                        seller)
                .orElseThrow(() -> new IllegalArgumentException("there is no seller " + seller));
    }

    private static void move(Transaction transaction, long position, Instant asOf, long skuId) {
        transaction.update(
                "update velocity_cursor set position = ?, as_of = ?, sku_id = ? where seller_id = ?",
                position,
                asOf,
                skuId,
                transaction.sellerId());
    }

    private static void count(Transaction transaction, long from, long to) {
        long seller = transaction.sellerId();
        transaction.update("""
                insert into sku_demand (seller_id, sku_id, day, account_id, units)
                select s.seller_id, d.sku_id, d.day, d.account_id, d.units
                  from seller s,
                       (select g.sku_id, (o.placed_at at time zone 'UTC')::date as day, o.account_id,
                               sum(case when g.to_condition = 'reserved' then g.quantity else -g.quantity end) as units
                          from posting g
                          join sales_order o on o.seller_id = g.seller_id and o.order_id = g.cause_id
                         where g.seller_id = ? and g.position > ? and g.position <= ? and g.cause = 'ORDER'
                           and (g.to_condition = 'reserved') <> (g.from_condition = 'reserved')
                         group by g.sku_id, day, o.account_id) as d
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, day, account_id) do update set units = sku_demand.units + excluded.units
                """, seller, from, to, seller);
        transaction.update("""
                insert into sku_stock_day (seller_id, sku_id, day, closing)
                select s.seller_id, d.sku_id, d.day, d.before + d.upto
                  from seller s,
                       (select m.sku_id, m.day, sum(m.net) over (partition by m.sku_id order by m.day) as upto,
                               coalesce((select k.closing from sku_stock_day k
                                          where k.seller_id = ? and k.sku_id = m.sku_id
                                          order by k.day desc limit 1), 0) as before
                          from (select g.sku_id, (g.posted_at at time zone 'UTC')::date as day,
                                       sum(case when g.to_condition = 'available' and t.location_id is not null
                                                then g.quantity else 0 end
                                         - case when g.from_condition = 'available' and f.location_id is not null
                                                then g.quantity else 0 end) as net
                                  from posting g
                                  left join location f on f.seller_id = g.seller_id and f.location_id = g.from_location
                                                      and f.kind not in ('IN_TRANSIT', 'VIRTUAL')
                                  left join location t on t.seller_id = g.seller_id and t.location_id = g.to_location
                                                      and t.kind not in ('IN_TRANSIT', 'VIRTUAL')
                                 where g.seller_id = ? and g.position > ? and g.position <= ?
                                 group by g.sku_id, day) as m) as d
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, day) do update set closing = excluded.closing
                """, seller, seller, from, to, seller);
    }

    private void measure(Transaction transaction, Cursor cursor) {
        long seller = transaction.sellerId();
        List<Long> skus = transaction.list("""
                select sku_id from sku_demand where seller_id = ? and sku_id > ?
                 group by sku_id order by sku_id limit ?
                """, row -> row.getLong("sku_id"), seller, cursor.skuId(), MAX_SKUS);
        LocalDate first = SellingDays.first(cursor.asOf());
        keep(transaction, cursor.asOf(), fit(days(transaction, skus, first), cursor.asOf()));
        long last = skus.size() < MAX_SKUS ? ALL : skus.get(skus.size() - 1);
        letGo(transaction, cursor, last, first);
        move(transaction, cursor.position(), cursor.asOf(), last);
    }

    private static Map<Long, SellingDays> days(Transaction transaction, List<Long> skus, LocalDate first) {
        long seller = transaction.sellerId();
        Map<Long, SellingDays> found = new TreeMap<>();
        Map<Long, Map<Long, Map<LocalDate, Long>>> units = new HashMap<>();
        transaction.list(
                """
                select d.sku_id, d.account_id, d.day::text as day, d.units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (select * from sku_demand d
                                      where d.seller_id = ? and d.sku_id = k.sku_id and d.day >= ?::date) as d
                """,
                row -> units.computeIfAbsent(row.getLong("sku_id"), sku -> new HashMap<>())
                        .computeIfAbsent(row.getLong("account_id"), account -> new HashMap<>())
                        .put(LocalDate.parse(row.getText("day")), row.getLong("units")),
                Columns.of(skus).longs(id -> id).then(seller, first.toString()));
        Map<Long, TreeMap<LocalDate, Long>> closing = new HashMap<>();
        transaction.list(
                """
                select d.sku_id, d.day::text as day, d.closing
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (select * from sku_stock_day d where d.seller_id = ? and d.sku_id = k.sku_id) as d
                """,
                row -> closing.computeIfAbsent(row.getLong("sku_id"), sku -> new TreeMap<>())
                        .put(LocalDate.parse(row.getText("day")), row.getLong("closing")),
                Columns.of(skus).longs(id -> id).then(seller));
        units.forEach((sku, sold) -> found.put(sku, new SellingDays(closing.getOrDefault(sku, new TreeMap<>()), sold)));
        return found;
    }

    private record Measured(long skuId, long accountId, Velocity velocity, double days) {}

    private static List<Measured> fit(Map<Long, SellingDays> days, Instant asOf) {
        List<Measured> all = new ArrayList<>();
        days.forEach((sku, sold) -> sold.velocities(asOf)
                .forEach((account, velocity) -> all.add(new Measured(sku, account, velocity, sold.days(asOf)))));
        return all;
    }

    private static void keep(Transaction transaction, Instant asOf, List<Measured> measured) {
        transaction.update(
                """
                insert into sku_velocity (seller_id, sku_id, account_id, per_day, variance_per_day, days, as_of)
                select s.seller_id, u.sku_id, u.account_id, u.per_day::double precision,
                       u.variance_per_day::double precision, u.days::double precision, ?::timestamptz
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                       as u (sku_id, account_id, per_day, variance_per_day, days)
                 where s.seller_id = ?
                on conflict (seller_id, sku_id, account_id) do update
                   set per_day = excluded.per_day, variance_per_day = excluded.variance_per_day, days = excluded.days,
                       as_of = excluded.as_of
                """,
                Columns.of(measured)
                        .value(asOf)
                        .longs(Measured::skuId)
                        .longs(Measured::accountId)
                        .texts(row -> Double.toString(row.velocity().perDay()))
                        .texts(row -> Double.toString(row.velocity().variancePerDay()))
                        .texts(row -> Double.toString(row.days()))
                        .then(transaction.sellerId()));
    }

    /** What is before the window, and velocities of what does not sell any more. */
    private static void letGo(Transaction transaction, Cursor cursor, long last, LocalDate first) {
        long seller = transaction.sellerId();
        transaction.update(
                "delete from sku_velocity where seller_id = ? and sku_id > ? and sku_id <= ? and as_of < ?",
                seller,
                cursor.skuId(),
                last,
                cursor.asOf());
        transaction.update(
                "delete from sku_demand where seller_id = ? and sku_id > ? and sku_id <= ? and day < ?::date",
                seller,
                cursor.skuId(),
                last,
                first.toString());
        transaction.update("""
                delete from sku_stock_day d
                 where d.seller_id = ? and d.sku_id > ? and d.sku_id <= ? and d.day < ?::date
                   and exists (select from sku_stock_day n
                                where n.seller_id = ? and n.sku_id = d.sku_id and n.day > d.day and n.day <= ?::date)
                """, seller, cursor.skuId(), last, first.toString(), seller, first.toString());
    }
}
