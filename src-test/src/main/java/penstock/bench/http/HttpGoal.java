package penstock.bench.http;

import penstock.bench.harness.Goal;

/**
 * What is measured over HTTP, each as a multiple of the echo of the same bodies. Nobody has set a goal; the floors are about
 * two thirds of what was measured (src-test/README.md).
 */
enum HttpGoal {
    /** Webhooks that were answered 2xx: the message is on disk. */
    STORED(0.12, 0.2),
    /** Webhooks whose order is in the ledger, counted until the last one is. */
    COMMITTED(0.12, 0.2),
    /** Hold and order of the own site, both answered after their commit. */
    CHECKOUT(0.07, 0.22);

    /** So few in flight make small batches: each commit carries little. */
    private static final int FEW = 8;

    private final double floorOfFew;
    private final double floor;

    HttpGoal(double floorOfFew, double floor) {
        this.floorOfFew = floorOfFew;
        this.floor = floor;
    }

    Goal at(int inFlight) {
        return Goal.floor(name() + "_" + inFlight, inFlight <= FEW ? floorOfFew : floor);
    }
}
