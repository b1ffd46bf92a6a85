package penstock.bench.harness;

/**
 * What a cell measured.
 *
 * @param perSecond sales done a second, until the last that was begun in time was done
 * @param taken all sales
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
