package penstock.core.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import penstock.core.store.Transaction;

/**
 * A point of a seller's ledger: right after a posting.
 *
 * @param position of the last posting that had happened, 0 before the first
 * @param postedAt when it did, empty before the first
 * @param head position of the last posting of all, when this was asked
 */
public record LedgerPoint(long position, Optional<Instant> postedAt, long head) {

    /**
     * Halves the ledger until one position is left: positions are dense, and times never go back along them. The limit keeps the planner
     * from reading them all.
     */
    private static final String SEARCH = """
            with recursive search (low, high) as (
                select 0::bigint, s.head from seller s where s.seller_id = ?
                 union all
                select case when p.posted_at <= ? then p.position else h.low end,
                       case when p.posted_at <= ? then h.high else p.position - 1 end
                  from search h
                 cross join lateral (
                       select q.position, q.posted_at from posting q
                        where q.seller_id = ? and q.position = (h.low + h.high + 1) / 2
                        limit 1) as p
                 where h.low < h.high)
            select low from search where low = high
            """;

    /** Where the ledger stood at a moment, all that happened in its microsecond included. */
    public static LedgerPoint at(Transaction transaction, Instant moment) {
        Instant asKept = moment.truncatedTo(ChronoUnit.MICROS);
        long seller = transaction.sellerId();
        long position = transaction
                .find(SEARCH, row -> row.getLong("low"), seller, asKept, asKept, seller)
                .orElse(0L);
        return at(transaction, position);
    }

    /** Where it stood right before a moment. */
    public static LedgerPoint before(Transaction transaction, Instant moment) {
        Instant asKept = moment.truncatedTo(ChronoUnit.MICROS);
        boolean whole = asKept.equals(moment);
        return at(transaction, whole ? asKept.minus(1, ChronoUnit.MICROS) : asKept);
    }

    /** After that posting; of one that has not happened yet only the head is true. */
    public static LedgerPoint at(Transaction transaction, long position) {
        return transaction
                .find(
                        """
                        select s.head, p.posted_at
                          from seller s left join posting p on p.seller_id = s.seller_id and p.position = ?
                         where s.seller_id = ?
                        """,
                        row -> new LedgerPoint(position, row.findInstant("posted_at"), row.getLong("head")),
                        position,
                        transaction.sellerId())
                .orElseThrow(() -> new IllegalArgumentException("there is no seller " + transaction.sellerId()));
    }

    /** Whether it lies in the past, so that what is said of it stays true. */
    public boolean hasHappened() {
        return position <= head;
    }
}
