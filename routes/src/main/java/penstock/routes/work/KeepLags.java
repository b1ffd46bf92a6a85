package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.risk.Lags;

/** Has what was measured of a seller's channels written down now and then, so that it outlives this node. */
public final class KeepLags implements Duty {

    /** How often; what was measured since is lost with a node that dies. */
    static final Duration EVERY = Duration.ofSeconds(15);

    private final Lags lags;
    private final Clock clock;
    private final Map<Long, Instant> next = new ConcurrentHashMap<>();

    public KeepLags(Lags lags, Clock clock) {
        this.lags = lags;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "lags";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        Instant now = clock.instant();
        if (!next.getOrDefault(sellerId, Instant.MIN).isAfter(now)) {
            next.put(sellerId, now.plus(EVERY));
            hands.start(name(), () -> lags.keep(sellerId));
        }
    }
}
