package penstock.core.risk;

import java.time.Duration;

/**
 * How many units are sold in a lag, as a distribution: negative binomial where it varies more than buyers who come one by one
 * would, else Poisson. Both by their moments; summed term by term, so exact but for rounding.
 *
 * <p>Poisson: P(k+1) = P(k) m / (k+1), from P(0) = exp(-m). Negative binomial of mean m and variance v: with r = m² / (v - m) and
 * q = 1 - m / v, P(k+1) = P(k) q (k+r) / (k+1), from P(0) = (m / v)^r: Johnson, Kemp, Kotz, "Univariate Discrete Distributions",
 * 3rd edition 2005, chapters 4 and 5. Lags that follow each other add up to one of the sum of their lengths.
 *
 * @param mean units
 * @param variance of the units
 */
public record LagDemand(double mean, double variance) {

    /** Units beyond which nothing is summed: no listing shows as many. */
    public static final int MAX_UNITS = 1_000_000;

    /** The smallest probability that can be told from none, for all the rounding. */
    public static final double LEAST_PROBABILITY = 1e-9;

    /** Nothing is sold. */
    public static final LagDemand NONE = new LagDemand(0, 0);

    /** Less than this beyond a Poisson's variance is rounding. */
    private static final double DISPERSED = 1e-9;

    public LagDemand {
        if (!(mean >= 0 && variance >= 0) || Double.isInfinite(mean) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException(
                    "a demand is finite and not negative: mean " + mean + ", variance " + variance);
        }
    }

    /**
     * The fewest units that the others sell more of in the lag only with a probability of at most {@code mayExceed}: what has to be
     * held back, so that what is overtaken by their sales is there.
     */
    public static int quantile(Velocity others, Duration lag, double mayExceed) {
        return others.during(lag).quantile(mayExceed);
    }

    /** Sold by either; they are independent. */
    public LagDemand plus(LagDemand other) {
        return new LagDemand(mean + other.mean, variance + other.variance);
    }

    /**
     * The fewest units of which more are sold with a probability of at most {@code mayExceed}, or {@link #MAX_UNITS}.
     *
     * @throws IllegalArgumentException if it is no probability from {@link #LEAST_PROBABILITY} to 1
     */
    public int quantile(double mayExceed) {
        if (!(mayExceed >= LEAST_PROBABILITY && mayExceed <= 1)) {
            throw new IllegalArgumentException("to be from " + LEAST_PROBABILITY + " to 1: " + mayExceed);
        }
        Terms terms = new Terms(this);
        double upTo = terms.probability();
        while (1 - upTo > mayExceed && terms.units < MAX_UNITS) {
            upTo += terms.next();
        }
        return terms.units;
    }

    /** The probability that more units are sold. */
    public double exceeding(int units) {
        Terms terms = new Terms(this);
        double upTo = units < 0 ? 0 : terms.probability();
        while (terms.units < Math.min(units, MAX_UNITS)) {
            upTo += terms.next();
        }
        return Math.max(0, 1 - upTo);
    }

    /** How many units beyond these are sold on average: none in most lags, some in a few. */
    public double expectedBeyond(int units) {
        Terms terms = new Terms(this);
        double missing = Math.max(0, units) * terms.probability(); // units that are left over, on average
        while (terms.units < Math.min(units, MAX_UNITS)) {
            double probability = terms.next();
            missing += (units - terms.units) * probability;
        }
        return Math.max(0, mean - Math.max(0, units) + missing);
    }

    /** The probabilities of 0, 1, 2, ... units, one after the other; in logarithms, for the first is beyond a double when many are sold. */
    private static final class Terms {

        private final double size; // r; infinite for a Poisson distribution
        private final double ratio; // q, or the mean
        private double logarithm;
        private int units;

        Terms(LagDemand demand) {
            boolean poisson = demand.mean == 0 || demand.variance <= demand.mean * (1 + DISPERSED);
            size = poisson ? Double.POSITIVE_INFINITY : demand.mean * demand.mean / (demand.variance - demand.mean);
            ratio = poisson ? demand.mean : 1 - demand.mean / demand.variance;
            logarithm = poisson ? -demand.mean : size * Math.log(demand.mean / demand.variance);
        }

        double probability() {
            return Math.exp(logarithm);
        }

        double next() {
            double growth = Double.isInfinite(size) ? ratio : ratio * (units + size);
            units++;
            logarithm += Math.log(growth / units);
            return probability();
        }
    }
}
