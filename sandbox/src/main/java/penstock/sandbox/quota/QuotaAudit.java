package penstock.sandbox.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks, from accepted calls alone, that no window of time held more of them than burst plus rate times its length.
 *
 * <p>Of all windows that end with a call, the fullest is kept: {@code fullest = cost + max(0, fullest before - rate * gap)}. It knows
 * nothing of the buckets that let the calls through, so that a bucket that leaks is found out. Safe for use by many threads.
 */
public final class QuotaAudit {
    private static final double ROUNDING = 1e-3;
    private static final double NANOS_PER_SECOND = 1e9;

    /** A window that held more than was published. */
    public record Breach(String who, Instant at, double accepted, double allowed) {}

    private record Window(Instant end, double fullest) {}

    private final Map<String, Window> windows = new TreeMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private final List<Breach> breaches = new ArrayList<>();

    /** Notes one accepted call. {@code perSecond} is the rate already scaled by the time factor. */
    public synchronized void accepted(String who, Instant at, double cost, double perSecond, double burst) {
        Window before = windows.get(who);
        double left = before == null ? 0 : Math.max(0, before.fullest() - perSecond * seconds(before.end(), at));
        double fullest = left + cost;
        windows.put(who, new Window(before == null || at.isAfter(before.end()) ? at : before.end(), fullest));
        if (fullest > burst + ROUNDING) {
            breaches.add(new Breach(who, at, fullest, burst));
        }
    }

    /** Notes one call that was refused for want of budget. */
    synchronized void refused(String who) {
        refusals.merge(who, 1L, Long::sum);
    }

    /** How often each caller was refused for want of budget: what a gateway asked too soon. */
    public synchronized Map<String, Long> refusals() {
        return new TreeMap<>(refusals);
    }

    /** Every breach, in the order found; must be empty. */
    public synchronized List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / NANOS_PER_SECOND);
    }
}
