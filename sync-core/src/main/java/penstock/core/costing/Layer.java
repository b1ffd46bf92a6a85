package penstock.core.costing;

import java.time.LocalDate;

/** Units that came in together, what they cost, and what is left of them. One thread. */
public final class Layer {

    private final Source source;
    private int remaining;
    private CostAccount account;
    private long goods;
    private long landed;
    private long value;
    private boolean provisional;
    private boolean changed;

    private Layer(Source source, CostAccount account, Figures figures, boolean changed) {
        this.source = source;
        this.account = account;
        this.remaining = figures.remaining;
        this.goods = figures.goods;
        this.landed = figures.landed;
        this.value = figures.value;
        this.provisional = figures.provisional;
        this.changed = changed;
    }

    /** Where a layer came from, once and for all. Its position is the layer's id. */
    public record Source(long position, int quantity, String cause, LocalDate receivedOn) {}

    /**
     * What changes of a layer.
     *
     * @param goods what its units cost, but for landed cost
     * @param landed freight, duty and the like
     * @param value what is left is worth, 0 where the method values the SKU as a whole
     */
    public record Figures(int remaining, long goods, long landed, long value, boolean provisional) {}

    /** Units that came in, not in stock yet, at a cost that no document has said. */
    static Layer arrived(Source source, CostAccount account, long estimate, boolean provisional) {
        return new Layer(source, account, new Figures(0, estimate, 0, 0, provisional), true);
    }

    /** A layer with a row in the database. */
    public static Layer stored(Source source, CostAccount account, Figures figures) {
        return new Layer(source, account, figures, false);
    }

    public Source source() {
        return source;
    }

    public long position() {
        return source.position;
    }

    public int quantity() {
        return source.quantity;
    }

    public Figures figures() {
        return new Figures(remaining, goods, landed, value, provisional);
    }

    public int remaining() {
        return remaining;
    }

    /** What its units cost in all. */
    public long cost() {
        return goods + landed;
    }

    long goods() {
        return goods;
    }

    long value() {
        return value;
    }

    /** Who was charged for it. */
    public CostAccount account() {
        return account;
    }

    public boolean provisional() {
        return provisional;
    }

    /** Whether it is to be written. */
    public boolean changed() {
        return changed;
    }

    void put(int units) {
        remaining = Math.addExact(remaining, units);
        if (remaining < 0 || remaining > source.quantity) {
            throw new IllegalStateException(
                    "layer %d of %d units would have %d left".formatted(source.position, source.quantity, remaining));
        }
        changed = true;
    }

    void addValue(long amount) {
        value = Math.addExact(value, amount);
        changed = true;
    }

    void price(long amount, CostAccount from) {
        goods = amount;
        account = from;
        provisional = false;
        changed = true;
    }

    void addGoods(long amount) {
        goods = Math.addExact(goods, amount);
        changed = true;
    }

    void addLanded(long amount) {
        landed = Math.addExact(landed, amount);
        changed = true;
    }
}
