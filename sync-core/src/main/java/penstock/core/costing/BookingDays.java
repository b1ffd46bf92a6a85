package penstock.core.costing;

import java.time.LocalDate;
import java.util.List;

/**
 * The day that something is booked on: its own, or the first day after the last closed period. Immutable.
 *
 * @param closes in their order
 */
public record BookingDays(List<Close> closes) {

    public BookingDays {
        closes = List.copyOf(closes);
    }

    /** A document that closed the months through a day. */
    public record Close(long position, long documentNo, LocalDate through) {}

    /** Where a posting (document number 0) or document stands. */
    public Moment moment(long position, long documentNo, LocalDate day) {
        LocalDate bookedOn = day;
        for (Close close : closes) {
            boolean before = close.position() < position
                    || (close.position() == position && documentNo != 0 && close.documentNo() < documentNo);
            if (before && !bookedOn.isAfter(close.through())) {
                bookedOn = close.through().plusDays(1);
            }
        }
        return new Moment(position, documentNo, bookedOn);
    }
}
