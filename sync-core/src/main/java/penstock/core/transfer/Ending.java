package penstock.core.transfer;

/**
 * How a transfer ends of which not all has come.
 *
 * @param reason by the seller's list of reasons
 * @param note {@code ""} if there is nothing to say
 */
public record Ending(Outcome outcome, String reason, String note) {

    /** What became of what has not come. */
    public enum Outcome {
        /** It is not stock any more. */
        LOST,
        /** It came back to where it was sent from. */
        RETURNED
    }
}
