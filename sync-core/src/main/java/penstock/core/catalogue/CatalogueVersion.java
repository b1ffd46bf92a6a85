package penstock.core.catalogue;

import penstock.core.store.Transaction;

/** Tells every engine on every node that what it cached of a seller is old. */
final class CatalogueVersion {

    private CatalogueVersion() {}

    /** Until the end of the transaction no stock of the seller moves. */
    static void lock(Transaction transaction) {
        transaction.find("select 1 from seller where seller_id = ? for update", row -> true, transaction.sellerId());
    }

    static void raise(Transaction transaction) {
        transaction.update(
                "update seller set catalogue_version = catalogue_version + 1 where seller_id = ?",
                transaction.sellerId());
    }
}
