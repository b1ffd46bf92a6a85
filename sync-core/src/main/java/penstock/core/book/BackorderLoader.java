package penstock.core.book;

import java.util.List;

/** Rows about what is still to come, loaded on demand inside the batch's transaction. */
public interface BackorderLoader {

    /** What is owed of a SKU, and what of it is on its way. */
    Backlog backlog(long skuId);

    /** Orders that are owed units of the SKU, in the order in which they are served, at most {@code limit}. */
    List<Long> ordersOwed(long skuId, int limit);

    /** Promises of the SKU that are owed, in the order in which they are served, at most {@code limit}. */
    List<OpenBackorder> open(long skuId, int limit);
}
