package penstock.core.valuation;

/**
 * What became of a cost document.
 *
 * @param documentNo 0 if there is none
 * @param detail what was wrong and where, {@code ""} if nothing
 */
public record Posted(Result result, long documentNo, String detail) {

    /** How it ended. */
    public enum Result {
        CREATED,
        EXISTS,
        EXISTS_WITH_DIFFERENT_CONTENT,
        /** It is dated in a month that was closed. */
        CLOSED_PERIOD,
        /** It is dated later than today, UTC. */
        DATE_IN_THE_FUTURE,
        /** A period ends with the last day of a month. */
        NOT_A_MONTH_END,
        PERIOD_NOT_OVER,
        /** Nothing that is owned came in by that. */
        UNKNOWN_RECEIPT,
        RECEIPT_NAMED_TWICE,
        UNKNOWN_SKU,
        /** None is known of that day or before. */
        NO_EXCHANGE_RATE,
        /** Weight, volume or value of the receipts is not known, or nothing. */
        NOTHING_TO_DIVIDE_BY,
        COST_BELOW_ZERO,
        AMOUNT_TOO_LARGE
    }

    static Posted refused(Result result, String detail) {
        return new Posted(result, 0, detail);
    }

    /** Whether the document is there now as it was handed in. */
    public boolean isThere() {
        return result == Result.CREATED || result == Result.EXISTS;
    }
}
