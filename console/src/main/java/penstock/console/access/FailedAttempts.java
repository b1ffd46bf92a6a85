package penstock.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts wrong keys by remote address, so that guessing costs the guesser and not the database. Any thread.
 *
 * <p>A key that served lately passes even from a blocked address: behind one address there may be many callers.
 */
final class FailedAttempts {

    /** Wrong keys from one address within {@link #WINDOW}; the next one is not looked up. */
    static final int MAX_FAILURES = 20;

    /** How long failures count, from the first. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** How long a key that served is known to serve. */
    static final Duration SERVED_LATELY = Duration.ofMinutes(10);

    /** Addresses, and keys, remembered; beyond it all are forgotten. */
    static final int MAX_REMEMBERED = 10_000;

    private record Count(int failures, Instant until) {}

    private final Clock clock;
    private final Map<String, Count> failures = new ConcurrentHashMap<>();
    private final Map<String, Instant> served = new ConcurrentHashMap<>();

    FailedAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Whether a key from there is to be looked up. */
    boolean mayTry(String address, String keyDigest) {
        Count count = failures.get(address);
        boolean blocked = count != null
                && count.failures() >= MAX_FAILURES
                && clock.instant().isBefore(count.until());
        Instant known = served.get(keyDigest);
        return !blocked || (known != null && clock.instant().isBefore(known));
    }

    void failed(String address) {
        if (failures.size() >= MAX_REMEMBERED) {
            failures.clear();
        }
        Instant now = clock.instant();
        failures.merge(
                address,
                new Count(1, now.plus(WINDOW)),
                (before, first) ->
                        now.isBefore(before.until()) ? new Count(before.failures() + 1, before.until()) : first);
    }

    void served(String keyDigest) {
        if (served.size() >= MAX_REMEMBERED) {
            served.clear();
        }
        served.put(keyDigest, clock.instant().plus(SERVED_LATELY));
    }
}
