package penstock.core.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * The seller's head row, locked for a batch.
 *
 * @param position of the last posting
 * @param postedAt when it was posted, by the clock of whichever node did it
 * @param catalogueVersion what a cached catalogue must have been read at
 */
record SellerHead(long position, Instant postedAt, long catalogueVersion, boolean waitsForWholeOrder) {

    /**
     * When the next posting is posted: now, unless this node's clock is behind. So times never go back along the ledger, and
     * a moment is a position.
     */
    Instant next(Instant now) {
        return now.isBefore(postedAt) ? postedAt : now;
    }

    /** How far this node's clock is behind the one that posted last, zero if it is not. */
    Duration lag(Instant now) {
        return Duration.between(now, next(now));
    }
}
