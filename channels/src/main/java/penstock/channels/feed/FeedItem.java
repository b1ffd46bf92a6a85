package penstock.channels.feed;

import java.util.Optional;
import penstock.core.message.Rejection;

/** What a feed yields, in the order of the file. */
public sealed interface FeedItem {

    /** A row that was understood. */
    record Row(FeedRow row) implements FeedItem {}

    /**
     * A row that was not; the others go on.
     *
     * @param supplierSku whose row it is; empty where that cannot be told for certain
     */
    record BadRow(long rowNo, Optional<String> supplierSku, Rejection rejection) implements FeedItem {}

    /**
     * The file breaks off here, and nothing follows. What came before was understood, but a file that breaks off is no
     * full list: SKUs that are missing from it are not out of stock.
     */
    record BadFile(Rejection rejection) implements FeedItem {}
}
