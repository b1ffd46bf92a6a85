package penstock.sandbox.quota;

import penstock.sandbox.time.SandboxTime;

/** One caller's budget for one operation: a bucket that lets calls through, and the audit that is told of each. */
public final class Meter {
    private final String who;
    private final TokenBucket bucket;
    private final QuotaAudit audit;
    private final double burst;

    /** A full budget of {@code burst} calls that refills at {@code perSecond} as published. */
    public Meter(SandboxTime time, QuotaAudit audit, String who, double perSecond, double burst) {
        this.who = who;
        this.bucket = new TokenBucket(time, perSecond, burst);
        this.audit = audit;
        this.burst = burst;
    }

    /** Lets one call through, or answers false. */
    public synchronized boolean letThrough() {
        return letThrough(1);
    }

    /** Lets a call of this cost through, or answers false. */
    public synchronized boolean letThrough(double cost) {
        if (!bucket.take(cost)) {
            audit.refused(who);
            return false;
        }
        audit.accepted(who, bucket.measured(), cost, bucket.scaledPerSecond(), burst);
        return true;
    }

    /** Takes what a call may cost at most, or answers false. The caller holds its own lock until {@link #settle}. */
    public synchronized boolean hold(double atMost) {
        boolean held = bucket.take(atMost);
        if (!held) {
            audit.refused(who);
        }
        return held;
    }

    /** Gives back what a held call did not use, and notes what it did. */
    public synchronized void settle(double atMost, double used) {
        audit.accepted(who, bucket.measured(), used, bucket.scaledPerSecond(), burst);
        bucket.giveBack(atMost - used);
    }

    /** What could be taken now. */
    public double level() {
        return bucket.level();
    }

    /** The published rate times the time factor. */
    public double scaledPerSecond() {
        return bucket.scaledPerSecond();
    }
}
