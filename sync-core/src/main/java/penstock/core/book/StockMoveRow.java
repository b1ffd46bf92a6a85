package penstock.core.book;

import java.util.Arrays;
import penstock.core.book.Reply.Verdict;

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

    /** What whoever sends it again is told: that it is there, or that it was another. */
    public Reply sentAgain(byte[] content) {
        boolean same = Arrays.equals(contentHash, content);
        return Reply.of(same ? Verdict.EXISTS : Verdict.EXISTS_WITH_DIFFERENT_CONTENT, moveId);
    }
}
