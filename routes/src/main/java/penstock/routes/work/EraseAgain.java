package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.inbox.Inbox;

/** Has what channels tell of persons who were erased erased as well, soon after it was read. */
public final class EraseAgain implements Duty {

    /** How long such a thing may be kept. */
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Inbox inbox;
    private final Clock clock;
    private final Map<Long, Instant> next = new ConcurrentHashMap<>();

    public EraseAgain(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "erase-again";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        Instant now = clock.instant();
        if (!next.getOrDefault(sellerId, Instant.MIN).isAfter(now)) {
            inbox.eraseAgain(sellerId);
            next.put(sellerId, now.plus(EVERY));
        }
    }
}
