package penstock.core.risk;

import java.time.Duration;

/**
 * How fast a SKU sells: units on a day with stock, and how much that varies from day to day.
 *
 * @param perDay mean units a day
 * @param variancePerDay variance of a day's units; that of a Poisson process is the mean
 */
public record Velocity(double perDay, double variancePerDay) {

    /** Of what does not sell. */
    public static final Velocity NONE = new Velocity(0, 0);

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    public Velocity {
        if (!(perDay >= 0 && variancePerDay >= 0) || Double.isInfinite(perDay) || Double.isInfinite(variancePerDay)) {
            throw new IllegalArgumentException(
                    "a velocity is finite and not negative: " + perDay + " a day, variance " + variancePerDay);
        }
    }

    /** Of buyers who come one by one, at this many units a day. */
    public static Velocity poisson(double perDay) {
        return new Velocity(perDay, perDay);
    }

    /** What sells on both together; buyers of different channels know nothing of each other. */
    public Velocity plus(Velocity other) {
        return new Velocity(perDay + other.perDay, variancePerDay + other.variancePerDay);
    }

    /**
     * What sells in a while. Mean and variance both grow with time, as if each moment were independent of the one before: so that
     * several units bought at once count in full, also in a lag of seconds.
     */
    public LagDemand during(Duration lag) {
        double days = Math.max(0, lag.toMillis() / MILLIS_PER_DAY);
        return new LagDemand(perDay * days, variancePerDay * days);
    }
}
