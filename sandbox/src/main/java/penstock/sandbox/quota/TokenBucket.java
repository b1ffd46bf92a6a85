package penstock.sandbox.quota;

import java.time.Duration;
import java.time.Instant;
import penstock.sandbox.time.SandboxTime;

/**
 * A bucket of tokens or cost points: holds at most {@code capacity}, refills at {@code perSecond} as published, faster by the time
 * factor. Safe for use by many threads.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final SandboxTime time;
    private final double perSecond;
    private final double capacity;
    private double level;
    private Instant measured;

    /** A full bucket. */
    public TokenBucket(SandboxTime time, double perSecond, double capacity) {
        this.time = time;
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.level = capacity;
        this.measured = time.now();
    }

    /** Takes this many tokens, or none and answers false when too few are left. */
    public synchronized boolean take(double tokens) {
        refill();
        if (level < tokens) {
            return false;
        }
        level -= tokens;
        return true;
    }

    /** Puts tokens back, never above capacity. */
    public synchronized void giveBack(double tokens) {
        refill();
        level = Math.min(capacity, level + tokens);
    }

    /** Tokens that could be taken now. */
    public synchronized double level() {
        refill();
        return level;
    }

    /** The instant of the last take, give-back or look. */
    synchronized Instant measured() {
        return measured;
    }

    /** The published refill per second times the time factor. */
    public double scaledPerSecond() {
        return perSecond * time.factor();
    }

    private void refill() {
        Instant now = time.now();
        double seconds = Duration.between(measured, now).toNanos() / NANOS_PER_SECOND;
        level = Math.min(capacity, level + seconds * scaledPerSecond());
        measured = now;
    }
}
