package penstock.routes.work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.routes.work.Duty.When;
import penstock.routes.work.Jobs.Job;

/** One look at everything that may be due for one seller: the duties, in their order. What calls the outside is handed to the routes. */
public final class SellerRound {

    private static final Logger LOG = LoggerFactory.getLogger(SellerRound.class);

    /** The job that sees to what only time sets off. */
    private static final String LOOK_AROUND = "look-around";

    private final List<Duty> duties;
    private final Sending sending;
    private final Jobs jobs;
    private final Set<Long> unsettled = ConcurrentHashMap.newKeySet();

    /**
     * Looks.
     *
     * @param jobsAtOnce jobs of one seller that are done at a time
     */
    public SellerRound(List<Duty> duties, Sending sending, Executor workers, int jobsAtOnce) {
        this.duties = List.copyOf(duties);
        this.sending = sending;
        this.jobs = new Jobs(workers, jobsAtOnce, this::failed);
    }

    /** What sends an account through a route; empty if there is no such account. */
    public interface Sending {
        Optional<Runnable> of(long sellerId, long accountId, String route);
    }

    /** Takes a seller over from another node, before anything is claimed here. */
    void takeOver(long sellerId) {
        duties.forEach(duty -> duty.endClaims(sellerId));
    }

    /** What came in sets off. */
    void work(long sellerId, Consumer<Instant> alarm) {
        see(When.WOKEN, sellerId, alarm);
    }

    /** What only time sets off. */
    void lookAround(long sellerId, Consumer<Instant> alarm) {
        jobs.start(new Job(sellerId, 0, LOOK_AROUND), () -> {
            endUnsettledClaims(sellerId);
            see(When.TICK, sellerId, alarm);
        });
    }

    /** When the database went away before an outcome of ours was noted; all of it is read back. */
    private void endUnsettledClaims(long sellerId) {
        if (unsettled.remove(sellerId)) {
            takeOver(sellerId);
        }
    }

    private void see(When when, long sellerId, Consumer<Instant> alarm) {
        Hands hands = new OfSeller(sellerId, alarm);
        for (Duty duty : duties) {
            if (duty.when() == when) {
                guarded(duty.name() + " of seller " + sellerId, () -> duty.see(sellerId, hands));
            }
        }
    }

    /** What is wrong with one account, or duty, is none of the others' business; a database that is gone is everybody's. */
    static void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (Rounds.databaseIsAway(e)) {
                throw e;
            }
            LOG.warn("{}: {}; the others go on, it is tried again later", what, Rounds.describe(e));
        }
    }

    private void failed(Job job, RuntimeException failure) {
        if (Rounds.databaseIsAway(failure)) {
            unsettled.add(job.sellerId());
        }
        LOG.warn("{}: {}; tried again at the next tick", job, Rounds.describe(failure));
    }

    private final class OfSeller implements Hands {

        private final long sellerId;
        private final Consumer<Instant> alarm;

        OfSeller(long sellerId, Consumer<Instant> alarm) {
            this.sellerId = sellerId;
            this.alarm = alarm;
        }

        @Override
        public void start(String what, Runnable work) {
            jobs.start(new Job(sellerId, 0, what), work);
        }

        @Override
        public void startAnew(String what, Runnable work) {
            jobs.startAnew(new Job(sellerId, 0, what), work);
        }

        @Override
        public void start(long accountId, String route) {
            withRoute(accountId, route, send -> jobs.start(new Job(sellerId, accountId, route), send));
        }

        @Override
        public void startAnew(long accountId, String route, Runnable afterwards) {
            withRoute(
                    accountId,
                    route,
                    send -> jobs.startAnew(new Job(sellerId, accountId, route), () -> {
                        send.run();
                        afterwards.run();
                    }));
        }

        private void withRoute(long accountId, String route, Consumer<Runnable> starting) {
            guarded(
                    "account " + accountId,
                    () -> sending.of(sellerId, accountId, route).ifPresent(starting));
        }

        @Override
        public void wakeAt(Instant moment) {
            alarm.accept(moment);
        }
    }
}
