package penstock.core.message;

/** How far the channel lets us go with an order. */
public enum OrderPhase {
    /** Placed, payment not authorised yet: units are held, nothing may be shipped. */
    PENDING,
    /** May be shipped. */
    CONFIRMED,
    /** Cancelled as a whole by buyer, seller or channel. */
    CANCELLED
}
