package penstock.core.publication;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import penstock.core.publication.Publishing.DueAccount;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Takes listings that are due, and notes what is about to be done with them. Whoever takes one raises its fence. */
final class ClaimRows {

    /** What is to be known of rows of {@code publication}, which a subquery gives. */
    private static final String LISTING = """
            select p.*, l.channel_sku, l.channel_ref, l.channel_location, l.pack_size, l.quantity_cap,
                   s.sharing = 'PARTITIONED' as partitioned, s.safety_stock, a.compares_and_sets, a.own_skus,
                   a.enforces_number, l.state = 'ACTIVE' and s.lifecycle <> 'DISCONTINUED' as active,
                   exists (select from drift d where d.seller_id = p.seller_id and d.listing_id = p.listing_id
                                                 and d.ended_at is null) as drifting,
                   coalesce((select string_agg(m.mode, ' ')
                               from (values ('ACCOUNT', p.account_id), ('SKU', p.sku_id), ('LISTING', p.listing_id))
                                    as said (scope, id)
                               join publishing_mode m on m.seller_id = p.seller_id and m.scope = said.scope
                                                     and m.scope_id = said.id), '') as modes
              from %s as p
              join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
              join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
              join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
            """;

    private ClaimRows() {}

    /**
     * Listings that are due, locked, in the order in which they are to be told: an account's index is entered once for each lane and risk,
     * at what is due of it, so neither what is not due yet nor what is less pressing is read.
     */
    static List<DueListing> lockDue(Transaction transaction, long accountId, Instant now, int limit) {
        return inIndexOrder(
                transaction,
                () -> transaction.list(
                        LISTING.formatted("""
                        (select due.*
                           from generate_series(0, ?) as place
                          cross join lateral (
                                select * from publication
                                 where seller_id = ? and account_id = ? and lane = place / ? and risk = ? - place % ?
                                   and next_attempt_at <= ? and (lease_until is null or lease_until <= ?)
                                 order by next_attempt_at
                                 limit ?
                                   for update skip locked) as due
                          limit ?)
                        """)
                                + " order by p.lane, p.risk desc, p.next_attempt_at, p.sku_id, p.listing_id",
                        ClaimRows::dueListing,
                        Lane.PLACES - 1,
                        transaction.sellerId(),
                        accountId,
                        Lane.RISKS,
                        Lane.RISKS - 1,
                        Lane.RISKS,
                        now,
                        now,
                        limit,
                        limit));
    }

    /**
     * Listings of which a number is on its way and that are due to be read back, locked, the first first; without those that are to be
     * told meanwhile that there is less. However much is to be told beside, none of it is read.
     */
    static List<DueListing> lockUnseen(Transaction transaction, long accountId, Instant now, int limit) {
        return inIndexOrder(
                transaction,
                () -> transaction.list(
                        LISTING.formatted("""
                        (select * from publication
                          where seller_id = ? and account_id = ? and state in ('ACCEPTED', 'UNKNOWN', 'SENT')
                            and next_attempt_at <= ? and (lease_until is null or lease_until <= ?)
                            and (stale_since is null or lane > ?)
                          order by next_attempt_at
                          limit ?
                            for update skip locked)
                        """) + " order by p.next_attempt_at, p.sku_id, p.listing_id",
                        ClaimRows::dueListing,
                        transaction.sellerId(),
                        accountId,
                        now,
                        now,
                        Lane.DECREASE.ordinal(),
                        limit));
    }

    /** The accounts that are worked and have listings due until then, each with when its first one is, the first first. */
    static List<DueAccount> dueAccounts(Transaction transaction, Instant until) {
        return inIndexOrder(
                transaction,
                () -> transaction.list(
                        """
                        select a.account_id, first.due_at
                          from channel_account a
                         cross join lateral (
                               select min(due.next_attempt_at) as due_at
                                 from generate_series(0, ?) as place
                                cross join lateral (
                                      select next_attempt_at from publication
                                       where seller_id = a.seller_id and account_id = a.account_id
                                         and lane = place / ? and risk = place % ? and next_attempt_at <= ?
                                         and (lease_until is null or lease_until <= ?)
                                       order by next_attempt_at
                                       limit 1) as due) as first
                         where a.seller_id = ? and a.state = 'ACTIVE' and first.due_at is not null
                         order by first.due_at, a.account_id
                        """,
                        row -> new DueAccount(row.getLong("account_id"), row.getInstant("due_at")),
                        Lane.PLACES - 1,
                        Lane.RISKS,
                        Lane.RISKS,
                        until,
                        until,
                        transaction.sellerId()));
    }

