package penstock.core.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids, unique over all nodes and ordered by time: 41 bits of milliseconds since 2024, 10 bits of the node, 12 bits
 * of a counter. Positive. Any thread.
 *
 * <p>4,096 ids a millisecond; when they run out, or the clock steps back, ids are taken from the following
 * milliseconds, so they never repeat while the process lives. Across restarts the node number differs (it is drawn from
 * a database sequence of 1,024), so a clock that stepped back between two lives is harmless as well.
 */
public final class Ids {

    /** Node numbers run from 0 to this. */
    public static final int MAX_NODE = 1023;

    private static final long EPOCH = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private final Clock clock;
    private final long node;
    private final AtomicLong last = new AtomicLong(); // milliseconds and counter

    /** No id that was given before that moment is as large, and none that is given from then on is smaller. */
    public static long firstOf(Instant moment) {
        return Math.max(0, moment.toEpochMilli() - EPOCH) << 22;
    }

    public Ids(Clock clock, int node) {
        if (node < 0 || node > MAX_NODE) {
            throw new IllegalArgumentException("node numbers run from 0 to " + MAX_NODE);
        }
        this.clock = clock;
        this.node = node;
    }

    /** An id never given before. */
    public long next() {
        long now = (clock.millis() - EPOCH) << 12;
        long ticket = last.updateAndGet(previous -> Math.max(previous + 1, now));
        return (ticket >>> 12) << 22 | node << 12 | ticket & 0xFFF;
    }
}
