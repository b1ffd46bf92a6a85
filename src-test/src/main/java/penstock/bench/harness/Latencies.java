package penstock.bench.harness;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** The latency of every order of a cell. Any thread may add. */
final class Latencies {

    /** More orders than any cell has; beyond it they are counted, but not timed. */
    private static final int MAX_ORDERS = 4_000_000;

    private final long[] nanos = new long[MAX_ORDERS];
    private final AtomicInteger taken = new AtomicInteger();

    void add(long latencyNanos) {
        int number = taken.getAndIncrement();
        if (number < MAX_ORDERS) {
            nanos[number] = latencyNanos;
        }
    }

    Measured measured(long durationNanos) {
        int timed = Math.min(taken.get(), MAX_ORDERS);
        Arrays.sort(nanos, 0, timed);
        return new Measured(
                taken.get() * 1e9 / durationNanos, percentileMs(timed, 0.50), percentileMs(timed, 0.99), taken.get());
    }

    private double percentileMs(int timed, double share) {
        return timed == 0 ? 0 : nanos[(int) Math.min(timed - 1L, Math.round(Math.floor(timed * share)))] / 1e6;
    }
}
