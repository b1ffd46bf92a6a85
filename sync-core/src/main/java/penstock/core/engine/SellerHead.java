package penstock.core.engine;

import java.time.Duration;
import java.time.Instant;
import penstock.core.book.Changes;

/**
 * The seller's head row, locked for a batch.
 *
 * @param position of the last posting
 * @param writtenAt when the last batch was written, by the clock of whichever node did it
 * @param batch number of the last batch that wrote anything
 * @param catalogueVersion what a cached catalogue must have been read at
 */
record SellerHead(long position, Instant writtenAt, long batch, long catalogueVersion, boolean waitsForWholeOrder) {

    /** The head as a batch leaves it that writes these changes now. */
    SellerHead after(Changes changes, Instant now) {
        return new SellerHead(
                position + changes.postings().size(), next(now), batch + 1, catalogueVersion, waitsForWholeOrder);
    }

    /**
     * When the next posting is posted: now, unless this node's clock is behind. So times never go back along the ledger, and
     * a moment is a position.
     */
    Instant next(Instant now) {
        return now.isBefore(writtenAt) ? writtenAt : now;
    }

    /** How far this node's clock is behind the one that wrote last, zero if it is not. */
    Duration lag(Instant now) {
        return Duration.between(now, next(now));
    }
}
