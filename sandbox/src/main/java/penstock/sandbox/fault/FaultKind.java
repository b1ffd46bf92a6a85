package penstock.sandbox.fault;

/** What can go wrong. The delay of a call is wall-clock time; every other delay is a published duration and scaled. */
public enum FaultKind {
    /** 429, nothing applied; with Retry-After when the rule says so. */
    RATE_LIMITED(Place.CALL),
    /** 500, nothing applied. */
    SERVER_ERROR(Place.CALL),
    /** 503, nothing applied. */
    UNAVAILABLE(Place.CALL),
    /** Applied and answered after the delay. */
    SLOW(Place.CALL),
    /** The connection ends, nothing applied. */
    DROP_BEFORE(Place.CALL),
    /** Applied, then the connection ends without an answer. */
    DROP_AFTER(Place.CALL),
    /** Applied, then silence for the delay, then the connection ends. */
    TIMEOUT_AFTER(Place.CALL),
    /** The connection ends at once, yet the request is applied after the delay: it may overtake a later one. */
    ARRIVES_LATE(Place.CALL),
    /** Applied, answered 200 with a body that is no JSON. */
    GARBAGE(Place.CALL),

    /** Never sent. */
    MESSAGE_LOST(Place.MESSAGE),
    /** Sent twice with the same ids. */
    MESSAGE_DUPLICATED(Place.MESSAGE),
    /** Sent after the delay, so that others overtake it; days are allowed. */
    MESSAGE_DELAYED(Place.MESSAGE),
    /** Sent with a signature that does not fit. */
    MESSAGE_FORGED(Place.MESSAGE),

    /** An order that has just changed stays out of searches for the delay; it is found by its id. */
    SEARCH_OMITS(Place.CHANGE),
    /** A page answers with the token that asked for it. */
    TOKEN_REPEATED(Place.PAGE),
    /** Accepted at once, shown only after the delay. */
    APPLIES_LATE(Place.WRITE);

    /** Where in a channel's work a kind can strike. */
    public enum Place {
        CALL,
        MESSAGE,
        CHANGE,
        PAGE,
        WRITE
    }

    private final Place place;

    FaultKind(Place place) {
        this.place = place;
    }

    /** Where it strikes. */
    public Place place() {
        return place;
    }
}
