package penstock.core.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.book.Balance;

/**
 * Sellers' balances as they stood after the last batch decided here. Whatever changes stock leaves a posting and so raises
 * the head: while the locked head still has the position that the batch left, the balances are true and need not be read.
 * Another node's batch raises the head, and what is kept here is forgotten. Any thread, one at a time for a seller.
 */
final class BalanceCache {

    /** SKUs kept of one seller; beyond it they are forgotten and read again. */
    static final int MAX_SKUS = 200_000;

    private final Map<Long, Known> cached;

    BalanceCache(int limit) {
        this.cached = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
                return size() > limit;
            }
        };
    }

    /** Balances by SKU; all of a SKU's are here or none. */
    private record Known(long position, Map<Long, List<Balance>> bySku) {}

    /** What is known of a seller whose head is there; not to be changed. The balances of other SKUs may be added to it. */
    Map<Long, List<Balance>> asOf(long sellerId, long position) {
        synchronized (cached) {
            Known known = cached.get(sellerId);
            return known != null && known.position() == position ? known.bySku() : Map.of();
        }
    }

    /** Keeps what a committed batch read and left behind. */
    void remember(long sellerId, long positionBefore, long positionAfter, Map<Long, List<Balance>> balances) {
        synchronized (cached) {
            Known known = cached.get(sellerId);
            Map<Long, List<Balance>> bySku = known != null
                            && known.position() == positionBefore
                            && known.bySku().size() + balances.size() <= MAX_SKUS
                    ? known.bySku()
                    : new ConcurrentHashMap<>();
            bySku.putAll(balances);
            cached.put(sellerId, new Known(positionAfter, bySku));
        }
    }
}
