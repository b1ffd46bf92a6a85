package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;

/**
 * Lets each seller have a round when something came up: one at a time, once more for what came up during it, and no sooner than
 * {@link #GAP} after the one before. What comes up is never lost, at whatever moment of a round. Any thread.
 */
final class Turns {

    /** Rounds of a seller are at least this far apart; what wakes it in between is done by the next. */
    static final Duration GAP = Duration.ofMillis(20);

    private final Later later;
    private final Clock clock;
    private final LongConsumer round;
    private final Map<Long, State> states;
    private final Map<Long, Instant> alarms = new ConcurrentHashMap<>();

    /** @param round of a seller */
    Turns(Later later, Clock clock, LongConsumer round) {
        this(later, clock, round, new ConcurrentHashMap<>());
    }

    /** The same with a map that a test looks into. */
    Turns(Later later, Clock clock, LongConsumer round, ConcurrentMap<Long, State> states) {
        this.states = states;
        this.later = later;
        this.clock = clock;
        this.round = round;
    }

    /** Has work done after a while; refuses with {@link RejectedExecutionException} when all is closing. */
    interface Later {
        void run(Runnable work, Duration delay);
    }

    /** Whether a round of the seller runs or waits, and whether something came up since it began. */
    enum State {
        WAITING,
        RUNNING,
        RUNNING_AND_WOKEN
    }

    /** Something came up for the seller. Returns at once. */
    void wake(long sellerId) {
        State before;
        do {
            before = states.putIfAbsent(sellerId, State.WAITING);
        } while (before == State.RUNNING && !states.replace(sellerId, State.RUNNING, State.RUNNING_AND_WOKEN));
        if (before == null) {
            submit(sellerId, Duration.ZERO);
        }
    }

    private void submit(long sellerId, Duration delay) {
        try {
            later.run(() -> run(sellerId), delay);
        } catch (RejectedExecutionException e) {
            states.remove(sellerId); // closing
        }
    }

    private void run(long sellerId) {
        states.put(sellerId, State.RUNNING);
        try {
            round.accept(sellerId);
        } finally {
            ended(sellerId);
        }
    }

    private void ended(long sellerId) {
        if (states.remove(sellerId, State.RUNNING)) {
            return;
        }
        states.put(sellerId, State.WAITING);
        submit(sellerId, GAP);
    }

    /** Wakes the seller at that moment; one alarm a seller, the earliest. */
    void wakeAt(long sellerId, Instant at) {
        if (!isTheEarliest(sellerId, at)) {
            return;
        }
        try {
            later.run(() -> ring(sellerId, at), untilAfter(at));
        } catch (RejectedExecutionException e) {
            alarms.remove(sellerId, at); // closing
        }
    }

    private synchronized boolean isTheEarliest(long sellerId, Instant at) {
        Instant set = alarms.get(sellerId);
        if (set != null && !at.isBefore(set)) {
            return false;
        }
        alarms.put(sellerId, at);
        return true;
    }

    private void ring(long sellerId, Instant at) {
        alarms.remove(sellerId, at);
        wake(sellerId);
    }

    private Duration untilAfter(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return (left.isNegative() ? Duration.ZERO : left).plusMillis(1);
    }
}
