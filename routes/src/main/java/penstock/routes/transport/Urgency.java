package penstock.routes.transport;

/** Which part of a rate budget a conversation may use. */
public enum Urgency {
    /** Leaves {@link RateBudgets#SHARE_KEPT_FOR_DECREASES} of each burst untouched. */
    NORMAL,
    /** May use all of it: lowers a number that buyers see, so waiting may oversell. */
    DECREASE
}
