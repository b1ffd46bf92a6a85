package penstock.core.shipping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import penstock.core.book.BrokenInvariant;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Finds the orders that are to be handed to fulfilment, and remembers those that could not be. Any thread.
 *
 * <p>The ledger's tail tells of nearly all: whatever was reserved for an order left a posting. Up to where it has been
 * followed is a cursor; a row of its own has only an order that became ready without a posting, and one whose release
 * failed. Releasing is safe to repeat.
 */
public final class Releases {

    /** Postings looked at in one page of the tail. */
    public static final int MAX_POSTINGS = 500;

    /** A release that failed this often is parked for a person. */
    public static final int MAX_ATTEMPTS = 10;

    /** Before the second attempt; doubled before each further one. */
    public static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private static final String TRIED_TOO_OFTEN = "TRIED_TOO_OFTEN";

    private final Database database;
    private final Clock clock;

    public Releases(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Orders to be handed to fulfilment now.
     *
     * @param followedTo once they have been, or their failures noted, the tail has been followed up to this position
     */
    public record Due(Set<Long> orderIds, long from, long followedTo) {

        /** Whether there is nothing to do, not even to move on. */
        public boolean isEmpty() {
            return orderIds.isEmpty() && from == followedTo;
        }
    }

    /** What is due: a page of the tail, and at most {@code limit} of the orders noted, those first that have been due longest. */
    public Due due(long sellerId, int limit) {
        return database.transact(sellerId, transaction -> {
            Page page = page(transaction);
            Set<Long> orderIds = new LinkedHashSet<>(told(transaction, page));
            orderIds.addAll(transaction.list("""
                    select order_id
                      from order_release
                     where seller_id = ? and next_attempt_at <= ?
                     order by next_attempt_at
                     limit ?
                    """, row -> row.getLong("order_id"), sellerId, clock.instant(), limit));
            return new Due(orderIds, page.from(), page.to());
        });
    }

    private record Page(long from, long to) {}

    private static Page page(Transaction transaction) {
        return transaction
                .find(
                        """
                        select c.position, least(s.head, c.position + ?) as upto
                          from release_cursor c
                          join seller s on s.seller_id = c.seller_id
                         where c.seller_id = ?
                        """,
                        row -> new Page(row.getLong("position"), row.getLong("upto")),
                        (long) MAX_POSTINGS,
                        transaction.sellerId())
                .orElse(new Page(0, 0));
    }

    /** Orders that units were reserved for; one that is not confirmed yet is noted when it is. */
    private static List<Long> told(Transaction transaction, Page page) {
        if (page.from() == page.to()) {
            return List.of();
        }
        return transaction.list("""
                select p.cause_id
                  from posting p
                  join sales_order o on o.seller_id = p.seller_id and o.order_id = p.cause_id
                 where p.seller_id = ? and p.position > ? and p.position <= ?
                   and p.cause = 'ORDER' and p.to_condition = 'reserved' and o.phase = 'CONFIRMED'
                 order by o.priority desc, p.position
                """, row -> row.getLong("cause_id"), transaction.sellerId(), page.from(), page.to());
    }

    /** Notes up to where the tail has been followed, unless it was told to begin again meanwhile, and what could not be released. */
    public void settle(long sellerId, Due due, List<Failed> failures) {
        database.transact(sellerId, transaction -> {
            failures.forEach(failed -> note(transaction, failed));
            return transaction.update(
                    "update release_cursor set position = ? where seller_id = ? and position = ?",
                    due.followedTo(),
                    sellerId,
                    due.from());
        });
    }

    /** An order whose release failed, and why. */
    public record Failed(long orderId, String why) {

        /** In words that quote no row: what the database says of one may be about a person. */
        public static Failed of(long orderId, Throwable thrown) {
            return new Failed(
                    orderId,
                    thrown instanceof BrokenInvariant
                            ? String.valueOf(thrown.getMessage())
                            : thrown.getClass().getSimpleName());
        }
    }

    private void note(Transaction transaction, Failed failed) {
        int attempts = 1 + attempts(transaction, failed.orderId());
        boolean park = attempts >= MAX_ATTEMPTS;
        Instant next = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MAX_ATTEMPTS) - 1));
        transaction.update(
                """
                insert into order_release (seller_id, order_id, next_attempt_at, attempts, failure, parked_reason)
                values (?, ?, ?::timestamptz, ?, ?, ?)
                on conflict (seller_id, order_id)
                do update set next_attempt_at = excluded.next_attempt_at, attempts = excluded.attempts,
                              failure = excluded.failure, parked_reason = excluded.parked_reason
                """,
                transaction.sellerId(),
                failed.orderId(),
                park ? null : next,
                attempts,
                failed.why(),
                park ? TRIED_TOO_OFTEN : null);
    }

    private static int attempts(Transaction transaction, long orderId) {
        return transaction
                .find(
                        "select attempts from order_release where seller_id = ? and order_id = ? for update",
                        row -> row.getInt("attempts"),
                        transaction.sellerId(),
                        orderId)
                .orElse(0);
    }

    // a person's turn
    // --------------------------------------------------------------------------------------------------

    /** An order that could not be handed to fulfilment, put aside. */
    public record Parked(
            long orderId, long accountId, String channelOrderId, int attempts, String reason, String failure) {}

    /** Parked releases, those after {@code afterOrderId}. */
    public List<Parked> listParked(long sellerId, long afterOrderId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select r.order_id, o.account_id, o.channel_order_id, r.attempts, r.parked_reason, r.failure
                          from order_release r
                          join sales_order o on o.seller_id = r.seller_id and o.order_id = r.order_id
                         where r.seller_id = ? and r.parked_reason is not null and r.order_id > ?
                         order by r.order_id
                         limit ?
                        """,
                        row -> new Parked(
                                row.getLong("order_id"),
                                row.getLong("account_id"),
                                row.getText("channel_order_id"),
                                row.getInt("attempts"),
                                row.getText("parked_reason"),
                                row.getText("failure")),
                        sellerId,
                        afterOrderId,
                        limit));
    }

    /** Has a parked release tried again now, with all its attempts; false if there is none. */
    public boolean replay(long sellerId, long orderId) {
        return database.transact(sellerId, transaction -> transaction.update("""
                                update order_release
                                   set next_attempt_at = ?, attempts = 0, failure = '', parked_reason = null
                                 where seller_id = ? and order_id = ? and parked_reason is not null
                                """, clock.instant(), sellerId, orderId))
                == 1;
    }
}
