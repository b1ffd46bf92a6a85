package penstock.core.costing;

import java.time.LocalDate;

/**
 * Where an event stands in the order of all events of a seller, and the day it is booked on.
 *
 * @param position of its posting, or of the last posting before its document
 * @param documentNo of its document, 0 for a posting
 * @param bookedOn UTC; in a period that was open
 */
public record Moment(long position, long documentNo, LocalDate bookedOn) implements Comparable<Moment> {

    /** The last position whose units had moved before this moment. */
    long positionBefore() {
        return documentNo == 0 ? position - 1 : position;
    }

    @Override
    public int compareTo(Moment other) {
        int byPosition = Long.compare(position, other.position);
        return byPosition != 0 ? byPosition : Long.compare(documentNo, other.documentNo);
    }
}
