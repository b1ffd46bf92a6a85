package penstock.routes.work;

import java.util.function.LongPredicate;

/** Has something follow a seller's ledger at its own pace: behind it, never on an order's way. */
public final class FollowLedger implements Duty {

    /** Batches followed in one go; what is left goes on at the next tick. */
    static final int BATCHES_AT_A_TIME = 20;

    private final String name;
    private final LongPredicate next;

    /**
     * Creates the duty.
     *
     * @param next takes a seller's next batch, says whether there was one
     */
    public FollowLedger(String name, LongPredicate next) {
        this.name = name;
        this.next = next;
    }

    @Override
    public String name() {
        return name;
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
        while (batches < BATCHES_AT_A_TIME && next.test(sellerId)) {
            batches++;
        }
    }
}
