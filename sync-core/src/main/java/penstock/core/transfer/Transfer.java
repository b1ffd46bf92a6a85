package penstock.core.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Stock on its way from one warehouse of the seller's own to another, as it stands.
 *
 * @param via the location of kind {@code IN_TRANSIT} in which it lies while it is under way
 */
public record Transfer(
        long transferId,
        String number,
        String from,
        String to,
        String via,
        Optional<LocalDate> expectedOn,
        State state,
        Instant createdAt,
        Optional<Instant> sentAt,
        List<Line> lines) {

    /** Lines of a transfer. */
    public static final int MAX_LINES = 200;

    /** What is sent together, or received together, by SKU, bin, lot and condition. */
    public static final int MAX_ITEMS = 1_000;

    /** How far it has come. */
    public enum State {
        /** Nothing has moved yet. */
        DRAFT,
        SENT,
        PARTLY_RECEIVED,
        /** All that was sent has come. */
        RECEIVED,
        /** What has not come is lost, or went back. */
        CLOSED,
        /** It was never sent. */
        CANCELLED;

        /** Whether units are on their way. */
        public boolean isUnderWay() {
            return this == SENT || this == PARTLY_RECEIVED;
        }
    }

    /** Units of one SKU, and what was sent of them, by lot. */
    public record Line(int lineNo, long skuId, String sku, int planned, List<Part> parts) {

        /** Units that were sent and neither came, went back nor were lost. */
        public int underWay() {
            return parts.stream().mapToInt(Part::underWay).sum();
        }
    }

    /**
     * What was sent of a SKU's lot, and what became of it.
     *
     * @param lot {@code ""} for none
     * @param received units that came, damaged ones included
     * @param returned units that came back to where they were sent from
     */
    public record Part(long lotId, String lot, int sent, int received, int returned, int lost) {

        /** Units that were sent and neither came, went back nor were lost. */
        public int underWay() {
            return sent - received - returned - lost;
        }
    }

    /** Where its lines say that it stands, while it is under way. */
    static State reached(List<Line> lines) {
        if (lines.stream().allMatch(line -> line.underWay() == 0)) {
            return State.RECEIVED;
        }
        boolean some = lines.stream().flatMap(line -> line.parts().stream()).anyMatch(part -> part.received() > 0);
        return some ? State.PARTLY_RECEIVED : State.SENT;
    }
}
