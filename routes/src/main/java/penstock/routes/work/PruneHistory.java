package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.publication.Pruning;
import penstock.core.publication.Pruning.Pruned;

/** Has what was noted of numbers sent long ago let go, once a day for each seller, one seller at a time. */
public final class PruneHistory implements Duty {

    /** How often a seller's history is looked through; also when the seller comes to this node. */
    static final Duration EVERY = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(PruneHistory.class);

    private final Pruning pruning;
    private final Clock clock;
    private final Map<Long, Instant> next = new ConcurrentHashMap<>();
    private final Semaphore place = new Semaphore(1);

    public PruneHistory(Pruning pruning, Clock clock) {
        this.pruning = pruning;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "prune";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        Instant due = next.getOrDefault(sellerId, Instant.MIN);
        if (!due.isAfter(clock.instant())) {
            hands.start(name(), () -> prune(sellerId));
        }
    }

    private void prune(long sellerId) {
        if (!place.tryAcquire()) {
            return; // another seller's turn; the next tick tries again
        }
        try {
            Pruned pruned = pruning.prune(sellerId);
            next.put(sellerId, clock.instant().plus(EVERY));
            if (pruned.attempts() + pruned.exposures() > 0) {
                LOG.info(
                        "seller {}: {} numbers and {} allowances sent more than {} days ago are let go, the next time in {} h",
                        sellerId,
                        pruned.attempts(),
                        pruned.exposures(),
                        Pruning.KEPT.toDays(),
                        EVERY.toHours());
            }
        } finally {
            place.release();
        }
    }
}
