package penstock.core.shelf;

/** One piece of a SKU, and where it is or was last. */
public final class Serial {

    private final long skuId;
    private final String serialNo;
    private final boolean stored;
    private State state;
    private DetailKey place;
    private long fulfilmentId;
    private boolean changed;

    /** Where a piece stands in its life. */
    public enum State {
        IN_STOCK,
        /** A customer has it. */
        SHIPPED,
        /** Lost, scrapped, or somewhere that does not tell pieces apart. */
        GONE
    }

    private Serial(long skuId, String serialNo, boolean stored, State state, DetailKey place, long fulfilmentId) {
        this.skuId = skuId;
        this.serialNo = serialNo;
        this.stored = stored;
        this.state = state;
        this.place = place;
        this.fulfilmentId = fulfilmentId;
    }

    /**
     * One that has a row.
     *
     * @param fulfilmentId that it is picked for or was shipped with, 0 for none
     */
    public static Serial stored(String serialNo, State state, DetailKey place, long fulfilmentId) {
        return new Serial(place.skuId(), serialNo, true, state, place, fulfilmentId);
    }

    static Serial create(String serialNo, DetailKey place) {
        Serial serial = new Serial(place.skuId(), serialNo, false, State.IN_STOCK, place, 0);
        serial.changed = true;
        return serial;
    }

    public long skuId() {
        return skuId;
    }

    public String serialNo() {
        return serialNo;
    }

    public boolean stored() {
        return stored;
    }

    public State state() {
        return state;
    }

    public DetailKey place() {
        return place;
    }

    public long fulfilmentId() {
        return fulfilmentId;
    }

    /** Whether it stands there, and is picked for nobody. */
    public boolean isFreeAt(DetailKey key) {
        return state == State.IN_STOCK && fulfilmentId == 0 && place.equals(key);
    }

    boolean changed() {
        return changed;
    }

    void stand(DetailKey where) {
        state = State.IN_STOCK;
        place = where;
        fulfilmentId = 0;
        changed = true;
    }

    void leave(State how) {
        state = how;
        changed = true;
    }

    void pickFor(long forFulfilment) {
        fulfilmentId = forFulfilment;
        changed = true;
    }

    /** It stays where it is, picked for nobody. */
    void putDown() {
        fulfilmentId = 0;
        changed = true;
    }
}
