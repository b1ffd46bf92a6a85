package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.catalogue.Sellers;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.Leases;
import penstock.core.store.OutcomeUnknown;

/**
 * Has everything done that is due for the sellers this node has leased: at once when woken, and at every tick in any case,
 * so that a lost wake costs one tick. For each seller one round at a time, for each account one job of a kind at a time.
 */
public final class Rounds implements AutoCloseable {

    /** How long a node keeps a seller without prolonging the lease. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    /** Sellers taken over at one tick, so that several nodes share them. */
    public static final int TAKE_OVER = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Leases leases;
    private final SellerRound round;
    private final Turns turns;
    private final Set<Long> leased = ConcurrentHashMap.newKeySet();

    public Rounds(Leases leases, SellerRound round, ScheduledExecutorService scheduler, Clock clock) {
        this.leases = leases;
        this.round = round;
        this.turns = new Turns(
                (work, delay) -> scheduler.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS), clock, this::run);
    }

    /** Something came up for the seller. Any thread; returns at once. */
    public void wake(long sellerId) {
        if (leased.contains(sellerId)) {
            turns.wake(sellerId);
        }
    }

    /** Prolongs the leases and has every leased seller looked at. Called by a timer. */
    public void tick() {
        try {
            List<Long> held = leases.hold(Sellers.LEASE, LEASE, TAKE_OVER);
            leased.retainAll(held);
            for (long sellerId : held) {
                if (leased.contains(sellerId) || isTakenOver(sellerId)) {
                    round.lookAround(sellerId, at -> turns.wakeAt(sellerId, at));
                    turns.wake(sellerId);
                }
            }
        } catch (DatabaseUnavailable e) {
            LOG.info("the database is not available; rounds go on at the next tick");
        }
    }

    private boolean isTakenOver(long sellerId) {
        try {
            round.takeOver(sellerId);
            return leased.add(sellerId);
        } catch (RuntimeException e) {
            LOG.warn("taking seller {} over: {}; tried again at the next tick", sellerId, describe(e));
            return false;
        }
    }

    /** The sellers that this node works. */
    public Set<Long> leased() {
        return Set.copyOf(leased);
    }

    private void run(long sellerId) {
        try {
            round.work(sellerId, at -> turns.wakeAt(sellerId, at));
        } catch (RuntimeException e) {
            LOG.warn("round of seller {}: {}; tried again at the next tick", sellerId, describe(e));
        }
    }

    static String describe(RuntimeException e) {
        return databaseIsAway(e) ? "the database is not available" : e.toString();
    }

    /** Also of what a route has thrown, which comes wrapped; and of a commit that nobody knows of. */
    static boolean databaseIsAway(RuntimeException e) {
        Throwable thrown = e instanceof CamelExecutionException && e.getCause() != null ? e.getCause() : e;
        return thrown instanceof DatabaseUnavailable || thrown instanceof OutcomeUnknown;
    }

    /** Gives the leases up, so that another node need not wait for them to run out. */
    @Override
    public void close() {
        leased.clear();
        try {
            leases.giveUp();
        } catch (RuntimeException e) {
            LOG.info("leases run out by themselves in {}: {}", LEASE, describe(e));
        }
    }
}
