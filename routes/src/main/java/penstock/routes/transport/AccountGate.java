package penstock.routes.transport;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets an account's calls through: not too many at once, and none while its channel keeps failing. Any thread. */
final class AccountGate {

    /** The wait when the gate is full, or its probes are under way. */
    static final Duration FULL_WAIT = Duration.ofSeconds(1);

    /** The same of a channel that is simulated at many times the speed of life: a call takes some time in any case. */
    private static final Duration FULL_WAIT_MIN = Duration.ofMillis(100);

    /** Patience limits a call, so slowness alone never opens the breaker. */
    private static final Duration NEVER_SLOW = Duration.ofDays(1);

    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Clock clock;
    private final Duration fullWait;
    private final FailingSpell spell = new FailingSpell();
    private volatile Instant opensAgainAt = Instant.MIN;

    AccountGate(AccountKey account, TransportSettings settings, Clock clock) {
        TransportSettings.Breaker limits = settings.breaker();
        this.clock = clock;
        Duration paced = settings.paced(FULL_WAIT);
        this.fullWait = paced.compareTo(FULL_WAIT_MIN) < 0 ? FULL_WAIT_MIN : paced;
        this.bulkhead = Bulkhead.of(
                account.toString(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.callsPerAccount())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.breaker = CircuitBreaker.of(
                account.toString(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(limits.calls(), limits.callsMin(), SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(limits.failurePercent())
                        .slowCallDurationThreshold(NEVER_SLOW)
                        .waitDurationInOpenState(limits.open())
                        .permittedNumberOfCallsInHalfOpenState(limits.probes())
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                opensAgainAt = clock.instant().plus(limits.open());
                spell.failedAgain(account, clock.instant(), limits);
            } else if (event.getStateTransition().getToState() == State.CLOSED) {
                spell.over(account, clock.instant());
            }
        });
    }

    /** Since when calls keep failing; empty while they are let through. */
    Optional<Instant> failingSince() {
        return spell.since();
    }

    /** Goes in, or says how long to wait; whoever went in calls one of the three that go out, once. */
    Optional<Held> enter() {
        if (!bulkhead.tryAcquirePermission()) {
            return Optional.of(new Held("bulkhead", fullWait, "the account has as many calls under way as it may"));
        }
        if (!breaker.tryAcquirePermission()) {
            bulkhead.releasePermission();
            return Optional.of(new Held("breaker", untilProbe(), "calls to the channel keep failing"));
        }
        return Optional.empty();
    }

    /** Out again; the channel answered, whatever it said. */
    void answered() {
        breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        bulkhead.onComplete();
    }

    /** Out again; the channel failed: 5xx, a lost reply, no connection. */
    void failed(String why) {
        breaker.onError(0, TimeUnit.MILLISECONDS, new CallFailed(CallFailed.Stage.REPLYING, why));
        bulkhead.onComplete();
    }

    /** Out again; no call was made after all. */
    void unused() {
        breaker.releasePermission();
        bulkhead.onComplete();
    }

    /** Whether calls keep failing; also while it probes. */
    boolean isOpen() {
        return breaker.getState() != State.CLOSED;
    }

    private Duration untilProbe() {
        Duration wait = Duration.between(clock.instant(), opensAgainAt).plusMillis(1);
        return wait.compareTo(fullWait) < 0 ? fullWait : wait;
    }

    /** Not let in. {@code cause} is a metric's tag. */
    record Held(String cause, Duration retryAfter, String why) {}
}
