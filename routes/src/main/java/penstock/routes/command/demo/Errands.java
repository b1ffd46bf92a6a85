package penstock.routes.command.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Things done again and again until they are stopped. What goes wrong is counted and shown, and the next turn goes on. */
final class Errands implements AutoCloseable {

    private static final int THREADS = 6;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "demo");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, ScheduledFuture<?>> running = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private int troubleCount;

    /** Troubles kept to be shown; all are counted. */
    private static final int KEPT = 20;

    /** Does it now, and again so long after each end. */
    synchronized void every(Duration pause, String name, Runnable errand) {
        running.put(
                name,
                threads.scheduleWithFixedDelay(() -> run(name, errand), 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    synchronized void stop(String name) {
        ScheduledFuture<?> errand = running.remove(name);
        if (errand != null) {
            errand.cancel(false);
        }
    }

    private void run(String name, Runnable errand) {
        try {
            errand.run();
        } catch (RuntimeException e) {
            note(name + ": " + e.getMessage());
        }
    }

    private synchronized void note(String trouble) {
        troubleCount++;
        if (troubles.size() < KEPT) {
            troubles.add(trouble);
        }
    }

    /** What went wrong with the demo's own calls, the first of them. */
    synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    synchronized int troubleCount() {
        return troubleCount;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
