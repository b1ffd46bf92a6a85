package penstock.core.publication;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Takes listings that are due, and notes what is about to be done with them. Whoever takes one raises its fence. */
final class ClaimRows {

    /** What is to be known of rows of {@code publication}, which a subquery gives. */
    private static final String LISTING = """
            select p.*, l.channel_sku, l.channel_ref, l.channel_location, l.pack_size, l.quantity_cap,
                   s.sharing = 'PARTITIONED' as partitioned, s.safety_stock, a.compares_and_sets, a.own_skus,
                   a.enforces_number, l.state = 'ACTIVE' and s.lifecycle <> 'DISCONTINUED' as active
              from %s as p
              join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
              join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
              join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
            """;

    private ClaimRows() {}

    static List<DueListing> lockDue(Transaction transaction, long accountId, Instant now, int limit) {
        return transaction.list(
                LISTING.formatted("""
                        (select * from publication
                          where seller_id = ? and account_id = ? and next_attempt_at <= ?
                            and (lease_until is null or lease_until <= ?)
                          order by lowers desc, next_attempt_at
                          limit ?
                            for update skip locked)
                        """) + " order by p.lowers desc, p.next_attempt_at, p.sku_id, p.listing_id",
                ClaimRows::dueListing,
                transaction.sellerId(),
                accountId,
                now,
                now,
                limit);
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
                optional(row.findInt("observed")),
                row.getInt("exposure"),
                row.getLong("exposed_from"),
                row.getBoolean("partitioned") && !row.getBoolean("own_skus") && row.getBoolean("enforces_number"),
                row.getBoolean("own_skus"),
                row.getBoolean("partitioned") && row.getBoolean("own_skus"),
                row.getInt("safety_stock"),
                row.getBoolean("compares_and_sets"),
                row.getBoolean("active"),
                row.findInstant("stale_since"));
    }

    static OptionalInt optional(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    static Claim claimUpdate(
            Transaction transaction,
            DueListing listing,
            Decision decision,
            long head,
            Instant now,
            Instant until,
            Optional<Instant> overtakenUntil) {
        long fence = listing.fence() + 1;
        transaction.update(
                """
                update publication
                   set state = 'SENT', stale_since = null, lowers = false, next_attempt_at = ?, fence = ?, lease_until = ?,
                       attempts = 0, sent_quantity = ?, sent_position = ?, sent_at = ?, exposure = ?, exposed_from = ?,
                       overtaken_until = ?, look = null, looked_at = null, refused_reason = null
                 where seller_id = ? and listing_id = ?
                """,
                until,
                fence,
                until,
                decision.quantity(),
                head,
                now,
                decision.exposureInFlight(),
                head,
                overtakenUntil.orElse(null),
                transaction.sellerId(),
                listing.listingId());
        transaction.update(
                """
                insert into publication_attempt (seller_id, listing_id, fence, position, quantity, expected, sent_at,
                                                 rules_version, stages)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                transaction.sellerId(),
                listing.listingId(),
                fence,
                head,
                decision.quantity(),
                decision.believed().isPresent() ? decision.believed().getAsInt() : null,
                now,
                decision.rules(),
                StageText.of(decision.offer().stages()));
        Claim claim = claim(listing, fence, decision.quantity(), decision.believed(), decision.exposureBefore());
        ExposureNotes.sent(transaction, claim);
        return claim;
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
                listing.staleSince());
    }

    static int leaveAsItIs(Transaction transaction, DueListing listing) {
        return transaction.update("""
                update publication
                   set state = case when state = 'QUEUED' then 'OBSERVED' else state end, stale_since = null, lowers = false,
                       next_attempt_at = overtaken_until, lease_until = null, told = false
                 where seller_id = ? and listing_id = ?
                """, transaction.sellerId(), listing.listingId());
    }
}
