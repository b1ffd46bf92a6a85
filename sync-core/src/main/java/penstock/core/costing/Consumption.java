package penstock.core.costing;

/** Units that one posting took from one layer, and what they cost. One thread. */
public final class Consumption {

    private final Source source;
    private int returned;
    private long value;
    private long relief;
    private boolean changed;

    private Consumption(Source source, int returned, long value, long relief, boolean changed) {
        this.source = source;
        this.returned = returned;
        this.value = value;
        this.relief = relief;
        this.changed = changed;
    }

    /** What was taken, once and for all. */
    public record Source(
            long position, long layer, int quantity, CostAccount account, long orderId, long channelAccountId) {}

    static Consumption taken(Source source, long value, long relief) {
        return new Consumption(source, 0, value, relief, true);
    }

    /** A consumption with a row in the database. */
    public static Consumption stored(Source source, int returned, long value, long relief) {
        return new Consumption(source, returned, value, relief, false);
    }

    public Source source() {
        return source;
    }

    /** Units that came back. */
    public int returned() {
        return returned;
    }

    /** Units that did not come back. */
    public int outstanding() {
        return source.quantity - returned;
    }

    /** What the outstanding units cost. */
    public long value() {
        return value;
    }

    /** By how much they had been written down. */
    public long relief() {
        return relief;
    }

    /** What whoever took them was charged for the outstanding units: their cost, less what had been written down. */
    public long charge() {
        return value - relief;
    }

    /** Whether it is to be written. */
    public boolean changed() {
        return changed;
    }

    void giveBack(int units, long itsValue, long itsRelief) {
        returned += units;
        value -= itsValue;
        relief -= itsRelief;
        changed = true;
    }

    void addValue(long amount) {
        value = Math.addExact(value, amount);
        changed = true;
    }
}
