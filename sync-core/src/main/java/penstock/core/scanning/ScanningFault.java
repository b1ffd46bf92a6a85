package penstock.core.scanning;

/** Why a session cannot be opened, closed or gone back in, for programs; the names never change. */
public enum ScanningFault {
    NO_SUCH_SESSION,
    /** The id came before with other content. */
    OTHER_CONTENT,
    /** The document is of another task, place or state, or there is none. */
    DOCUMENT_DOES_NOT_SERVE,
    /** The location keeps no bins to scan. */
    NO_BINS_KEPT,
    NOT_OPEN,
    /** Somebody is closing it just now. */
    BEING_CLOSED,
    /** Units were scanned and not put anywhere. */
    UNITS_IN_HAND,
    /** The lot or the piece of the last SKU was not scanned. */
    SCAN_INCOMPLETE,
    NOTHING_TO_UNDO,
    /** What it booked cannot be taken back: it was moved, shipped or counted since. */
    CANNOT_BE_UNDONE,
    TOO_MANY_SCANS
}
