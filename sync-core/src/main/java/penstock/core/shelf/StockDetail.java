package penstock.core.shelf;

/** The units of a detail, how many of them are allocated, and how far both moved since loading. Never below zero. */
public final class StockDetail {

    private final DetailKey key;
    private final boolean stored;
    private long since;
    private int units;
    private int allocated;
    private int moved;
    private int movedAllocated;

    private StockDetail(DetailKey key, boolean stored, long since, int units, int allocated) {
        this.key = key;
        this.stored = stored;
        this.since = since;
        this.units = units;
        this.allocated = allocated;
    }

    /**
     * One that has a row.
     *
     * @param since the posting by which the oldest of its units came to the location
     */
    public static StockDetail stored(DetailKey key, long since, int units, int allocated) {
        return new StockDetail(key, true, since, units, allocated);
    }

    static StockDetail empty(DetailKey key) {
        return new StockDetail(key, false, 0, 0, 0);
    }

    public DetailKey key() {
        return key;
    }

    public boolean stored() {
        return stored;
    }

    public long since() {
        return since;
    }

    public int units() {
        return units;
    }

    public int allocated() {
        return allocated;
    }

    /** Units that nobody has been told to pick. */
    public int free() {
        return units - allocated;
    }

    /** Units added since loading, negative for units taken. */
    public int moved() {
        return moved;
    }

    public int movedAllocated() {
        return movedAllocated;
    }

    boolean changed() {
        return moved != 0 || movedAllocated != 0;
    }

    void put(int quantity, long cameWith) {
        since = units == 0 ? cameWith : Math.min(since, cameWith);
        units = Math.addExact(units, quantity);
        moved += quantity;
    }

    void take(int quantity) {
        if (quantity > free()) {
            throw new IllegalStateException("%d units are free of %s, not %d".formatted(free(), key, quantity));
        }
        units -= quantity;
        moved -= quantity;
    }

    void allocate(int quantity) {
        if (quantity > free() || allocated + quantity < 0) {
            throw new IllegalStateException("%d units are free and %d allocated of %s: not %d more"
                    .formatted(free(), allocated, key, quantity));
        }
        allocated += quantity;
        movedAllocated += quantity;
    }
}
