package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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

    /** Rounds of a seller are at least this far apart; what wakes it in between is done by the next. */
    public static final Duration GAP = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Leases leases;
    private final SellerRound round;
    private final ScheduledExecutorService scheduler;
    private final Clock clock;
    private final Set<Long> leased = ConcurrentHashMap.newKeySet();
    private final Map<Long, Turn> turns = new ConcurrentHashMap<>();
    private final Map<Long, Instant> alarms = new ConcurrentHashMap<>();

    public Rounds(Leases leases, SellerRound round, ScheduledExecutorService scheduler, Clock clock) {
        this.clock = clock;
        this.leases = leases;
        this.round = round;
        this.scheduler = scheduler;
    }

    /** Whether a round of the seller runs or waits, and whether something came up since it began. */
    private enum Turn {
        WAITING,
        RUNNING,
        RUNNING_AND_WOKEN
    }

    /** Something came up for the seller. Any thread; returns at once. */
    public void wake(long sellerId) {
        if (leased.contains(sellerId)) {
            schedule(sellerId);
        }
    }

    /** Prolongs the leases and has every leased seller looked at. Called by a timer. */
    public void tick() {
        try {
            List<Long> held = leases.hold(Sellers.LEASE, LEASE, TAKE_OVER);
            leased.retainAll(held);
            for (long sellerId : held) {
                if (leased.contains(sellerId) || isTakenOver(sellerId)) {
                    round.lookAround(sellerId, at -> wakeAt(sellerId, at));
                    schedule(sellerId);
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

    private void schedule(long sellerId) {
        Turn before;
        do {
            before = turns.putIfAbsent(sellerId, Turn.WAITING);
        } while (before == Turn.RUNNING && !turns.replace(sellerId, Turn.RUNNING, Turn.RUNNING_AND_WOKEN));
        if (before == null) {
            submit(sellerId, Duration.ZERO);
        }
    }

    private void submit(long sellerId, Duration delay) {
        try {
            scheduler.schedule(() -> run(sellerId), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            turns.remove(sellerId); // closing
        }
    }

    private void run(long sellerId) {
        turns.put(sellerId, Turn.RUNNING);
        try {
            round.work(sellerId, at -> wakeAt(sellerId, at));
        } catch (RuntimeException e) {
            LOG.warn("round of seller {}: {}; tried again at the next tick", sellerId, describe(e));
        }
        if (turns.remove(sellerId, Turn.RUNNING)) {
            return;
        }
        turns.put(sellerId, Turn.WAITING);
        submit(sellerId, GAP);
    }

    /** Not left to the next tick; one alarm a seller, the earliest. */
    private void wakeAt(long sellerId, Instant at) {
        Instant first = alarms.merge(sellerId, at, (set, asked) -> asked.isBefore(set) ? asked : set);
        if (!first.equals(at)) {
            return;
        }
        try {
            long delay = Math.max(0, Duration.between(clock.instant(), at).toMillis() + 1);
            scheduler.schedule(
                    () -> {
                        alarms.remove(sellerId, at);
                        wake(sellerId);
                    },
                    delay,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            alarms.remove(sellerId, at); // closing
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
