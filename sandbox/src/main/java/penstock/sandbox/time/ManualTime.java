package penstock.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test moves it. Tasks that fall due run on the thread that moves the clock, in order, each at its own
 * instant.
 */
public final class ManualTime implements SandboxTime {
    private record Alarm(Instant due, long number, Runnable task) {}

    private final double factor;
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::due).thenComparingLong(Alarm::number));
    private Instant now;
    private long alarmsSet;

    /** A clock that stands at this instant and scales published durations by this factor. */
    public ManualTime(Instant start, double factor) {
        this.now = start;
        this.factor = factor;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public double factor() {
        return factor;
    }

    @Override
    public synchronized void after(Duration wall, Runnable task) {
        alarms.add(new Alarm(now.plus(wall), alarmsSet++, task));
    }

    /** Moves the clock forward by this much wall-clock time and runs what falls due on the way. */
    public void advance(Duration wall) {
        Instant target = now().plus(wall);
        Optional<Alarm> alarm;
        while ((alarm = nextUntil(target)).isPresent()) {
            alarm.get().task().run();
        }
        moveTo(target);
    }

    /** How many tasks wait for the clock to move. */
    public synchronized int waiting() {
        return alarms.size();
    }

    @Override
    public synchronized void close() {
        alarms.clear();
    }

    private synchronized Optional<Alarm> nextUntil(Instant target) {
        Alarm alarm = alarms.peek();
        if (alarm == null || alarm.due().isAfter(target)) {
            return Optional.empty();
        }
        alarms.remove();
        moveTo(alarm.due());
        return Optional.of(alarm);
    }

    private synchronized void moveTo(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
    }
}
