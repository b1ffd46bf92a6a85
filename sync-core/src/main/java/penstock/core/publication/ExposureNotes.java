package penstock.core.publication;

import penstock.core.store.Transaction;

/** Notes how much each listing of a partitioned SKU may sell from where on, so that {@code check} can tell what allowed it. */
final class ExposureNotes {

    private ExposureNotes() {}

    /** What a number that is about to be sent allows. */
    static void sent(Transaction transaction, Claim claim) {
        note(transaction, claim, false);
    }

    /** What the outcome of a claim has changed in that, if it has. */
    static void settled(Transaction transaction, Claim claim) {
        note(transaction, claim, true);
    }

    private static void note(Transaction transaction, Claim claim, boolean settled) {
        if (claim.partitioned()) {
            transaction.update("""
                    insert into exposure (seller_id, listing_id, fence, settled, position, units)
                    select p.seller_id, p.listing_id, p.fence, ?, p.exposed_from, p.exposure
                      from publication p
                     where p.seller_id = ? and p.listing_id = ? and p.fence = ?
                       and not exists (select from exposure e
                                        where e.seller_id = p.seller_id and e.listing_id = p.listing_id
                                          and e.fence = p.fence and e.position = p.exposed_from and e.units = p.exposure)
                    on conflict do nothing
                    """, settled, transaction.sellerId(), claim.listingId(), claim.fence());
        }
    }
}
