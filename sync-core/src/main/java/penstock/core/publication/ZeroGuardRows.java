package penstock.core.publication;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import penstock.core.publication.MassZero.Outlook;
import penstock.core.publication.ZeroGuard.Held;
import penstock.core.publication.ZeroGuard.Standing;
import penstock.core.publication.ZeroGuard.State;
import penstock.core.publication.ZeroGuard.Wish;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The rows of {@link ZeroGuard}. */
final class ZeroGuardRows {

    private ZeroGuardRows() {}

    /**
     * An account's guard, locked.
     *
     * @param letThrough zeroes let through since {@code countedFrom}
     * @param lookAt at so many it is looked ahead
     * @param waited listings that waited when that was done last
     */
    record Guard(
            MassZero limits,
            State state,
            @Nullable Instant countedFrom,
            int letThrough,
            int lookAt,
            int waited,
            @Nullable Instant passingUntil) {

        boolean isPassing(Instant now) {
            return state == State.PASSING && passingUntil != null && passingUntil.isAfter(now);
        }

        /** The same, counting from now on if what it has counted is over. */
        Guard countedAt(Instant now) {
            boolean over =
                    countedFrom == null || !countedFrom.plus(ZeroGuard.WITHIN).isAfter(now);
            return over ? new Guard(limits, State.WATCHING, now, 0, limits.atLeast(), 0, null) : this;
        }
    }

    static boolean isHolding(Transaction transaction, long accountId) {
        return transaction
                .find(
                        "select state from zero_guard where seller_id = ? and account_id = ?",
                        row -> row.getText("state").equals(State.HOLDING.name()),
                        transaction.sellerId(),
                        accountId)
                .orElse(false);
    }

    static Guard lock(Transaction transaction, long accountId) {
        transaction.update("""
                insert into zero_guard (seller_id, account_id) values (?, ?) on conflict do nothing
                """, transaction.sellerId(), accountId);
        return transaction
                .find(
                        "select * from zero_guard where seller_id = ? and account_id = ? for update",
                        ZeroGuardRows::guard,
                        transaction.sellerId(),
                        accountId)
                .orElseThrow();
    }

    private static Guard guard(Row row) throws SQLException {
        return new Guard(
                new MassZero(row.getInt("percent"), row.getInt("at_least")),
                State.valueOf(row.getText("state")),
                row.findInstant("counted_from").orElse(null),
                row.getInt("let_through"),
                row.getInt("look_at"),
                row.getInt("waited"),
                row.findInstant("passing_until").orElse(null));
    }

    /** Those of which no order has taken a unit since the number was last right, of a kit none of its components. */
    static List<Wish> notSold(Transaction transaction, List<Wish> zeroes) {
        if (zeroes.isEmpty()) {
            return zeroes;
        }
        Set<Long> sold = transaction
                .list(
                        """
                        select w.listing_id
                          from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as w (listing_id, sku_id, stale_since)
                          join publication p on p.seller_id = ? and p.listing_id = w.listing_id
                         where exists (
                               select from posting g
                                where g.seller_id = ? and g.position > p.sent_position and g.posted_at >= w.stale_since
                                  and g.cause = 'ORDER' and g.to_condition = 'reserved'
                                  and (g.sku_id = w.sku_id
                                       or g.sku_id in (select c.component_sku_id from kit_component c
                                                        where c.seller_id = ? and c.kit_sku_id = w.sku_id)))
                        """,
                        row -> row.getLong("listing_id"),
                        Columns.of(zeroes)
                                .longs(Wish::listingId)
                                .longs(Wish::skuId)
                                .instants(Wish::staleSince)
                                .then(transaction.sellerId(), transaction.sellerId(), transaction.sellerId()))
                .stream()
                .collect(Collectors.toSet());
        return zeroes.stream().filter(zero -> !sold.contains(zero.listingId())).toList();
    }

    /** How many listings of the account wait to be looked at, counted up to so many. */
    static int waiting(Transaction transaction, long accountId, int upTo) {
        return transaction
                .find("""
                        select count(*) as n
                          from (select from publication
                                 where seller_id = ? and account_id = ? and next_attempt_at is not null
                                 limit ?) as waiting
                        """, row -> row.getInt("n"), transaction.sellerId(), accountId, upTo)
                .orElseThrow();
    }

    static Outlook outlook(Transaction transaction, long accountId, int examined, int zeroes) {
        return transaction
                .find(
                        """
                        select count(*) filter (where shown > 0) as showing,
                               count(*) filter (where next_attempt_at is not null) as waiting
                          from publication
                         where seller_id = ? and account_id = ?
                        """,
                        row -> new Outlook(row.getLong("showing"), row.getLong("waiting"), examined, zeroes),
                        transaction.sellerId(),
                        accountId)
                .orElseThrow();
    }

    static int letThrough(
            Transaction transaction, long accountId, Guard guard, int letThrough, long lookAt, int waited) {
        return transaction.update(
                """
                update zero_guard
                   set state = 'WATCHING', counted_from = ?, let_through = ?, look_at = ?, waited = ?, passing_until = null
                 where seller_id = ? and account_id = ?
                """,
                guard.countedFrom(),
                letThrough,
                (int) Math.min(Integer.MAX_VALUE, lookAt),
                waited,
                transaction.sellerId(),
                accountId);
    }

    static int beginHolding(Transaction transaction, long accountId, long expected, long showing, Instant now) {
        return transaction.update(
                """
                update zero_guard
                   set state = 'HOLDING', since = ?, would_zero = ?, showing = ?, passing_until = null
                 where seller_id = ? and account_id = ?
                """,
                now,
                (int) Math.min(Integer.MAX_VALUE, expected),
                (int) Math.min(Integer.MAX_VALUE, showing),
                transaction.sellerId(),
                accountId);
    }

