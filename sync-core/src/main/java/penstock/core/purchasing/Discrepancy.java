package penstock.core.purchasing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something about a delivery that is not as it should be, until somebody says how it ends.
 *
 * @param receipt the caller's id of the delivery
 * @param sku empty for something that is no SKU of ours
 * @param resolution how it ended, only then
 */
public record Discrepancy(
        long discrepancyId,
        String receipt,
        Kind kind,
        Optional<String> sku,
        Optional<String> order,
        Optional<Integer> orderLine,
        int units,
        Optional<Resolution> resolution,
        String note,
        Optional<Instant> resolvedAt) {

    /** What is wrong. */
    public enum Kind {
        /** More came than is tolerated; what is too much is in quality control. */
        OVER(Resolution.ACCEPT, Resolution.SEND_BACK, Resolution.GONE),
        /** Less came, and nothing more of the delivery will. */
        UNDER(Resolution.AWAIT, Resolution.GIVE_UP),
        /** Nobody expects it; it is in quality control, or, if it is no SKU of ours, in no stock. */
        WRONG(Resolution.ACCEPT, Resolution.SEND_BACK, Resolution.DISPOSE, Resolution.GONE),
        /** Its lot is blocked, has expired, or will too soon; it is in quality control. */
        UNFIT(Resolution.ACCEPT, Resolution.SEND_BACK, Resolution.DISPOSE, Resolution.GONE),
        /** It is visibly damaged, and in that condition. */
        DAMAGED(Resolution.ACCEPT, Resolution.KEEP, Resolution.SEND_BACK, Resolution.DISPOSE, Resolution.GONE);

        private final List<Resolution> ends;

        Kind(Resolution... ends) {
            this.ends = List.of(ends);
        }

        /** How it may end. */
        public List<Resolution> ends() {
            return ends;
        }
    }

    /** How it ends. */
    public enum Resolution {
        /** The units can be sold. */
        ACCEPT,
        /** They stay as they are: damaged, to be sold as such. */
        KEEP,
        /** They went back to the supplier. */
        SEND_BACK,
        DISPOSE,
        /** What is missing comes later, and stays incoming. */
        AWAIT,
        /** What is missing does not come: it is not incoming any more. */
        GIVE_UP,
        /** The units left the condition that they were put in by another way. */
        GONE
    }
}
