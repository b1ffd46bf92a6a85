package penstock.core.publication;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * What people say of publishing: whether numbers may be written, and that they are to be looked at again. Any thread.
 *
 * <p>A mode holds from the next claim on; a call that is under way is not called back.
 */
public final class PublishingControl {

    private final ActiveRules rules = new ActiveRules();
    private final Database database;
    private final Clock clock;
    private final MarkListings marking;

    public PublishingControl(Database database, Clock clock) {
        this.database = database;
        this.marking = new MarkListings(database);
        this.clock = clock;
    }

    /** What a saying is about. */
    public enum Scope {
        ACCOUNT("p.account_id"),
        SKU("p.sku_id"),
        LISTING("p.listing_id");

        private final String column;

        Scope(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** An account, a SKU or a listing of the seller. */
    public record Target(Scope scope, long id) {}

    /**
     * A mode that was said.
     *
     * @param by who said it, as it is written down
     */
    public record Said(Target target, PublishingMode mode, String reason, String by, Instant at) {}

    // modes ----------------------------------------------------------------------------------------------------------

    /**
     * Sets the mode of a target, in place of what was said before. Its listings are looked at again, those that are to show nothing before
     * any other; the mode holds from before the first of them is.
     *
     * @return how many listings that are
     */
    public int put(long sellerId, Target target, PublishingMode mode, String reason, String by) {
        Instant now = clock.instant();
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        insert into publishing_mode (seller_id, scope, scope_id, mode, reason, set_by, set_at, marked_to)
                        values (?, ?, ?, ?, ?, ?, ?, 0)
                        on conflict (seller_id, scope, scope_id) do update
                           set mode = excluded.mode, reason = excluded.reason, set_by = excluded.set_by,
                               set_at = excluded.set_at, marked_to = excluded.marked_to
                        """, sellerId, target.scope().name(), target.id(), mode.name(), reason, by, now));
        marking.finish(sellerId);
        return database.transact(sellerId, transaction -> listings(transaction, target));
    }

    /** Counted apart: a part of them may have been marked by whoever goes on with what breaks off. */
    private static int listings(Transaction transaction, Target target) {
        return transaction
                .find(
                        "select count(*)::int as listings from publication p where p.seller_id = ? and %s = ? and p.state <> 'REJECTED'"
                                .formatted(target.scope().column()),
                        row -> row.getInt("listings"),
                        transaction.sellerId(),
                        target.id())
                .orElseThrow();
    }

    /** What was said of one target; empty if nothing ever was. */
    public Optional<Said> find(long sellerId, Target target) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from publishing_mode where seller_id = ? and scope = ? and scope_id = ?",
                        PublishingControl::said,
                        sellerId,
                        target.scope().name(),
                        target.id()));
    }

    /** Whatever is not live, accounts first. */
    public List<Said> list(long sellerId, int limit) {
        return database.transact(
                sellerId, transaction -> transaction.list("""
                        select * from publishing_mode
                         where seller_id = ? and mode <> 'LIVE'
                         order by scope, scope_id
                         limit ?
                        """, PublishingControl::said, sellerId, limit));
    }

    private static Said said(Transaction.Row row) throws java.sql.SQLException {
        return new Said(
                new Target(Scope.valueOf(row.getText("scope")), row.getLong("scope_id")),
                PublishingMode.valueOf(row.getText("mode")),
                row.getText("reason"),
                row.getText("set_by"),
                row.getInstant("set_at"));
    }

    // looking again --------------------------------------------------------------------------------------------------

    /**
     * Has listings read and told what differs at once, beside what there is less of.
     *
     * @param target a SKU or a listing; of an account that would hold up decreases
     * @return how many listings that are
     */
    public int push(long sellerId, Target target) {
        if (target.scope() == Scope.ACCOUNT) {
            throw new IllegalArgumentException("an account is refreshed, not pushed");
        }
        return lookAgain(sellerId, target, Lane.DECREASE);
    }

    /**
     * Has listings read and told what differs, behind everything that has moved.
     *
     * @return how many listings that are
     */
    public int refresh(long sellerId, Target target) {
        return lookAgain(sellerId, target, Lane.REFRESH);
    }

    private int lookAgain(long sellerId, Target target, Lane lane) {
        return MarkListings.refresh(database, sellerId, target, lane, clock.instant());
    }

    /**
     * Has a listing told again that its channel has rejected, read first where the channel can be asked.
     *
     * @return false if it is not rejected
     */
    public boolean retry(long sellerId, long listingId) {
        Instant now = clock.instant();
        return database.transact(
                        sellerId,
                        transaction -> transaction.update("""
                        update publication
                           set state = 'QUEUED', refused_reason = null, stale_since = coalesce(stale_since, ?), lane = least(lane, ?),
                               asked = true, next_attempt_at = ?
                         where seller_id = ? and listing_id = ? and state = 'REJECTED'
                        """, now, Lane.INCREASE.ordinal(), now, sellerId, listingId))
                == 1;
    }

    // shadow and leaving ---------------------------------------------------------------------------------------------

    /**
     * What a listing shows, and what it would be told.
     *
     * @param shows what its channel is believed to show, in its units; empty if nobody has looked yet
     * @param seenAt when it was last seen
     * @param would what it would be told now
     */
    public record WouldShow(
            long listingId, String channelSku, OptionalInt shows, Optional<Instant> seenAt, OptionalInt would) {

        /** Whether it would be told another number. */
        public boolean differs() {
            return !shows.equals(would);
        }
    }

    /** What the listings of an account would be told if it were live, a page of them by id. */
    public List<WouldShow> wouldShow(long sellerId, long accountId, long afterListing, int limit) {
        return database.transact(sellerId, transaction -> {
            List<DueListing> page = ClaimRows.page(transaction, accountId, afterListing, limit);
            SkuState state = SkuState.look(transaction, page, rules, clock.instant());
            return page.stream().map(listing -> wouldShow(state, listing)).toList();
        });
    }

    private static WouldShow wouldShow(SkuState state, DueListing listing) {
        OptionalInt shows = state.believed(listing);
        OptionalInt would = state.decide(listing)
                .map(decision -> OptionalInt.of(decision.quantity()))
                .orElse(shows);
        return new WouldShow(listing.listingId(), listing.channelSku(), shows, listing.observedAt(), would);
    }

    /**
     * What is left until an account can be taken away without a unit being sold twice or an order being lost.
     *
     * @param mode what was said of it; the way out is {@code ZERO}
     * @param notToldZero listings that have not been told that there is nothing, and that the channel knows
     * @param notSeenZero listings told so, which nobody has seen to show it
     * @param ordersReadThrough up to when its orders have been read, by its clock; empty if they never were
     * @param zeroSince when the last of its listings was seen to show nothing, or not found; empty while one still shows something
     * @param messagesWaiting messages of it that have not been applied, or are parked
     * @param openOrders its orders of which something has neither left nor been cancelled
     */
    public record Leaving(
            PublishingMode mode,
            long notToldZero,
            long notSeenZero,
            Optional<Instant> ordersReadThrough,
            Optional<Instant> zeroSince,
            long messagesWaiting,
            long openOrders) {

        /** Whether every order up to when it last showed something has been read. */
        public boolean ordersRead() {
            return notToldZero == 0
                    && notSeenZero == 0
                    && messagesWaiting == 0
                    && zeroSince.isPresent()
                    && ordersReadThrough
                            .filter(through -> !through.isBefore(zeroSince.get()))
                            .isPresent();
        }

        /** Whether nothing is left. */
        public boolean mayGo() {
            return mode == PublishingMode.ZERO && ordersRead() && openOrders == 0;
        }
    }

    /** What is left until an account can be taken away. */
    public Leaving leaving(long sellerId, long accountId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                """
                        select coalesce(m.mode, 'LIVE') as mode, l.*, c.read_through, i.waiting, o.open
                          from channel_account a
                          left join publishing_mode m
                                 on m.seller_id = a.seller_id and m.scope = 'ACCOUNT' and m.scope_id = a.account_id
                          left join account_cursor c
                                 on c.seller_id = a.seller_id and c.account_id = a.account_id and c.kind = 'orders'
                         cross join lateral (
                               select count(*) filter (where not (p.zero_told or p.gone)) as not_told,
                                      count(*) filter (where p.zero_told and not p.zero_seen) as not_seen,
                                      case when bool_and(p.zero_seen or p.gone) then max(p.observed_at) end as zero_since
                                 from (select q.observed_at,
                                              q.state = 'REJECTED' and q.refused_reason like 'NOT_FOUND:%' as gone,
                                              q.sent_quantity is not distinct from 0 and q.state in ('SENT', 'ACCEPTED', 'OBSERVED')
                                              or q.state = 'OBSERVED' and q.shown is not distinct from 0 as zero_told,
                                              q.state = 'OBSERVED' and q.observed is not distinct from 0 as zero_seen
                                         from publication q
                                        where q.seller_id = a.seller_id and q.account_id = a.account_id) as p) as l
                         cross join lateral (
                               select count(*) as waiting from inbox i
                                where i.seller_id = a.seller_id and i.account_id = a.account_id
                                  and i.state in ('WAITING', 'PARKED')) as i
                         cross join lateral (
                               select count(*) as open from sales_order s
                                where s.seller_id = a.seller_id and s.account_id = a.account_id
                                  and s.phase in ('HELD', 'PENDING', 'CONFIRMED')
                                  and exists (select from order_line n
                                               where n.seller_id = s.seller_id and n.order_id = s.order_id
                                                 and n.ordered > n.shipped + n.cancelled + n.elsewhere)) as o
                         where a.seller_id = ? and a.account_id = ?
                        """,
                                row -> new Leaving(
                                        PublishingMode.valueOf(row.getText("mode")),
                                        row.getLong("not_told"),
                                        row.getLong("not_seen"),
                                        row.findInstant("read_through"),
                                        row.findInstant("zero_since"),
                                        row.getLong("waiting"),
                                        row.getLong("open")),
                                sellerId,
                                accountId)
                        .orElseThrow());
    }
}
