package penstock.core.scanning;

import java.util.List;
import java.util.Optional;
import penstock.core.book.Reply;

/**
 * What came of a scan.
 *
 * @param detail for a person, {@code ""} if the result says it all
 * @param suggestions SKUs that may be meant
 * @param step what counts from now on, empty if it was refused
 */
record Judged(Found found, String detail, List<String> suggestions, Optional<Step> step) {

    static Judged taken(Step step) {
        return new Judged(Found.TAKEN, "", List.of(), Optional.of(step));
    }

    static Judged refused(Found found, String detail) {
        return new Judged(found, detail, List.of(), Optional.empty());
    }

    static Judged unknown(String detail, List<String> suggestions) {
        return new Judged(Found.UNKNOWN_BARCODE, detail, suggestions, Optional.empty());
    }

    /** What the ledger refuses. */
    static Judged refused(Reply reply) {
        Found found = switch (reply.verdict()) {
            case EXCEEDS_AVAILABLE -> Found.NOT_HERE;
            case UNKNOWN_SERIAL, DUPLICATE_SERIAL -> Found.SERIAL_ELSEWHERE;
            case UNKNOWN_LOT -> Found.UNKNOWN_LOT;
            case EXPIRED_LOT -> Found.EXPIRED_LOT;
            case BLOCKED_LOT -> Found.BLOCKED_LOT;
            case SHORT_LIVED_LOT -> Found.SHORT_LIVED_LOT;
            case BIN_FULL -> Found.BIN_FULL;
            case BIN_CLOSED -> Found.BIN_CLOSED;
            default -> Found.REFUSED;
        };
        return refused(found, reply.detail());
    }

    /** The same, of what moved stock so many times. */
    Judged booked(int moves) {
        return new Judged(Found.BOOKED, detail, suggestions, step.map(done -> done.numbered(done.scanNo(), moves)));
    }
}
