package penstock.routes.work;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * What is being done for accounts: a job is done by one thread at a time, and for a seller only so many jobs are, so that however
 * many slow channels one seller has, there are threads left for the others. What a seller has beyond that waits for its turn,
 * each job once; so no more waits than the seller has accounts and kinds of job. Any thread.
 */
final class Jobs {

    private final Executor workers;
    private final int atOnceOfASeller;
    private final BiConsumer<Job, RuntimeException> failed;
    private final Map<Long, Seller> sellers = new HashMap<>();

    /** @param failed told of a job that failed, on the job's thread */
    Jobs(Executor workers, int atOnceOfASeller, BiConsumer<Job, RuntimeException> failed) {
        this.workers = workers;
        this.atOnceOfASeller = atOnceOfASeller;
        this.failed = failed;
    }

    /**
     * One thing to be done for an account.
     *
     * @param accountId 0 for the seller as a whole
     */
    record Job(long sellerId, long accountId, String what) {}

    private static final class Seller {
        private final Map<Job, Runnable> waiting = new LinkedHashMap<>();
        private final Set<Job> running = new HashSet<>();

        /** The first that waits and does not run already. */
        Optional<Map.Entry<Job, Runnable>> next() {
            return waiting.entrySet().stream()
                    .filter(job -> !running.contains(job.getKey()))
                    .findFirst();
        }

        boolean isIdle() {
            return waiting.isEmpty() && running.isEmpty();
        }
    }

    /** Has a job done soon; not a second time if it waits or runs already. */
    void start(Job job, Runnable work) {
        enter(job, work, false);
    }

    /** The same of a job that may just have passed by what it is asked for now: one that runs is done once more after that. */
    void startAnew(Job job, Runnable work) {
        enter(job, work, true);
    }

    private synchronized void enter(Job job, Runnable work, boolean anew) {
        Seller seller = sellers.computeIfAbsent(job.sellerId(), id -> new Seller());
        if (anew || !seller.running.contains(job)) {
            seller.waiting.putIfAbsent(job, work);
        }
        go(job.sellerId(), seller);
    }

    private synchronized void ended(Job job) {
        Seller seller = sellers.computeIfAbsent(job.sellerId(), id -> new Seller());
        seller.running.remove(job);
        go(job.sellerId(), seller);
    }

    private void go(long sellerId, Seller seller) {
        Optional<Map.Entry<Job, Runnable>> next = seller.next();
        while (next.isPresent() && seller.running.size() < atOnceOfASeller) {
            hand(seller, next.get().getKey(), next.get().getValue());
            next = seller.next();
        }
        if (seller.isIdle()) {
            sellers.remove(sellerId);
        }
    }

    private void hand(Seller seller, Job job, Runnable work) {
        seller.waiting.remove(job);
        seller.running.add(job);
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    failed.accept(job, e);
                } finally {
                    ended(job);
                }
            });
        } catch (RejectedExecutionException e) {
            seller.running.remove(job); // all workers are busy: the next tick tries again
        }
    }
}
