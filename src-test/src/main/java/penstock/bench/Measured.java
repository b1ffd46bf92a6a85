package penstock.bench;

/**
 * What a cell measured.
 *
 * @param perSecond orders done a second before the time was up
 * @param taken all orders, those done after the time was up included
 */
record Measured(double perSecond, double p50Ms, double p99Ms, long taken) {}
