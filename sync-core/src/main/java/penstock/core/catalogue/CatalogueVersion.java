package penstock.core.catalogue;

import penstock.core.store.Transaction;

/** Tells every engine on every node that what it cached of a seller is old. */
final class CatalogueVersion {

    private CatalogueVersion() {}

    static void raise(Transaction transaction) {
        transaction.update(
                "update seller set catalogue_version = catalogue_version + 1 where seller_id = ?",
                transaction.sellerId());
    }
}
