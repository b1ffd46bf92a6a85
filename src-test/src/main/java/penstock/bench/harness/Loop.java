package penstock.bench.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Puts a contender under load and waits until everything it was given is done. One use. */
public final class Loop {

    private final Contender contender;
    private final Sales sales;
    private final Latencies latencies = new Latencies();
    private final Phaser inFlight = new Phaser(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final long begin = System.nanoTime();
    private final long end;

    private Loop(Contender contender, Sales sales, Duration duration) {
        this.contender = contender;
        this.sales = sales;
        this.end = begin + duration.toNanos();
    }

    /** Always that many in flight: an order's end is the next one's beginning. */
    public static Measured closed(Contender contender, Sales sales, int inFlight, Duration duration) {
        Loop loop = new Loop(contender, sales, duration);
        for (int i = 0; i < inFlight; i++) {
            loop.inFlight.register();
            loop.goOn();
        }
        return loop.finish();
    }

    /** So many orders a second, whether they are answered or not; latency counts from when each was due. */
    public static Measured open(Contender contender, Sales sales, int ratePerSecond, Duration duration) {
        Loop loop = new Loop(contender, sales, duration);
        long gap = Duration.ofSeconds(1).toNanos() / ratePerSecond;
        for (long due = loop.begin; due < loop.end; due += gap) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            loop.inFlight.register();
            loop.take(due, done -> loop.inFlight.arriveAndDeregister());
        }
        return loop.finish();
    }

    private void goOn() {
        if (System.nanoTime() >= end || failure.get() != null) {
            inFlight.arriveAndDeregister();
        } else {
            take(System.nanoTime(), done -> goOn());
        }
    }

    private void take(long since, Consumer<Long> then) {
        contender.take(sales.next()).whenComplete((reply, thrown) -> {
            long now = System.nanoTime();
            if (thrown != null) {
                failure.compareAndSet(null, thrown);
            }
            latencies.add(now - since);
            then.accept(now);
        });
    }

    private Measured finish() {
        inFlight.arriveAndAwaitAdvance();
        Optional<Throwable> thrown = Optional.ofNullable(failure.get());
        if (thrown.isPresent()) {
            throw new CompletionException("an order failed", thrown.get());
        }
        return latencies.measured(System.nanoTime() - begin);
    }
}
