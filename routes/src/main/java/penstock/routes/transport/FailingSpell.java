package penstock.routes.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time through which an account's calls keep failing. It is said when it begins and when it is over, and in between
 * once in {@link #REMINDER}: a breaker that opens again every half minute for days has nothing new to say. Any thread.
 */
final class FailingSpell {

    /** Between two lines of the log about one spell. */
    static final Duration REMINDER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(FailingSpell.class);

    private @Nullable Instant since;
    private Instant said = Instant.MIN;

    /** The breaker has opened, for the first time or after probes that failed too. Answers whether that was said. */
    synchronized boolean failedAgain(AccountKey account, Instant now, TransportSettings.Breaker limits) {
        if (since == null) {
            since = now;
            said = now;
            LOG.warn(
                    "{}: calls keep failing; none is made for {}, then {} as a probe, until one is answered",
                    account,
                    limits.open(),
                    limits.probes());
            return true;
        } else if (!now.isBefore(said.plus(REMINDER))) {
            said = now;
            LOG.warn(
                    "{}: calls keep failing since {}; probed every {}, said again in {}",
                    account,
                    since,
                    limits.open(),
                    REMINDER);
            return true;
        }
        return false;
    }

    /** Probes were answered. */
    synchronized void over(AccountKey account, Instant now) {
        if (since != null) {
            LOG.info("{}: calls are answered again after {}; all are made", account, Duration.between(since, now));
            since = null;
        }
    }

    synchronized Optional<Instant> since() {
        return Optional.ofNullable(since);
    }
}
