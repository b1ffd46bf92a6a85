package penstock.core.publication;

import java.time.Instant;
import penstock.core.store.Transaction;

/** The states that outcomes lead to. Whoever settles names the fence; an overtaken one touches no row. */
final class OutcomeRows {

    private OutcomeRows() {}

    /** The channel shows it. If the write was compared, nothing had been sold unread, so the exposure is exact. */
    static int done(Transaction transaction, Claim claim, Instant now, boolean compared) {
        return transaction.update(
                """
                update publication
                   set state = 'OBSERVED', shown = sent_quantity, shown_from = sent_position, shown_at = ?,
                       observed = sent_quantity, observed_at = ?, told = false,
                       exposure = case when ? then ? else exposure end, ref = null, together = null, lease_until = null,
                       next_attempt_at = case when stale_since is null then null else ?::timestamptz end
                 where seller_id = ? and listing_id = ? and fence = ?
                """,
                claim.partitioned() ? null : now,
                now,
                compared,
                claim.quantity() * claim.packSize(),
                now,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    static int accepted(Transaction transaction, Claim claim, String ref, Instant readBackAt) {
        return transaction.update("""
                update publication
                   set state = 'ACCEPTED', shown = sent_quantity, shown_from = sent_position, ref = ?, together = null,
                       lease_until = null,
                       next_attempt_at = ?
                 where seller_id = ? and listing_id = ? and fence = ?
                """, ref, readBackAt, transaction.sellerId(), claim.listingId(), claim.fence());
    }

    /** Nothing happened over there, so what it may sell is what it could sell before. */
    static int notSent(Transaction transaction, Claim claim, Instant now, Instant retryAt) {
        return transaction.update(
                """
                update publication
                   set state = 'QUEUED', stale_since = coalesce(stale_since, ?), lane = least(lane, ?), exposure = ?,
                       lease_until = null, next_attempt_at = ?
                 where seller_id = ? and listing_id = ? and fence = ?
                """,
                now,
                claim.lane().ordinal(),
                claim.exposureBefore(),
                retryAt,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    /** The call was refused as a whole, so nothing happened, and it may not be this line's fault. */
    static int toldApart(Transaction transaction, Claim claim, int together, Instant now) {
        return transaction.update(
                """
                update publication
                   set state = 'QUEUED', stale_since = coalesce(stale_since, ?), lane = least(lane, ?), exposure = ?, together = ?,
                       lease_until = null, next_attempt_at = ?
                 where seller_id = ? and listing_id = ? and fence = ?
                """,
                now,
                claim.lane().ordinal(),
                claim.exposureBefore(),
                together,
                now,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    /** The channel shows something else than we believed: read it, then compute again. */
    static int stale(Transaction transaction, Claim claim, Instant now) {
        return transaction.update(
                """
                update publication
                   set state = 'QUEUED', stale_since = coalesce(stale_since, ?), lane = least(lane, ?), exposure = ?,
                       shown = null,
                       observed = null, observed_at = null, look = null, looked_at = null, told = false, asked = false,
                       lease_until = null,
                       next_attempt_at = ?
                 where seller_id = ? and listing_id = ? and fence = ?
                """,
                now,
                claim.lane().ordinal(),
                claim.exposureBefore(),
                now,
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    static int unknown(Transaction transaction, Claim claim, Instant readBackAt) {
        return transaction.update(
                """
                update publication
                   set state = 'UNKNOWN', shown = null, lane = least(lane, ?), lease_until = null, next_attempt_at = ?
                 where seller_id = ? and listing_id = ? and fence = ?
                """, claim.lane().ordinal(), readBackAt, transaction.sellerId(), claim.listingId(), claim.fence());
    }

    static int rejected(Transaction transaction, Claim claim, String reason) {
        return transaction.update("""
                update publication
                   set state = 'REJECTED', refused_reason = ?, look = null, looked_at = null, asked = false, together = null,
                       lease_until = null, next_attempt_at = null
                 where seller_id = ? and listing_id = ? and fence = ?
                """, reason, transaction.sellerId(), claim.listingId(), claim.fence());
    }

    static int release(Transaction transaction, Claim claim, Instant retryAt) {
        return transaction.update("""
                update publication set lease_until = null, next_attempt_at = ?
                 where seller_id = ? and listing_id = ? and fence = ?
                """, retryAt, transaction.sellerId(), claim.listingId(), claim.fence());
    }
}