    /** What they show stays; they stay due, some time from now. */
    static void keep(Transaction transaction, long accountId, List<Wish> zeroes, Instant now, Instant lookAt) {
        if (zeroes.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into zero_held (seller_id, account_id, listing_id, shows, held_at)
                select s.seller_id, ?, u.listing_id, u.shows, ?
                  from seller s, unnest(?::bigint[], ?::int[]) as u (listing_id, shows)
                 where s.seller_id = ?
                on conflict do nothing
                """,
                Columns.of(zeroes)
                        .value(accountId)
                        .value(now)
                        .longs(Wish::listingId)
                        .ints(Wish::shows)
                        .then(transaction.sellerId()));
        transaction.update(
                """
                update publication p set next_attempt_at = ?, lease_until = null
                  from unnest(?::bigint[]) as u (listing_id)
                 where p.seller_id = ? and p.listing_id = u.listing_id
                """, Columns.of(zeroes).value(lookAt).longs(Wish::listingId).then(transaction.sellerId()));
    }

    /** They are not to show nothing any more, or were sold; when none is left, nothing is held. */
    static void recovered(Transaction transaction, long accountId, List<Long> listings, Instant now) {
        int gone =
                transaction.update("""
                delete from zero_held h using unnest(?::bigint[]) as u (listing_id)
                 where h.seller_id = ? and h.account_id = ? and h.listing_id = u.listing_id
                """, Columns.of(listings).longs(id -> id).then(transaction.sellerId(), accountId));
        if (gone > 0) {
            transaction.update("""
                    update zero_guard g set state = 'WATCHING', since = ?, counted_from = null
                     where g.seller_id = ? and g.account_id = ?
                       and not exists (select from zero_held h where h.seller_id = g.seller_id and h.account_id = g.account_id)
                    """, now, transaction.sellerId(), accountId);
        }
    }

    static void standings(Transaction transaction, BiConsumer<Long, Standing> into) {
        transaction
                .list("""
                        select g.*, (select count(*) from zero_held h
                                      where h.seller_id = g.seller_id and h.account_id = g.account_id) as held
                          from zero_guard g
                         where g.seller_id = ?
                        """, row -> java.util.Map.entry(row.getLong("account_id"), standing(row)), transaction.sellerId())
                .forEach(entry -> into.accept(entry.getKey(), entry.getValue()));
    }

    private static Standing standing(Row row) throws SQLException {
        return new Standing(
                new MassZero(row.getInt("percent"), row.getInt("at_least")),
                State.valueOf(row.getText("state")),
                row.getInt("would_zero"),
                row.getInt("showing"),
                row.findInstant("since"),
                row.getInt("held"),
                row.findText("decided_by"),
                row.findInstant("decided_at"));
    }

    static List<Held> held(Transaction transaction, long accountId, long afterListing, int limit) {
        return transaction.list(
                """
                select h.listing_id, l.channel_sku, s.code, h.shows, h.held_at
                  from zero_held h
                  join listing l on l.seller_id = h.seller_id and l.listing_id = h.listing_id
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where h.seller_id = ? and h.account_id = ? and h.listing_id > ?
                 order by h.listing_id
                 limit ?
                """,
                row -> new Held(
                        row.getLong("listing_id"),
                        row.getText("channel_sku"),
                        row.getText("code"),
                        row.getInt("shows"),
                        row.getInstant("held_at")),
                transaction.sellerId(),
                accountId,
                afterListing,
                limit);
    }

    static boolean put(Transaction transaction, long accountId, MassZero limits) {
        boolean fresh = transaction.update("""
                insert into zero_guard (seller_id, account_id) values (?, ?) on conflict do nothing
                """, transaction.sellerId(), accountId) == 1;
        transaction.update("""
                update zero_guard set percent = ?, at_least = ?, counted_from = null
                 where seller_id = ? and account_id = ?
                """, limits.percent(), limits.atLeast(), transaction.sellerId(), accountId);
        return fresh;
    }

    static int lookAgain(Transaction transaction, long accountId, Instant now) {
        return transaction.update("""
                update publication p set next_attempt_at = least(coalesce(p.next_attempt_at, 'infinity'), ?)
                  from zero_held h
                 where h.seller_id = ? and h.account_id = ? and p.seller_id = ? and p.listing_id = h.listing_id
                   and p.state <> 'REJECTED'
                """, now, transaction.sellerId(), accountId, transaction.sellerId());
    }

    /** What they show is as it is meant, until something of them moves. */
    static int leave(Transaction transaction, long accountId) {
        return transaction.update("""
                update publication p
                   set next_attempt_at = p.overtaken_until, stale_since = null,
                       state = case when p.state = 'QUEUED' then 'OBSERVED' else p.state end
                  from zero_held h
                 where h.seller_id = ? and h.account_id = ? and p.seller_id = ? and p.listing_id = h.listing_id
                   and p.state in ('QUEUED', 'OBSERVED')
                """, transaction.sellerId(), accountId, transaction.sellerId());
    }

    static void decided(
            Transaction transaction, long accountId, boolean pass, Instant now, Instant passingUntil, String by) {
        transaction.update(
                "delete from zero_held where seller_id = ? and account_id = ?", transaction.sellerId(), accountId);
        transaction.update(
                """
                update zero_guard
                   set state = ?, since = ?, passing_until = ?, counted_from = null, let_through = 0, decided_by = ?, decided_at = ?
                 where seller_id = ? and account_id = ?
                """,
                (pass ? State.PASSING : State.WATCHING).name(),
                now,
                pass ? passingUntil : null,
                by,
                now,
                transaction.sellerId(),
                accountId);
    }
}
