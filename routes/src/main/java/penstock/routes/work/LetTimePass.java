package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.publication.PassingTime;

/** Has listings looked at again whose numbers change with time alone; also when a seller comes to this node. */
public final class LetTimePass implements Duty {

    private record Next(Instant ageing, Instant selling) {}

    private final PassingTime passing;
    private final Clock clock;
    private final Map<Long, Next> next = new ConcurrentHashMap<>();

    public LetTimePass(PassingTime passing, Clock clock) {
        this.passing = passing;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pass";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        Instant now = clock.instant();
        Next due = next.getOrDefault(sellerId, new Next(Instant.MIN, Instant.MIN));
        boolean ageing = !due.ageing().isAfter(now);
        boolean selling = !due.selling().isAfter(now);
        if (ageing || selling) {
            hands.start(name(), () -> pass(sellerId, due, ageing, selling));
        }
    }

    /** Noted after it was done: what broke off is done again at the next tick. */
    private void pass(long sellerId, Next due, boolean ageing, boolean selling) {
        if (ageing) {
            passing.age(sellerId);
        }
        if (selling) {
            passing.sell(sellerId);
        }
        next.put(
                sellerId,
                new Next(
                        ageing ? later(PassingTime.AGEING) : due.ageing(),
                        selling ? later(PassingTime.SELLING) : due.selling()));
    }

    private Instant later(Duration wait) {
        return clock.instant().plus(wait);
    }
}
