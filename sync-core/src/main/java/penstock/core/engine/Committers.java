package penstock.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A few threads that serve a fair queue of sellers: one thread at a time drains what waits for a seller, up to a batch,
 * and the seller queues up again at the end if more has come. Nobody lingers for a batch to fill; what queued during the
 * previous commit is the batch.
 *
 * @param <W> what waits
 */
public final class Committers<W> implements AutoCloseable {

    private final int batchLimit;
    private final int queueLimit;
    private final BiConsumer<Long, List<W>> work;
    private final Map<Long, Deque<W>> waiting = new HashMap<>();
    private final Deque<Long> ready = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param queueLimit the most that may wait for one seller
     * @param work does a batch and answers everybody itself; what it throws goes to the thread's uncaught exception handler
     */
    public Committers(String name, int committers, int batchLimit, int queueLimit, BiConsumer<Long, List<W>> work) {
        this.batchLimit = batchLimit;
        this.queueLimit = queueLimit;
        this.work = work;
        for (int i = 0; i < committers; i++) {
            Thread thread = new Thread(this::serve, name + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Queues something; false when the seller's queue is full or the committers are closed. */
    public synchronized boolean offer(long sellerId, W item) {
        if (closed) {
            return false;
        }
        Deque<W> queue = waiting.get(sellerId);
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting.put(sellerId, queue);
            ready.add(sellerId);
            notify();
        }
        if (queue.size() >= queueLimit) {
            return false;
        }
        queue.add(item);
        return true;
    }

    /** Whether so much has come for a seller since its batch was taken that its next batch is full already. */
    synchronized boolean hasFullBatchWaiting(long sellerId) {
        Deque<W> queue = waiting.get(sellerId);
        return queue != null && queue.size() >= batchLimit;
    }

    /** How many wait, of all sellers. */
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    private void serve() {
        for (Batch<W> batch = take(); batch != null; batch = take()) {
            try {
                work.accept(batch.sellerId(), batch.items());
            } catch (RuntimeException e) {
                // a fault of ours: told where such faults are told, and the thread serves the next seller
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            } finally {
                done(batch.sellerId());
            }
        }
    }

    @org.jspecify.annotations.Nullable
    private synchronized Batch<W> take() {
        while (ready.isEmpty()) {
            if (closed) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        long sellerId = ready.remove();
        Deque<W> queue = waiting.get(sellerId);
        List<W> items = new ArrayList<>();
        while (items.size() < batchLimit && queue != null && !queue.isEmpty()) {
            items.add(queue.remove());
        }
        return new Batch<>(sellerId, items);
    }

    private synchronized void done(long sellerId) {
        Deque<W> queue = waiting.get(sellerId);
        if (queue == null || queue.isEmpty()) {
            waiting.remove(sellerId);
        } else {
            ready.add(sellerId);
            notify();
        }
    }

    /** Takes nothing more, lets what waits be done, and waits for it. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Batch<W>(long sellerId, List<W> items) {}
}
