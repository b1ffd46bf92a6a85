package penstock.core.book;

/** That a caller's stock move has been decided, so that its repeat is a repeat. */
public record StockMoveRow(
        long moveId,
        String callerId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        String kind) {}
