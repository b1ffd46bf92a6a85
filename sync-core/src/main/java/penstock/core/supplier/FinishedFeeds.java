package penstock.core.supplier;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import penstock.core.store.DatabaseUnavailable;

/** Wakes those who wait for a feed to be finished. Any thread. */
final class FinishedFeeds {

    /** One that another node finished is noticed after this time. */
    static final Duration LOOK = Duration.ofMillis(250);

    private final Lock lock = new ReentrantLock();
    private final Condition one = lock.newCondition();

    void tell() {
        lock.lock();
        try {
            one.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until some feed is finished, or it is time to look. */
    void await(Duration left) {
        long nanos = Math.min(left.toNanos(), LOOK.toNanos());
        lock.lock();
        try {
            one.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting for a feed", e);
        } finally {
            lock.unlock();
        }
    }
}
