package penstock.core.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts batches as they are committed. Any thread; never waits. */
final class EngineCounts {

    private final LongAdder batches = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder ahead = new LongAdder();
    private final LongAdder inVain = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong lag = new AtomicLong();

    void committed(int size, long tookNanos) {
        batches.increment();
        commands.add(size);
        nanos.add(tookNanos);
    }

    void failed() {
        failures.increment();
    }

    void ahead() {
        ahead.increment();
    }

    void inVain() {
        inVain.increment();
    }

    /** This node's clock was so far behind the one that posted last. */
    void behind(Duration time) {
        lag.accumulateAndGet(time.toNanos(), Math::max);
    }

    EngineFigures figures(int waiting) {
        return new EngineFigures(
                batches.sum(),
                commands.sum(),
                failures.sum(),
                ahead.sum(),
                inVain.sum(),
                Duration.ofNanos(nanos.sum()),
                Duration.ofNanos(lag.get()),
                waiting);
    }
}
