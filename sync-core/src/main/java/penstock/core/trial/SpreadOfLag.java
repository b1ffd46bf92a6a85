package penstock.core.trial;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A lag that is drawn anew each time: log-normal, as waits on networks and in queues mostly are, through two of its percentiles. Pure.
 *
 * @param p50 half of them are shorter
 * @param p95 one in twenty is longer
 */
public record SpreadOfLag(Duration p50, Duration p95) {

    /** Standard deviations from the median to the 95th percentile of a normal distribution. */
    private static final double SIGMAS = 1.6448536269514722;

    public SpreadOfLag {
        if (p50.isNegative() || p50.isZero() || p95.compareTo(p50) < 0) {
            throw new IllegalArgumentException("half of the lags are shorter than " + p50 + ", most than " + p95);
        }
    }

    /** The same every time. */
    public static SpreadOfLag always(Duration lag) {
        return new SpreadOfLag(lag, lag);
    }

    /** The next one, in days. */
    double draw(RandomGenerator chance) {
        double sigma = Math.log(p95.toNanos() / (double) p50.toNanos()) / SIGMAS;
        return p50.toNanos()
                * Math.exp(sigma * chance.nextGaussian())
                / Duration.ofDays(1).toNanos();
    }
}
