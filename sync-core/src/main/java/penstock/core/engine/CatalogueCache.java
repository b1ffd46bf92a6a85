package penstock.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import penstock.core.store.Transaction;

/** Sellers' rules, kept as long as the head row says that nothing has changed. Any thread. */
final class CatalogueCache {

    private final Map<Long, SellerRules> cached;

    CatalogueCache(int limit) {
        this.cached = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, SellerRules> eldest) {
                return size() > limit;
            }
        };
    }

    /** The rules of the transaction's seller as of the locked head. */
    SellerRules rules(Transaction transaction, SellerHead head) {
        synchronized (cached) {
            SellerRules known = cached.get(transaction.sellerId());
            if (known != null && known.version() == head.catalogueVersion()) {
                return known;
            }
        }
        SellerRules fresh = SellerRules.read(transaction, head);
        synchronized (cached) {
            cached.put(transaction.sellerId(), fresh);
        }
        return fresh;
    }
}
