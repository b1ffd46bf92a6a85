package penstock.core.book;

/** Units promised to an order line at a location: reserved, then posted (shipped) or voided (given back or broken). */
public final class Reservation {

    private final long reservationId;
    private final OrderLine line;
    private final long locationId;
    private final int quantity;
    private final boolean stored;
    private int posted;
    private int voided;
    private State state;
    private long fulfilmentId;
    private boolean changed;

    /** Where a reservation stands in its life. */
    public enum State {
        /** Some of its units are still promised. */
        PENDING,
        /** All units that were not given back have been shipped. */
        POSTED,
        /** Given back on cancellation. */
        VOIDED,
        /** Given back because the hold ran out. */
        EXPIRED,
        /** The stock vanished under it. */
        BROKEN
    }

    private Reservation(
            long reservationId,
            OrderLine line,
            long locationId,
            int quantity,
            int posted,
            int voided,
            State state,
            long fulfilmentId,
            boolean stored) {
        this.reservationId = reservationId;
        this.line = line;
        this.locationId = locationId;
        this.quantity = quantity;
        this.posted = posted;
        this.voided = voided;
        this.state = state;
        this.fulfilmentId = fulfilmentId;
        this.stored = stored;
    }

    /** One that has a row; {@code fulfilmentId} 0 for none. */
    public static Reservation stored(
            long reservationId,
            OrderLine line,
            long locationId,
            int quantity,
            int posted,
            int voided,
            State state,
            long fulfilmentId) {
        return new Reservation(reservationId, line, locationId, quantity, posted, voided, state, fulfilmentId, true);
    }

    static Reservation create(long reservationId, OrderLine line, long locationId, int quantity) {
        return new Reservation(reservationId, line, locationId, quantity, 0, 0, State.PENDING, 0, false);
    }

    public long reservationId() {
        return reservationId;
    }

    public OrderLine line() {
        return line;
    }

    public StockKey key() {
        return new StockKey(line.skuId(), locationId);
    }

    public int quantity() {
        return quantity;
    }

    public int posted() {
        return posted;
    }

    public int voided() {
        return voided;
    }

    /** Units still promised. */
    public int open() {
        return quantity - posted - voided;
    }

    public State state() {
        return state;
    }

    /** The fulfilment order that ships it, 0 while nobody has been told to. */
    public long fulfilmentId() {
        return fulfilmentId;
    }

    public boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    void post(int units) {
        require(units);
        posted += units;
        settle(State.POSTED);
    }

    void giveBack(int units, State why) {
        require(units);
        voided += units;
        settle(posted > 0 ? State.POSTED : why);
    }

    void assign(long newFulfilmentId) {
        fulfilmentId = newFulfilmentId;
        changed = true;
    }

    private void settle(State end) {
        state = open() == 0 ? end : State.PENDING;
        changed = true;
    }

    private void require(int units) {
        if (units < 1 || units > open()) {
            throw new BrokenInvariant("reservation " + reservationId + " has " + open() + " open units, not " + units);
        }
    }
}
