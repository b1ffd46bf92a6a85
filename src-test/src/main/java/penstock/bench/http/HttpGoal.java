package penstock.bench.http;

import penstock.bench.harness.Goal;

/** What is measured over HTTP, each as a multiple of the echo of the same bodies. */
enum HttpGoal {
    /** Webhooks that were answered 2xx: the message is on disk. */
    STORED(0.1),
    /** Webhooks whose order is in the ledger, counted until the last one is. */
    COMMITTED(0.1),
    /** Hold and order of the own site, both answered after their commit. */
    CHECKOUT(0.1);

    private final double floor;

    HttpGoal(double floor) {
        this.floor = floor;
    }

    Goal at(int inFlight) {
        return Goal.floor(name() + "_" + inFlight, floor);
    }
}
