package penstock.bench.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import penstock.bench.harness.WrongCounts;
import penstock.core.store.Database;

/**
 * What became of a seller's messages.
 *
 * @param stored distinct ones
 * @param applied those that an order came of
 */
public record Messages(long stored, long applied) {

    /** How often it is looked whether nothing waits any more. */
    private static final Duration LOOK = Duration.ofMillis(10);

    /** A stream that has not drained by then has been lost. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Messages of(Database database, long seller) {
        return database.transact(
                seller,
                transaction -> transaction
                        .find("""
                        select count(*) as stored, count(*) filter (where state = 'APPLIED' and order_id is not null) as applied
                          from inbox where seller_id = ?
                        """, row -> new Messages(row.getLong("stored"), row.getLong("applied")), seller)
                        .orElseThrow());
    }

    /** Waits until no message waits to be read. */
    static void awaitRead(Database database, long seller) {
        await(database, seller, "select 1 as waits from inbox where seller_id = ? and state = 'WAITING' limit 1");
    }

    /** Waits until every order has been handed to fulfilment, so that nothing is left for the next cell. */
    static void awaitReleased(Database database, long seller) {
        await(database, seller, """
                select 1 as waits
                  from release_cursor c
                  join seller s on s.seller_id = c.seller_id
                 where c.seller_id = ?
                   and (c.position < s.head
                        or exists (select from order_release r where r.seller_id = c.seller_id and r.next_attempt_at is not null))
                """);
    }

    private static void await(Database database, long seller, String waiting) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (database.transact(
                seller,
                transaction -> transaction
                        .find(waiting, row -> row.getInt("waits"), seller)
                        .isPresent())) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("after " + PATIENCE + " something still waits: " + waiting);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Every acknowledged message is there once, and an order came of it. */
    public void require(long distinct) {
        WrongCounts.unless(stored == distinct, "a message stored for each that was acknowledged: " + distinct, this);
        WrongCounts.unless(applied == distinct, "an order of each message: " + distinct, this);
    }

    /**
     * How long it took from receiving a message to the commit of its order, in milliseconds. The order's row is written
     * again later, its postings never are, so theirs is the transaction that is asked for.
     */
    public record Delay(double p50Ms, double p99Ms) {

        public static Delay since(Database database, long seller, Instant begin) {
            return database.transact(
                    seller,
                    transaction -> transaction
                            .find(
                                    """
                            select coalesce(percentile_disc(0.5) within group (order by ms), 0)::text as p50,
                                   coalesce(percentile_disc(0.99) within group (order by ms), 0)::text as p99
                              from (select extract(epoch from min(pg_xact_commit_timestamp(p.xmin)) - i.received_at) * 1000
                                               as ms
                                      from inbox i
                                      join posting p on p.seller_id = i.seller_id and p.cause = 'ORDER'
                                                    and p.cause_id = i.order_id
                                     where i.seller_id = ? and i.received_at >= ?
                                     group by i.inbox_id, i.received_at) as each
                            """,
                                    row -> new Delay(
                                            Double.parseDouble(row.getText("p50")),
                                            Double.parseDouble(row.getText("p99"))),
                                    seller,
                                    begin)
                            .orElseThrow());
        }
    }
}
