package penstock.core.book;

import java.util.Optional;

/**
 * That a caller's stock move has been decided, so that its repeat is a repeat.
 *
 * @param cost what its units cost each, where somebody said so
 */
public record StockMoveRow(
        long moveId,
        String callerId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        String kind,
        Optional<UnitCost> cost) {}
