package penstock.core.purchasing;

/** Why something cannot be ordered, received or resolved, for programs; the names never change. */
public enum PurchasingFault {
    NO_SUCH_DOCUMENT,
    /** The id came before with other content. */
    OTHER_CONTENT,
    /** It was not ordered yet, or is over. */
    ORDER_NOT_OPEN,
    /** Units have come already: close it instead. */
    ALREADY_RECEIVED,
    /** It announces lines of orders to several places, or of another supplier. */
    ORDERS_DIFFER,
    /** The place is a supplier's or a provider's, who count themselves. */
    NOT_OUR_PLACE,
    /** More than a location keeps. */
    NO_ROOM,
    ALREADY_RESOLVED,
    /** This kind of discrepancy does not end so. */
    RESOLUTION_DOES_NOT_SERVE,
    /** What it speaks of is no longer where it was. */
    UNITS_ARE_GONE,
    /** They are where they were, so what becomes of them can be said. */
    UNITS_ARE_THERE,
    NOT_TO_BE_INSPECTED,
    SAMPLE_TOO_SMALL,
    CHECKS_INCOMPLETE,
    CHECKS_CONTRADICT,
    UNITS_DO_NOT_ADD_UP
}
