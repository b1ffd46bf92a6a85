package penstock.core.scanning;

/** What somebody scans for. */
public enum Task {
    /** Takes in what comes of an order, an announcement, a transfer, or blind; booked as a receipt when the session is closed. */
    RECEIVE,
    /** Puts what lies in no bin into bins; each bin that is scanned books a move. */
    PUT_AWAY,
    /** Brings units from bin to bin; each second bin that is scanned books a move. */
    MOVE,
    /** Brings what is assigned to a fulfilment order to the packing bench; each unit that is scanned books a pick. */
    PICK,
    /** Goes through the bins of a count; booked when the session is closed. */
    COUNT;

    /** Whether it is booked scan by scan. */
    boolean isBookedAtOnce() {
        return this == PUT_AWAY || this == MOVE || this == PICK;
    }

    /** Whether it says from which bin units are before it says which units. */
    boolean beginsWithBin() {
        return this == MOVE || this == PICK || this == COUNT;
    }

    /** Whether units that were scanned are put into the bin that is scanned next. */
    boolean endsWithBin() {
        return this == PUT_AWAY || this == MOVE;
    }
}
