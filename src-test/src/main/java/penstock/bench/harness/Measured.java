package penstock.bench.harness;

/**
 * What a cell measured.
 *
 * @param perSecond orders done a second before the time was up
 * @param taken all orders, those done after the time was up included
 */
public record Measured(double perSecond, double p50Ms, double p99Ms, long taken) {

    /** Two measurements of the same, equally long. */
    public Measured and(Measured other) {
        return new Measured(
                (perSecond + other.perSecond) / 2,
                (p50Ms + other.p50Ms) / 2,
                Math.max(p99Ms, other.p99Ms),
                taken + other.taken);
    }
}
