package penstock.core.book;

/**
 * That a caller's stock move has been decided, so that its repeat is a repeat.
 *
 * @param reason why, by the seller's list of reasons; {@code ""} if nobody said
 */
public record StockMoveRow(
        long moveId,
        String callerId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        String kind,
        String reason) {

    /** One of which nobody said why. */
    public StockMoveRow(long moveId, String callerId, byte[] contentHash, String kind) {
        this(moveId, callerId, contentHash, kind, "");
    }
}
