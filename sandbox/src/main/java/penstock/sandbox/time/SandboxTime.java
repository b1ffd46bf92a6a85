package penstock.sandbox.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The sandbox's clock and its alarm.
 *
 * <p>Instants are real wall-clock time, so that they agree with the clock of whoever reads a message. Only durations that a vendor
 * publishes (a delay, a token's life, a bucket's refill) pass faster: they are divided by {@link #factor()}. Implementations are safe
 * for use by many threads.
 */
public interface SandboxTime extends AutoCloseable {
    /** The present wall-clock instant; never goes back. */
    Instant now();

    /** How many times faster than published every duration passes; 1 is real speed. */
    double factor();

    /** Runs the task once this much wall-clock time has passed, on a thread of the clock's; the task must be short. */
    void after(Duration wall, Runnable task);

    /** A published duration in wall-clock time. */
    default Duration scaled(Duration published) {
        return Duration.ofNanos((long) (published.toNanos() / factor()));
    }

    /** Runs the task once this published duration has passed in scaled time. */
    default void afterScaled(Duration published, Runnable task) {
        after(scaled(published), task);
    }

    /** Drops every task that has not begun. */
    @Override
    void close();
}
