package penstock.routes.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.publication.DriftCause;
import penstock.core.publication.Drifts;

/**
 * Has what nobody has looked at for a day read back, a page of each account a minute, and counts what channels show wrong. What is read is
 * what of a rate limit nothing else has used. Any thread.
 */
public final class ReconcileListings implements Duty {

    /** How often a seller's listings are looked through; also when the seller comes to this node. */
    static final Duration EVERY = Duration.ofMinutes(1);

    /** Listings of one account at a time: a million of them have their turn within a day. */
    static final int AT_A_TIME = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileListings.class);

    private final Drifts drifts;
    private final Clock clock;
    private final Map<Long, Instant> next = new ConcurrentHashMap<>();
    private final Map<Long, Map<DriftCause, Long>> open = new ConcurrentHashMap<>();

    public ReconcileListings(Drifts drifts, MeterRegistry meters, Clock clock) {
        this.drifts = drifts;
        this.clock = clock;
        for (DriftCause cause : DriftCause.values()) {
            Gauge.builder("penstock.drifts.open", open, counts -> sum(counts, cause))
                    .description("Listings of this node's sellers that show something else than they should")
                    .tag("cause", cause.name())
                    .register(meters);
        }
    }

    private static double sum(Map<Long, Map<DriftCause, Long>> counts, DriftCause cause) {
        return counts.values().stream()
                .mapToLong(counted -> counted.getOrDefault(cause, 0L))
                .sum();
    }

    @Override
    public String name() {
        return "reconcile";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        Instant now = clock.instant();
        if (!next.getOrDefault(sellerId, Instant.MIN).isAfter(now)) {
            reconcile(sellerId);
            next.put(sellerId, now.plus(EVERY));
        }
    }

    private void reconcile(long sellerId) {
        int asked = drifts.reconcile(sellerId, AT_A_TIME);
        if (asked > 0) {
            LOG.debug("seller {}: {} listings that nobody has looked at for a day are read back", sellerId, asked);
        }
        open.put(sellerId, drifts.counts(sellerId, Optional.empty()));
    }
}
