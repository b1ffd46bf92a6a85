package penstock.core.scanning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.core.catalogue.Fit;

/**
 * Somebody's work with a scanner.
 *
 * @param id the caller's, the same in every repeat
 * @param worker who scans, and by what, as the caller calls them
 */
public record ScanSession(long sessionId, Opening opening, State state, Instant openedAt, Optional<Instant> closedAt) {

    /** Scans of a session, undone ones too. */
    public static final int MAX_SCANS = 5_000;

    /** How long nobody else closes a session that somebody is closing; whoever was cut off is not waited for longer. */
    public static final Duration CLOSES_WITHIN = Duration.ofMinutes(2);

    /** How far it is. */
    public enum State {
        OPEN,
        /** What it scanned is being booked; whoever closed it repeats that if he got no answer. */
        CLOSING,
        CLOSED
    }

    /** What a session is about. */
    public record Opening(String id, Task task, String location, Optional<Against> against, String worker) {
        public Opening {
            Fit.code("id", id);
            Fit.text("worker", worker, Fit.MAX_NAME);
        }

        /** Everything that matters, for telling a repeat from another session. */
        String content() {
            return task + "\t" + location + "\t" + against + "\t" + worker;
        }
    }

    /** A document that says what is expected. */
    public record Against(Document document, String number) {}

    /** What can be scanned against. */
    public enum Document {
        PURCHASE_ORDER(Task.RECEIVE),
        ANNOUNCEMENT(Task.RECEIVE),
        TRANSFER(Task.RECEIVE),
        /** By its id. */
        FULFILMENT(Task.PICK),
        /** By its id. */
        COUNT(Task.COUNT);

        private final Task task;

        Document(Task task) {
            this.task = task;
        }

        boolean serves(Task wanted) {
            return task == wanted;
        }
    }
}