    /**
     * Runs a query that is to take its rows as {@code publication_due} has them. While a seller is new to the statistics all its rows look
     * like one, and to sort that one is as cheap: then any index that begins with the seller will do, and everything is read.
     */
    private static <T> List<T> inIndexOrder(Transaction transaction, Supplier<List<T>> query) {
        transaction.update("set local enable_sort = off");
        List<T> rows = query.get();
        transaction.update("set local enable_sort = on");
        return rows;
    }

    /** A page of an account's listings by id, due or not, none locked. */
    static List<DueListing> page(Transaction transaction, long accountId, long afterListing, int limit) {
        return transaction.list(
                LISTING.formatted("""
                        (select * from publication
                          where seller_id = ? and account_id = ? and listing_id > ?
                          order by listing_id
                          limit ?)
                        """) + " order by p.listing_id",
                ClaimRows::dueListing,
                transaction.sellerId(),
                accountId,
                afterListing,
                limit);
    }

    /** Listings of an account that are to be looked at, now or later, in no order, none locked. */
    static List<DueListing> waiting(Transaction transaction, long accountId, int limit) {
        return transaction.list(
                LISTING.formatted("""
                        (select * from publication
                          where seller_id = ? and account_id = ? and next_attempt_at is not null
                          limit ?)
                        """), ClaimRows::dueListing, transaction.sellerId(), accountId, limit);
    }

