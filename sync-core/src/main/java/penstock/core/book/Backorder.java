package penstock.core.book;

import java.time.LocalDate;

/** Units promised to an order line that were not there: served from what comes, or voided. */
public final class Backorder {

    private final long backorderId;
    private final OrderLine line;
    private final int quantity;
    private final LocalDate promisedOn;
    private final Basis basis;
    private final boolean stored;
    private int served;
    private int voided;
    private boolean changed;

    /** Where a promise stands. */
    public enum State {
        OPEN,
        /** All units that were not voided have been reserved. */
        SERVED,
        VOIDED
    }

    /**
     * What there was when it was made.
     *
     * @param ahead units owed by earlier promises
     * @param incoming units on their way
     * @param beyond units that might be promised besides
     */
    public record Basis(long ahead, long incoming, int beyond) {}

    /**
     * What somebody gives up who is promised it again: the promise changes hands, and keeps its day and the figures of the moment at
     * which it was made, whatever was cut since.
     */
    public record Earlier(int units, LocalDate promisedOn, Basis basis) {

        /** The same of fewer units. */
        public Earlier of(int fewer) {
            return new Earlier(fewer, promisedOn, basis);
        }
    }

    private Backorder(
            long backorderId, OrderLine line, int quantity, LocalDate promisedOn, Basis basis, boolean stored) {
        this.backorderId = backorderId;
        this.line = line;
        this.quantity = quantity;
        this.promisedOn = promisedOn;
        this.basis = basis;
        this.stored = stored;
    }

    /** One that has a row. */
    public static Backorder stored(
            long backorderId, OrderLine line, int quantity, int served, int voided, LocalDate promisedOn, Basis basis) {
        Backorder backorder = new Backorder(backorderId, line, quantity, promisedOn, basis, true);
        backorder.served = served;
        backorder.voided = voided;
        return backorder;
    }

    static Backorder create(long backorderId, OrderLine line, int quantity, LocalDate promisedOn, Basis basis) {
        return new Backorder(backorderId, line, quantity, promisedOn, basis, false);
    }

    public long backorderId() {
        return backorderId;
    }

    public OrderLine line() {
        return line;
    }

    public int quantity() {
        return quantity;
    }

    public int served() {
        return served;
    }

    public int voided() {
        return voided;
    }

    /** Units still owed. */
    public int open() {
        return quantity - served - voided;
    }

    /** Units of it that are given up to be promised again. */
    public Earlier earlier(int units) {
        return new Earlier(units, promisedOn, basis);
    }

    /** What the buyer was told. */
    public LocalDate promisedOn() {
        return promisedOn;
    }

    public Basis basis() {
        return basis;
    }

    public State state() {
        if (open() > 0) {
            return State.OPEN;
        }
        return served > 0 ? State.SERVED : State.VOIDED;
    }

    public boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    void serve(int units) {
        require(units);
        served += units;
        changed = true;
    }

    void cancel(int units) {
        require(units);
        voided += units;
        changed = true;
    }

    private void require(int units) {
        if (units < 1 || units > open()) {
            throw new BrokenInvariant("backorder " + backorderId + " owes " + open() + " units, not " + units);
        }
    }
}
