package penstock.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * A few threads that serve a fair queue of sellers: a thread drains what waits for a seller, up to a batch, and the seller
 * queues up again at the end if more has come. Nobody lingers for a batch to fill; what queued during the previous commit
 * is the batch. A seller's batches are done one after the other, unless the one under way {@linkplain #letNextBegin lets the
 * next begin}.
 *
 * @param <W> what waits
 */
public final class Committers<W> implements AutoCloseable {

    private final int batchLimit;
    private final int queueLimit;
    private final BiConsumer<Long, List<W>> work;
    private final Map<Long, Line<W>> lines = new HashMap<>();
    private final Deque<Long> ready = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private int idle;
    private boolean closed;

    /** What waits for a seller, and how far its batches are. */
    private static final class Line<W> {
        final Deque<W> waiting = new ArrayDeque<>();
        int underWay;
        boolean nextMayBegin;
        boolean ready;
    }

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
        Line<W> line = lines.computeIfAbsent(sellerId, seller -> new Line<>());
        if (line.waiting.size() >= queueLimit) {
            return false;
        }
        line.waiting.add(item);
        callIfDue(sellerId, line);
        return true;
    }

    /**
     * Said by who does a seller's last batch: the next may begin beside it as soon as it is full, a thread idle, and no other
     * seller's turn.
     */
    synchronized void letNextBegin(long sellerId) {
        Line<W> line = Objects.requireNonNull(lines.get(sellerId));
        line.nextMayBegin = true;
        callIfDue(sellerId, line);
    }

    private void callIfDue(long sellerId, Line<W> line) {
        boolean due = line.underWay == 0
                ? !line.waiting.isEmpty()
                : line.nextMayBegin && line.waiting.size() >= batchLimit && ready.isEmpty() && idle > 0;
        if (due && !line.ready) {
            line.ready = true;
            ready.add(sellerId);
            notify();
        }
    }

    /** How many wait, of all sellers. */
    synchronized int waiting() {
        return lines.values().stream().mapToInt(line -> line.waiting.size()).sum();
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
            idle++;
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } finally {
                idle--;
            }
        }
        long sellerId = ready.remove();
        Line<W> line = Objects.requireNonNull(lines.get(sellerId));
        line.ready = false;
        line.nextMayBegin = false;
        line.underWay++;
        List<W> items = new ArrayList<>();
        while (items.size() < batchLimit && !line.waiting.isEmpty()) {
            items.add(line.waiting.remove());
        }
        return new Batch<>(sellerId, items);
    }

    private synchronized void done(long sellerId) {
        Line<W> line = Objects.requireNonNull(lines.get(sellerId));
        line.underWay--;
        if (line.underWay == 0 && line.waiting.isEmpty()) {
            lines.remove(sellerId);
        } else {
            callIfDue(sellerId, line);
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
