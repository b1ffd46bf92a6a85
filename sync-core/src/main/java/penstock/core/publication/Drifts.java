package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Where channels show or showed something else than they should, and since when. Any thread. */
public final class Drifts {

    /** Each listing that a channel can be asked for is looked at once in this time, whatever else happens. */
    public static final Duration LOOKED_AT_WITHIN = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    public Drifts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A difference.
     *
     * @param expected what it should have shown when it was seen last, in the channel's units
     * @param seen what it showed; empty if nobody knew
     * @param endedAt when it was seen to show what it should; empty while it does not
     */
    public record Drift(
            long listingId,
            long accountId,
            String channelSku,
            String skuCode,
            DriftCause cause,
            DriftAction action,
            int expected,
            OptionalInt seen,
            Instant firstSeen,
            Instant lastSeen,
            Optional<Instant> endedAt) {

        /** How long it has lasted, or did. */
        public Duration age(Instant now) {
            return Duration.between(firstSeen, endedAt.orElse(now));
        }
    }

    /** What becomes of a number that somebody else wrote at the channel. */
    public enum EditedNumbers {
        /** Ours is told in its place. */
        OVERWRITE,
        /** It becomes the listing's cap. */
        TAKE_OVER
    }

    /** Says what becomes of edited numbers of an account. */
    public void put(long sellerId, long accountId, EditedNumbers rule) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        "update channel_account set edited_numbers = ? where seller_id = ? and account_id = ?",
                        rule.name(),
                        sellerId,
                        accountId));
    }

    /** Which differences are wanted. */
    public record Wanted(Optional<Long> accountId, boolean endedToo) {}

    /** A page of differences, the oldest first, those that began at or after a moment. */
    public List<Drift> list(long sellerId, Wanted wanted, Instant from, long afterListing, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select d.*, l.channel_sku, s.code
                          from drift d
                          join listing l on l.seller_id = d.seller_id and l.listing_id = d.listing_id
                          join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                         where d.seller_id = ? and (d.first_seen, d.listing_id) > (?, ?) and (d.ended_at is null or ?)
                           and (?::bigint is null or d.account_id = ?)
                         order by d.first_seen, d.listing_id
                         limit ?
                        """,
                        Drifts::drift,
                        sellerId,
                        from,
                        afterListing,
                        wanted.endedToo(),
                        wanted.accountId().orElse(null),
                        wanted.accountId().orElse(null),
                        limit));
    }

    private static Drift drift(Transaction.Row row) throws java.sql.SQLException {
        Optional<Integer> seen = row.findInt("seen");
        return new Drift(
                row.getLong("listing_id"),
                row.getLong("account_id"),
                row.getText("channel_sku"),
                row.getText("code"),
                DriftCause.valueOf(row.getText("cause")),
                DriftAction.valueOf(row.getText("action")),
                row.getInt("expected"),
                seen.isPresent() ? OptionalInt.of(seen.get()) : OptionalInt.empty(),
                row.getInstant("first_seen"),
                row.getInstant("last_seen"),
                row.findInstant("ended_at"));
    }

    /** How many differences are open, by cause; of every account, or of one. */
    public Map<DriftCause, Long> counts(long sellerId, Optional<Long> accountId) {
        Map<DriftCause, Long> counts = new EnumMap<>(DriftCause.class);
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select cause, count(*) as n from drift
                         where seller_id = ? and ended_at is null and (?::bigint is null or account_id = ?)
                         group by cause
                        """,
                        row -> counts.put(DriftCause.valueOf(row.getText("cause")), row.getLong("n")),
                        sellerId,
                        accountId.orElse(null),
                        accountId.orElse(null)));
        return counts;
    }

    /**
     * Has listings read back that rest and that nobody has looked at for {@link #LOOKED_AT_WITHIN}, those never looked at first: so
     * somebody else's edit is found. They wait behind everything that has moved, so they spend what is left of a rate limit.
     *
     * @param limit of one account
     * @return how many listings that are
     */
    public int reconcile(long sellerId, int limit) {
        Instant now = clock.instant();
        return database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        update publication p set asked = true, lane = ?, next_attempt_at = ?
                          from channel_account a
                         cross join lateral (
                               select q.listing_id from publication q
                                where q.seller_id = a.seller_id and q.account_id = a.account_id and q.next_attempt_at is null
                                  and (q.observed_at is null or q.observed_at < ?) and q.state <> 'REJECTED'
                                order by q.observed_at nulls first
                                limit ?) as old
                         where a.seller_id = ? and a.state = 'ACTIVE' and a.publishes_stock and not a.own_skus
                           and p.seller_id = a.seller_id and p.listing_id = old.listing_id and p.next_attempt_at is null
                        """, Lane.REFRESH.ordinal(), now, now.minus(LOOKED_AT_WITHIN), limit, sellerId));
    }
}
