package penstock.core.book;

import java.util.List;

/**
 * Something that was done about a production order, once and for all.
 *
 * @param callerId the same in every repeat, of this order; {@code ""} where the order's number says it
 * @param stageNo 0 where it concerns no stage
 * @param seconds that were worked
 * @param reason of scrap and of what was not planned, {@code ""} for none
 */
public record ProductionEvent(
        long eventId,
        long productionId,
        String callerId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        Kind kind,
        int stageNo,
        int good,
        int scrapped,
        long seconds,
        String reason,
        List<Line> lines) {

    public ProductionEvent {
        lines = List.copyOf(lines);
    }

    /** What can be done. */
    public enum Kind {
        PLAN,
        RELEASE,
        ISSUE,
        RETURN,
        START,
        REPORT,
        INSPECT,
        COMPLETE,
        CANCEL,
        TAKE_APART
    }

    /** Which way units went. */
    public enum Flow {
        ISSUED,
        RETURNED,
        YIELDED,
        /** Out of quality control into what may be sold. */
        PASSED,
        /** Out of quality control to what is damaged. */
        FAILED
    }

    /** Units of a SKU that moved with it. */
    public record Line(long skuId, Flow flow, int units) {}
}
