package penstock.test.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Any thread. */
public final class MovedClock extends Clock {

    private final AtomicReference<Instant> now;

    /** Stands at {@code start}. */
    public MovedClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** Moves it forward. */
    public void move(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
