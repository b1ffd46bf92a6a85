package penstock.core.risk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * Counts how long the legs of each account take, and keeps it: so that it is known after a restart, and the same on every node. What was
 * counted is written once in a while; a node that dies takes what it had not written with it. Any thread.
 */
public final class Lags {

    /** What figures are made of: the latest measurements, whole hours. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** Different counts that wait for being written; beyond it a measurement is left out. */
    static final int MAX_WAITING = 20_000;

    private final Database database;
    private final Clock clock;
    private final Map<Key, Long> waiting = new HashMap<>();

    public Lags(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Key(long sellerId, long accountId, Leg leg, Instant hour, int bucket) {}

    private record Row(Key key, long measured) {}

    /** A leg of an account took so long, and ended just now. */
    public void measured(long sellerId, long accountId, Leg leg, Duration lag) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        add(new Row(new Key(sellerId, accountId, leg, hour, LagHistogram.bucket(lag)), 1));
    }

    private synchronized void add(Row row) {
        if (waiting.size() < MAX_WAITING || waiting.containsKey(row.key())) {
            waiting.merge(row.key(), row.measured(), Long::sum);
        }
    }

    private synchronized List<Row> take(long sellerId) {
        List<Row> taken = new ArrayList<>();
        waiting.forEach((key, many) -> {
            if (key.sellerId() == sellerId) {
                taken.add(new Row(key, many));
            }
        });
        taken.forEach(row -> waiting.remove(row.key()));
        return taken;
    }

    /**
     * Writes what was counted for the seller and makes the figures anew; says whether there was anything. An order that was placed before
     * its account was known here, as those of a first import are, says nothing of how fast we are, and is left out.
     */
    public boolean keep(long sellerId) {
        List<Row> rows = take(sellerId);
        if (rows.isEmpty()) {
            return false;
        }
        try {
            database.transact(sellerId, transaction -> {
                insert(transaction, rows);
                return summarise(transaction);
            });
            return true;
        } catch (RuntimeException e) {
            rows.forEach(this::add); // to be written the next time
            throw e;
        }
    }

    private static void insert(Transaction transaction, List<Row> rows) {
        transaction.update(
                """
                insert into lag_hour (seller_id, account_id, leg, hour, bucket, measured)
                select a.seller_id, u.account_id, u.leg, u.hour, u.bucket, u.measured
                  from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::int[], ?::bigint[], ?::bigint[])
                       as u (account_id, leg, hour, bucket, at_least_ms, measured)
                  join channel_account a on a.seller_id = ? and a.account_id = u.account_id
                 where u.hour + interval '1 hour' - u.at_least_ms * interval '1 ms' > a.created_at
                on conflict (seller_id, account_id, leg, hour, bucket)
                   do update set measured = lag_hour.measured + excluded.measured
                """,
                Columns.of(rows)
                        .longs(row -> row.key().accountId())
                        .texts(row -> row.key().leg().name())
                        .instants(row -> row.key().hour())
                        .ints(row -> row.key().bucket())
                        .longs(row -> atLeast(row.key().bucket()).toMillis())
                        .longs(Row::measured)
                        .then(transaction.sellerId()));
    }

    private static Duration atLeast(int bucket) {
        return bucket == 0 ? Duration.ZERO : LagHistogram.longest(bucket - 1);
    }

    /** Of one leg of an account. */
    record Measured(long accountId, Leg leg, Instant since, LagHistogram lags) {}

    private int summarise(Transaction transaction) {
        long seller = transaction.sellerId();
        Instant now = clock.instant();
        transaction.update("delete from lag_hour where seller_id = ? and hour < ?", seller, now.minus(WINDOW));
        List<Measured> all = list(transaction, now);
        transaction.update("delete from account_lag where seller_id = ?", seller);
        return transaction.update(
                """
                insert into account_lag (seller_id, account_id, leg, p50_ms, p95_ms, p99_ms, measured, since, as_of)
                select s.seller_id, u.account_id, u.leg, u.p50_ms, u.p95_ms, u.p99_ms, u.measured, u.since, ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                       as u (account_id, leg, p50_ms, p95_ms, p99_ms, measured, since)
                 where s.seller_id = ?
                """,
                Columns.of(all)
                        .value(now)
                        .longs(Measured::accountId)
                        .texts(row -> row.leg().name())
                        .longs(row -> row.lags().percentile(50).toMillis())
                        .longs(row -> row.lags().percentile(95).toMillis())
                        .longs(row -> row.lags().percentile(99).toMillis())
                        .longs(row -> row.lags().count())
                        .instants(Measured::since)
                        .then(seller));
    }

    /** What was measured within {@link #WINDOW}. */
    static List<Measured> list(Transaction transaction, Instant now) {
        record Of(long accountId, Leg leg) {}
        Map<Of, TreeMap<Integer, Long>> buckets = new HashMap<>();
        Map<Of, Instant> since = new HashMap<>();
        transaction.list(
                """
                select account_id, leg, bucket, sum(measured)::bigint as measured, min(hour) as since
                  from lag_hour where seller_id = ? and hour >= ?
                 group by account_id, leg, bucket
                """,
                row -> {
                    Of of = new Of(row.getLong("account_id"), Leg.valueOf(row.getText("leg")));
                    since.merge(of, row.getInstant("since"), (a, b) -> a.isBefore(b) ? a : b);
                    return buckets.computeIfAbsent(of, leg -> new TreeMap<>())
                            .put(row.getInt("bucket"), row.getLong("measured"));
                },
                transaction.sellerId(),
                now.minus(WINDOW));
        List<Measured> all = new ArrayList<>();
        buckets.forEach((of, counts) ->
                all.add(new Measured(of.accountId(), of.leg(), since.getOrDefault(of, now), new LagHistogram(counts))));
        return all;
    }
}