    /** The listing of a claim; empty if that has been overtaken. */
    static Optional<DueListing> find(Transaction transaction, Claim claim) {
        return transaction.find(
                LISTING.formatted("(select * from publication where seller_id = ? and listing_id = ? and fence = ?)"),
                ClaimRows::dueListing,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    /** One listing, due or not, not locked. */
    static Optional<DueListing> find(Transaction transaction, long listingId) {
        return transaction.find(
                LISTING.formatted("(select * from publication where seller_id = ? and listing_id = ?)"),
                ClaimRows::dueListing,
                transaction.sellerId(),
                listingId);
    }

    private static DueListing dueListing(Row row) throws SQLException {
        PublishingMode mode = PublishingMode.strictest(row.getText("modes"));
        return new DueListing(
                row.getLong("listing_id"),
                row.getLong("account_id"),
                row.getLong("sku_id"),
                row.getText("channel_sku"),
                row.getText("channel_ref"),
                row.getText("channel_location"),
                row.getInt("pack_size"),
                optional(row.findInt("quantity_cap")),
                row.getText("state"),
                row.getLong("fence"),
                optional(row.findInt("shown")),
                row.getLong("shown_from"),
                row.findInstant("shown_at"),
                row.findInstant("overtaken_until"),
                row.getBoolean("told"),
                row.findInstant("looked_at").isPresent(),
                row.getBoolean("asked"),
                optional(row.findInt("observed")),
                row.findInstant("observed_at"),
                row.getInt("exposure"),
                row.getLong("exposed_from"),
                row.getBoolean("partitioned") && !row.getBoolean("own_skus") && row.getBoolean("enforces_number"),
                row.getBoolean("own_skus"),
                row.getBoolean("partitioned") && row.getBoolean("own_skus"),
                row.getInt("safety_stock"),
                row.getBoolean("compares_and_sets"),
                optional(row.findInt("together")),
                row.getBoolean("drifting"),
                row.getBoolean("active") && mode != PublishingMode.ZERO,
                mode,
                row.findInstant("stale_since"));
    }

    static OptionalInt optional(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    /**
     * What is about to be sent to a listing.
     *
     * @param overtakenUntil until when a number may still take effect that this one overtakes
     */
    record Sending(DueListing listing, Decision decision, Optional<Instant> overtakenUntil) {

        private long fence() {
            return listing.fence() + 1;
        }

        private Optional<Integer> believed() {
            OptionalInt believed = decision.believed();
            return believed.isPresent() ? Optional.of(believed.getAsInt()) : Optional.empty();
        }

        private int units() {
            return decision.quantity() * listing.packSize();
        }

        private Claim claim() {
            return ClaimRows.claim(
                    listing, fence(), decision.quantity(), decision.believed(), decision.exposureBefore());
        }
    }

    /** Notes what is about to be sent, in two round trips however many listings that are. */
    static List<Claim> claimUpdates(
            Transaction transaction, List<Sending> sendings, SkuState state, Instant now, Instant until) {
        if (sendings.isEmpty()) {
            return List.of();
        }
        long head = state.head();
        transaction.updateEach(
                """
                update publication
                   set state = 'SENT', told_of = stale_since, stale_since = null, lane = 3, risk = ?, next_attempt_at = ?, fence = ?, lease_until = ?,
                       attempts = 0, sent_quantity = ?, sent_position = ?, sent_at = ?, exposure = ?, exposed_from = ?,
                       overtaken_until = ?, look = null, looked_at = null, refused_reason = null
                 where seller_id = ? and listing_id = ?
                """,
                sendings.stream()
                        .map(sending -> new @Nullable Object[] {
                            risk(state, sending),
                            until,
                            sending.fence(),
                            until,
                            sending.decision().quantity(),
                            head,
                            now,
                            sending.decision().exposureInFlight(),
                            head,
                            sending.overtakenUntil().orElse(null),
                            transaction.sellerId(),
                            sending.listing().listingId()
                        })
                        .toList());
        noteAttempts(transaction, sendings, head, now);
        List<Claim> claims = sendings.stream().map(Sending::claim).toList();
        claims.forEach(claim -> ExposureNotes.sent(transaction, claim));
        return claims;
    }

    /** How much it is at risk from now on, for the next time it is due. */
    private static int risk(SkuState state, Sending sending) {
        return RiskClass.of(state.othersSell(sending.listing()), sending.units());
    }

    private static void noteAttempts(Transaction transaction, List<Sending> sendings, long head, Instant now) {
        transaction.update(
                """
                insert into publication_attempt (seller_id, listing_id, fence, position, quantity, expected, sent_at,
                                                 rules_version, stages)
                select s.seller_id, u.listing_id, u.fence, ?, u.quantity, u.expected, ?, u.rules_version, u.stages
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::text[])
                        as u (listing_id, fence, quantity, expected, rules_version, stages)
                 where s.seller_id = ?
                """,
                Columns.of(sendings)
                        .value(head)
                        .value(now)
                        .longs(sending -> sending.listing().listingId())
                        .longs(Sending::fence)
                        .ints(sending -> sending.decision().quantity())
                        .nullableInts(sending -> sending.believed().orElse(null))
                        .ints(sending -> sending.decision().rules())
                        .texts(sending ->
                                StageText.of(sending.decision().offer().stages()))
                        .then(transaction.sellerId()));
    }

    static Claim claimReadBack(Transaction transaction, DueListing listing, SkuState state, Instant until) {
        long fence = listing.fence() + 1;
        transaction.update("""
                update publication set next_attempt_at = ?, fence = ?, lease_until = ?, attempts = attempts + 1
                 where seller_id = ? and listing_id = ?
                """, until, fence, until, transaction.sellerId(), listing.listingId());
        return claim(listing, fence, 0, state.believed(listing), listing.exposure());
    }

    static int endClaims(Transaction transaction, Instant now) {
        return transaction.update("""
                update publication set lease_until = null, fence = fence + 1, next_attempt_at = ?
                 where seller_id = ? and next_attempt_at is not null and lease_until is not null
                """, now, transaction.sellerId());
    }

    private static Claim claim(DueListing listing, long fence, int quantity, OptionalInt believed, int exposureBefore) {
        return new Claim(
                listing.listingId(),
                fence,
                listing.channelSku(),
                listing.channelRef(),
                listing.channelLocation(),
                quantity,
                believed,
                listing.packSize(),
                exposureBefore,
                listing.partitioned(),
                listing.comparesAndSets(),
                listing.drifting(),
                listing.mode(),
                listing.staleSince());
    }

    /** Nothing may be written: it rests until it may, stale, and in its lane: what there is less of meanwhile goes first then. */
    static int rest(Transaction transaction, DueListing listing) {
        return transaction.update("""
                update publication set next_attempt_at = overtaken_until, lease_until = null
                 where seller_id = ? and listing_id = ?
                """, transaction.sellerId(), listing.listingId());
    }

    static int leaveAsItIs(Transaction transaction, DueListing listing) {
        return transaction.update("""
                update publication
                   set state = case when state = 'QUEUED' then 'OBSERVED' else state end, stale_since = null,
                       told_of = null, lane = 3, next_attempt_at = overtaken_until, lease_until = null, told = false
                 where seller_id = ? and listing_id = ?
                """, transaction.sellerId(), listing.listingId());
    }
}
