package penstock.routes.work;

/**
 * Something that is seen to for every seller this node works, as long as it works the seller. Each duty is a bean; the
 * composition's list of them is what a round does. Any thread.
 */
public interface Duty {

    /** What sets a duty off. */
    enum When {
        /** What came in: seen to as soon as the seller is woken, and at every tick. Looks only; what it finds takes other threads. */
        WOKEN,

        /** Time alone: seen to at every tick, one after the other on a worker's thread. What may take long is to be started. */
        TICK
    }

    /** Its name in logs, and of its job. */
    String name();

    When when();

    /**
     * Looks what is due for the seller and hands it on. What it throws keeps no other duty from being seen to, unless the
     * database is gone.
     */
    void see(long sellerId, Hands hands);

    /** Whatever was claimed for the seller, by another node or by us, will be settled by nobody: it is due again. */
    default void endClaims(long sellerId) {}
}
