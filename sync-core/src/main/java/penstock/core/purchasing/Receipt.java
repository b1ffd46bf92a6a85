package penstock.core.purchasing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery that was taken in.
 *
 * @param id the caller's
 * @param order the number of the order that it was received against, if it was
 * @param costProblem why its cost is not posted yet, {@code ""} if nothing is in the way
 * @param costAttempts how often that was found
 * @param costNextAt when it is tried again, as long as it is due
 */
public record Receipt(
        long receiptId,
        String id,
        String location,
        Optional<String> supplier,
        Optional<String> order,
        Optional<String> announcement,
        boolean complete,
        Instant recordedAt,
        Cost cost,
        String costProblem,
        int costAttempts,
        Optional<Instant> costNextAt,
        List<Line> lines) {

    /** Whether it is known what the units cost. */
    public enum Cost {
        /** Nobody ordered them, so they have no price; a cost document may say it. */
        UNKNOWN,
        /** The order says it, and it is about to be posted. */
        DUE,
        POSTED
    }

    /**
     * Units of a SKU, or of something that is none.
     *
     * @param itemId the cause of their postings
     * @param order and its line that they served
     * @param expected units that were open, or announced
     * @param surplus of the sound ones, those beyond what is tolerated
     * @param bin that they were put into, of which lot and which pieces they are, as far as it was named
     */
    public record Line(
            long itemId,
            Optional<String> sku,
            String description,
            Optional<String> order,
            Optional<Integer> orderLine,
            int expected,
            int sound,
            int damaged,
            int surplus,
            Optional<String> bin,
            Optional<String> lot,
            List<String> serialNos) {}
}
