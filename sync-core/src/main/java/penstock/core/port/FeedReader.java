package penstock.core.port;

import java.io.InputStream;
import java.util.Iterator;
import penstock.core.supplier.Feeds;

/** Reads a supplier's availability feed row by row, by the format that its account is set to. */
public interface FeedReader {

    /**
     * The rows of a feed, read while they are asked for.
     *
     * @param body the bytes, unpacked; closed by the caller
     * @param contentType the type the sender gave it
     * @throws Feeds.UnusableFeed here or from the iterator, when the file as a whole cannot be used
     */
    Iterator<Feeds.Item> read(long sellerId, long accountId, InputStream body, String contentType);
}
