package penstock.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time as it passes: anchored once at the wall clock, then monotonic. */
public final class RealTime implements SandboxTime {
    private static final int THREADS = 2;

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final double factor;
    private final ScheduledThreadPoolExecutor alarm;

    /** A clock on which published durations pass this many times faster; the factor must be positive. */
    public RealTime(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("The time factor must be positive, but is " + factor + ".");
        }
        this.factor = factor;
        this.alarm = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "sandbox-time");
            thread.setDaemon(true);
            return thread;
        });
        alarm.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public double factor() {
        return factor;
    }

    @Override
    public void after(Duration wall, Runnable task) {
        if (!alarm.isShutdown()) {
            alarm.schedule(task, wall.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        alarm.shutdownNow();
    }
}
