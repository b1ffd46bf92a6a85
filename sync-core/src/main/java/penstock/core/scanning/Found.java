package penstock.core.scanning;

/** What came of a scan, for programs; the names never change. */
public enum Found {
    /** It was understood, and more is to be scanned, or it is booked when the session is closed. */
    TAKEN,
    /** It was understood, and moved stock. */
    BOOKED,
    /** Nothing of ours has this barcode, or SKU, lot or serial of that name. */
    UNKNOWN_BARCODE,
    /** Several SKUs have it; scan another barcode of the article. */
    AMBIGUOUS_BARCODE,
    /** The label says something that this program does not read. */
    UNREADABLE_LABEL,
    /** First the bin, then what lies in it. */
    BIN_EXPECTED,
    SKU_EXPECTED,
    LOT_EXPECTED,
    SERIAL_EXPECTED,
    /** Units in several states lie there: it is to be said which these are. */
    STATE_EXPECTED,
    /** The bin is of another location, or none is to be scanned here. */
    WRONG_BIN,
    /** It is not expected here. */
    WRONG_SKU,
    /** More than is expected. */
    OVER_EXPECTED,
    /** So many are not there. */
    NOT_HERE,
    UNKNOWN_LOT,
    EXPIRED_LOT,
    BLOCKED_LOT,
    /** Too few days of it are left. */
    SHORT_LIVED_LOT,
    /** The piece is known to be somewhere else. */
    SERIAL_ELSEWHERE,
    /** The piece was scanned before in this session. */
    SERIAL_TWICE,
    /** Pieces are not counted but named. */
    SERIALS_NOT_COUNTED,
    /** It says how many, of something that is one. */
    ONE_PIECE,
    BIN_FULL,
    BIN_CLOSED,
    /** Refused for what the detail says. */
    REFUSED;

    /** Whether it counts. */
    public boolean isTaken() {
        return this == TAKEN || this == BOOKED;
    }
}
