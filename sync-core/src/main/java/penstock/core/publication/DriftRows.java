package penstock.core.publication;

import java.time.Instant;
import java.util.OptionalInt;
import penstock.core.publication.DriftCause.Compared;
import penstock.core.publication.ReadBack.Look;
import penstock.core.store.Transaction;

/** Writes the drift ledger: a row a difference, open until the channel was seen to show what it should. */
final class DriftRows {

    private DriftRows() {}

    /**
     * Notes what a look says.
     *
     * @param onItsWay whether a number of ours was on its way, which is not taken back for somebody else's
     */
    static void looked(
            Transaction transaction, Claim claim, boolean onItsWay, Compared compared, Look look, Instant now) {
        if (compared.cause().isPresent()) {
            DriftCause cause = compared.cause().get();
            DriftAction action = action(transaction, claim, cause, onItsWay, look.quantity(), compared.expected());
            note(transaction, claim, cause, compared.expected(), OptionalInt.of(look.quantity()), action, now);
        } else if (compared.equal()) {
            ended(transaction, claim.listingId(), now);
        }
    }

    /** The channel takes no number for the listing. */
    static void rejected(Transaction transaction, Claim claim, Instant now) {
        note(transaction, claim, DriftCause.REJECTED, claim.quantity(), claim.believed(), DriftAction.ASKS, now);
    }

    /** The channel shows what it should. */
    static void ended(Transaction transaction, long listingId, Instant now) {
        transaction.update(
                "update drift set ended_at = ? where seller_id = ? and listing_id = ? and ended_at is null",
                now,
                transaction.sellerId(),
                listingId);
    }

    private static void note(
            Transaction transaction,
            Claim claim,
            DriftCause cause,
            int expected,
            OptionalInt seen,
            DriftAction action,
            Instant now) {
        transaction.update(
                """
                insert into drift (seller_id, listing_id, first_seen, last_seen, account_id, cause, expected, seen, action)
                select p.seller_id, p.listing_id, ?, ?, p.account_id, ?, ?, ?, ?
                  from publication p
                 where p.seller_id = ? and p.listing_id = ? and p.fence = ?
                on conflict (seller_id, listing_id) where ended_at is null do update
                   set last_seen = excluded.last_seen, cause = excluded.cause, expected = excluded.expected,
                       seen = excluded.seen, action = excluded.action
                """,
                now,
                now,
                cause.name(),
                expected,
                seen.isPresent() ? seen.getAsInt() : null,
                action.name(),
                transaction.sellerId(),
                claim.listingId(),
                claim.fence());
    }

    private static DriftAction action(
            Transaction transaction, Claim claim, DriftCause cause, boolean onItsWay, int seen, int expected) {
        return switch (cause) {
            case LAG, UNREAD_ORDER -> DriftAction.WAITS;
            case LOST_WRITE -> claim.mode().writes() ? DriftAction.SENT_AGAIN : DriftAction.LEFT;
            case REJECTED -> DriftAction.ASKS;
            case EDITED_AT_CHANNEL -> {
                if (!claim.mode().writes()) {
                    yield DriftAction.LEFT;
                }
                yield !onItsWay && takeOver(transaction, claim, seen, expected)
                        ? DriftAction.TAKEN_OVER
                        : DriftAction.OVERWRITTEN;
            }
        };
    }

    /**
     * Makes an edited number the listing's cap, if its account says so: a lower one of any listing, a higher one of a listing that has a
     * cap. More than there is nobody can have wanted.
     */
    private static boolean takeOver(Transaction transaction, Claim claim, int seen, int expected) {
        return claim.mode() == PublishingMode.LIVE
                && transaction.update("""
                                update listing l set quantity_cap = ?
                                  from channel_account a
                                 where l.seller_id = ? and l.listing_id = ? and (? < ? or l.quantity_cap is not null)
                                   and a.seller_id = l.seller_id and a.account_id = l.account_id
                                   and a.edited_numbers = 'TAKE_OVER'
                                """, seen, transaction.sellerId(), claim.listingId(), seen, expected) == 1;
    }
}
