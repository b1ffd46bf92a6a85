package penstock.core.book;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import penstock.core.shelf.Shelves;

/** What the decisions need to know of the seller's catalogue. Read-only while a batch decides. */
public interface Rules {

    /** Where orders may be served from, by rank. */
    List<SaleLocation> locations();

    /** Of which SKUs a location keeps bins, lots and serials. */
    Shelves.Keeping keeping(long locationId);

    /** Whether what lies there is under way by a transfer, and moves by it alone. */
    boolean isInTransit(long locationId);

    /** Where its days begin, by the location's own clock. */
    ZoneId zone(long locationId);

    /** What a channel's SKU is bound to, among those that were announced. */
    Optional<Binding> findBinding(long accountId, String channelSku);

    /** Whether the seller ships an order only when all its lines can be shipped. */
    boolean waitsForWholeOrder();

    /** Units of the SKU that are kept back from whoever waits for our answer. */
    int safetyStock(long skuId);

    /** Whether some SKU may be, or once might be, promised although it is not there. */
    boolean takesBackorders();

    /** Units of the SKU that had come for those who are owed them and had no turn yet, as of when the last of them had one. */
    int claimed(long skuId);

    /** Whether the account's orders wait for our answer: they are kept from safety stock. */
    boolean waitsForAnswer(long accountId);

    /** Since when the account's orders are ours to ship. */
    Instant openedAt(long accountId);

    /** Whether the SKU's last units are partitioned among its channels. */
    boolean isPartitioned(long skuId);
}
