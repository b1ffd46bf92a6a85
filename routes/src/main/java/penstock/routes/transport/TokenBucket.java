package penstock.routes.transport;

import java.time.Duration;
import java.time.Instant;

/**
 * One rate limit as a token bucket: units come back at a rate, up to a burst. Starts full. Any thread.
 *
 * <p>Not a library's, because the rate is a fraction (0.0056 a second is one in three minutes), is corrected by replies
 * at run time, a call may cost more than the burst, and a share is kept back. A clock that goes back adds nothing and
 * prolongs no wait.
 */
final class TokenBucket {

    /** How much later than it was told a call may come back and still find what was saved for it. */
    static final Duration COMES_BACK = Duration.ofSeconds(2);

    /** The wait of a call that has only to let a larger one go first. */
    private static final Duration TURN = Duration.ofMillis(100);

    private double perSecond;
    private double burst;
    private double level;
    private double underWay;
    private Instant filledAt;
    private Instant closedUntil;
    private double savedFor;
    private Instant savedUntil;

    TokenBucket(double perSecond, double burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.level = burst;
        this.filledAt = now;
        this.closedUntil = now;
        this.savedUntil = now;
    }

    /**
     * Takes {@code cost} units if {@code kept} remain after that; otherwise takes none.
     *
     * <p>A full bucket serves any cost: what a call costs beyond the burst is owed and comes back before the next. Smaller
     * calls never keep a larger one waiting for ever: once it has been refused, they wait too until it has had its turn, or has had
     * the time to come back for it. What keeps nothing back ({@code kept} 0) goes first all the same.
     *
     * @return zero when taken, else the wait after which it can be
     */
    synchronized Duration take(int cost, double kept, Instant now) {
        fill(now);
        if (now.isBefore(closedUntil)) {
            return Duration.between(now, closedUntil);
        }
        double needed = Math.min(cost + kept, burst);
        double saved = now.isBefore(savedUntil) ? Math.min(savedFor, burst) : 0;
        boolean hasItsTurn = kept == 0 || needed >= saved;
        if (level + 1e-9 >= needed && hasItsTurn) {
            level -= cost;
            underWay += cost;
            savedUntil = needed >= saved ? now : savedUntil;
            return Duration.ZERO;
        }
        Duration wait = secondsToNanos(Math.max(0, (hasItsTurn ? needed : saved) - level) / perSecond);
        if (kept > 0 && needed > saved) {
            savedFor = needed;
            savedUntil = now.plus(wait.multipliedBy(2)).plus(COMES_BACK);
        }
        return wait.isZero() ? TURN : wait;
    }

    /** The channel said too much: nothing is left, and nothing is given out before the wait is over. */
    synchronized void drain(Duration wait, Instant now) {
        fill(now);
        level = Math.min(level, 0);
        close(wait, now);
    }

    /** The channel asked to be left alone: nothing is given out before the wait is over, and what was saved stays. */
    synchronized void close(Duration wait, Instant now) {
        fill(now);
        Instant until = now.plus(wait);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /** The channel said at what rate units come back. */
    synchronized void correct(double newPerSecond, Instant now) {
        fill(now);
        perSecond = newPerSecond;
    }

    /** A call that had taken so many units is over. */
    synchronized void ended(int cost) {
        underWay = Math.max(0, underWay - cost);
    }

    /** The channel said how many units can be saved up. */
    synchronized void resize(double newBurst, Instant now) {
        fill(now);
        burst = newBurst;
        level = Math.min(level, burst);
    }

    /**
     * The channel said what is left; more than the burst means that the burst is larger than published. It may not have
     * seen the calls that are under way, so what they take is taken off.
     */
    synchronized void observe(double left, Instant now) {
        filledAt = now;
        level = left - underWay;
        burst = Math.max(burst, left);
    }

    /** The time in which one unit comes back. */
    synchronized Duration perUnit() {
        return secondsToNanos(1 / perSecond);
    }

    synchronized double burst() {
        return burst;
    }

    private void fill(Instant now) {
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            level = Math.min(burst, level + seconds * perSecond);
        } else {
            closedUntil = closedUntil.minus(Duration.between(now, filledAt));
        }
        filledAt = now;
    }

    private static Duration secondsToNanos(double seconds) {
        return Duration.ofNanos((long) Math.ceil(Math.min(seconds, 1e9) * 1e9));
    }
}
