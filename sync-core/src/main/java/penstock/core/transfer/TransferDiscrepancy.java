package penstock.core.transfer;

import java.time.Instant;
import java.util.Optional;

/**
 * Something about a transfer that was not as it should be, and why.
 *
 * @param receipt the caller's id of the delivery, empty if it was noticed when the transfer was closed
 * @param lot {@code ""} for none
 */
public record TransferDiscrepancy(
        long discrepancyId,
        Optional<String> receipt,
        Kind kind,
        String sku,
        String lot,
        int units,
        String reason,
        String note,
        Instant notedAt) {

    /** What was wrong. */
    public enum Kind {
        /** More came than was sent; what is too much is in quality control. */
        OVER,
        /** A SKU came that was not sent; it is in quality control. */
        WRONG,
        /** It came damaged, and is in that condition. */
        DAMAGED,
        /** It never came. */
        LOST,
        /** It went back to where it was sent from. */
        RETURNED
    }
}
