package penstock.core.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import penstock.core.message.Outcome;
import penstock.core.store.Transaction;

/** Notes what channels answered to numbers, and what they were seen to show, for whoever asks later. */
final class AttemptNotes {

    private AttemptNotes() {}

    /** What became of a number that was sent. */
    static void outcome(Transaction transaction, Claim claim, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Done) {
            note(transaction, claim, "DONE", null, "", now);
        } else if (outcome instanceof Outcome.Pending pending) {
            note(transaction, claim, "PENDING", null, pending.ref(), now);
        } else if (outcome instanceof Outcome.Refused refused) {
            note(transaction, claim, "REFUSED", null, refused.reason() + ": " + refused.detail(), now);
        } else if (outcome instanceof Outcome.NotSent wait) {
            note(transaction, claim, "NOT_SENT", null, wait.why(), now);
        } else if (outcome instanceof Outcome.Unknown unknown) {
            note(transaction, claim, "UNKNOWN", null, unknown.why(), now);
        }
    }

    /** What the channel was read to show. */
    static void seen(Transaction transaction, Claim claim, int quantity, Instant now) {
        note(transaction, claim, "SEEN", quantity, "", now);
    }

    private static void note(
            Transaction transaction, Claim claim, String outcome, @Nullable Integer seen, String detail, Instant now) {
        transaction.update("""
                insert into publication_outcome (seller_id, listing_id, fence, outcome, seen, detail, noted_at)
                select s.seller_id, ?, ?, ?, ?::int, ?, ?::timestamptz from seller s where s.seller_id = ?
                on conflict do nothing
                """, claim.listingId(), claim.fence(), outcome, seen, detail, now, transaction.sellerId());
    }
}
