package penstock.core.transfer;

/** Why stock cannot be sent or received so, for programs; the names never change. */
public enum TransferFault {
    NO_SUCH_TRANSFER,
    /** The id came before with other content. */
    OTHER_CONTENT,
    /** It was sent or cancelled already. */
    NOT_A_DRAFT,
    /** It was not sent yet, or nothing of it is on its way any more. */
    NOT_UNDER_WAY,
    /** It leads to where it comes from. */
    SAME_PLACE,
    /** It names no location of kind IN_TRANSIT, and there is not just one. */
    NO_TRANSIT_LOCATION,
    NOT_PLANNED,
    MORE_THAN_PLANNED,
    /** Not that many are there, or free to leave. */
    NOT_THERE,
    /** Channels may still sell them. */
    STILL_OFFERED,
    /** More than a location keeps. */
    NO_ROOM,
    UNKNOWN_BIN,
    UNKNOWN_LOT,
    LOT_REQUIRED,
    LOT_NOT_KEPT,
    SERIALS_REQUIRED,
    SERIALS_NOT_KEPT,
    /** A piece is not there to be sent, or was not sent and is somewhere else. */
    SERIAL_ELSEWHERE,
    /** More came than was sent, and no reason says why. */
    MORE_THAN_SENT
}
