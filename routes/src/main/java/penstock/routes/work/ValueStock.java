package penstock.routes.work;

import penstock.core.valuation.Valuing;

/** Has what the ledger took in valued: behind the ledger, never on an order's way. */
public final class ValueStock implements Duty {

    /** Batches of postings valued in one go; what is left goes on at the next tick. */
    static final int BATCHES_AT_A_TIME = 20;

    private final Valuing valuing;

    public ValueStock(Valuing valuing) {
        this.valuing = valuing;
    }

    @Override
    public String name() {
        return "valuing";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        hands.start(name(), () -> follow(sellerId));
    }

    private void follow(long sellerId) {
        int batches = 0;
        while (batches < BATCHES_AT_A_TIME && valuing.follow(sellerId)) {
            batches++;
        }
    }
}
