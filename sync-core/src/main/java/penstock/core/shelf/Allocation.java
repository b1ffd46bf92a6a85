package penstock.core.shelf;

/** Units at a spot that are assigned to a line of a fulfilment order: to be picked, then shipped, or given up. */
public final class Allocation {

    private final long allocationId;
    private final Demand demand;
    private final DetailKey place;
    private final int quantity;
    private final boolean stored;
    private int picked;
    private int shipped;
    private int released;
    private boolean changed;

    /** The line of a fulfilment order that units are assigned to. */
    public record Demand(long fulfilmentId, int lineNo, long reservationId) {}

    private Allocation(
            long allocationId,
            Demand demand,
            DetailKey place,
            int quantity,
            int picked,
            int shipped,
            int released,
            boolean stored) {
        this.allocationId = allocationId;
        this.demand = demand;
        this.place = place;
        this.quantity = quantity;
        this.picked = picked;
        this.shipped = shipped;
        this.released = released;
        this.stored = stored;
    }

    /** One that has a row. */
    public static Allocation stored(
            long allocationId, Demand demand, DetailKey place, int quantity, int picked, int shipped, int released) {
        return new Allocation(allocationId, demand, place, quantity, picked, shipped, released, true);
    }

    static Allocation create(long allocationId, Demand demand, DetailKey place, int quantity) {
        return new Allocation(allocationId, demand, place, quantity, 0, 0, 0, false);
    }

    public long allocationId() {
        return allocationId;
    }

    public Demand demand() {
        return demand;
    }

    public DetailKey place() {
        return place;
    }

    public int quantity() {
        return quantity;
    }

    /** Units taken from the bin and not shipped yet. */
    public int picked() {
        return picked;
    }

    public int shipped() {
        return shipped;
    }

    public int released() {
        return released;
    }

    /** Units that are still assigned. */
    public int open() {
        return quantity - shipped - released;
    }

    /** Units that are still to be picked. */
    public int unpicked() {
        return open() - picked;
    }

    public boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    void pick(int units) {
        require(units, unpicked());
        picked += units;
    }

    /** Picked units go first. */
    void ship(int units) {
        require(units, open());
        picked -= Math.min(units, picked);
        shipped += units;
    }

    /** Units that are not picked yet go first. */
    void release(int units) {
        require(units, open());
        picked -= Math.max(0, units - unpicked());
        released += units;
    }

    /** Picked units are not this line's any more. */
    void unpick(int units) {
        require(units, picked);
        picked -= units;
        released += units;
    }

    private void require(int units, int there) {
        if (units < 1 || units > there) {
            throw new IllegalStateException(
                    "allocation %d has %d units for that, not %d".formatted(allocationId, there, units));
        }
        changed = true;
    }
}
