package penstock.routes.work;

import java.time.Duration;

/**
 * How fast time runs for the waits between looks at the other side: 1 in life, more towards a simulation that runs
 * faster.
 */
public record Pace(double factor) {

    public Pace {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("time may run faster, not slower: a factor of 1 or more");
        }
    }

    /** The wait as it is waited. */
    public Duration of(Duration wait) {
        return Duration.ofNanos((long) (wait.toNanos() / factor));
    }
}
