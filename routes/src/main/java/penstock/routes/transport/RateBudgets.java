package penstock.routes.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.channels.spi.Budget;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.LimitReader.Limit;

/**
 * The rate limits of each account, one bucket an operation: seeded from what the channel publishes, corrected by what it
 * replies. In memory of the node that holds the account's lease, but for what is used of a daily quota. Any thread.
 *
 * <p>Corrections: what the adapter reads in a reply ({@link #learn}), a 429 ({@link #exhausted}), and a 503 that says when to come
 * back ({@link #rest}).
 */
public final class RateBudgets {

    /** This share of a burst is left for {@link Urgency#DECREASE}. */
    public static final double SHARE_KEPT_FOR_DECREASES = 0.2;

    static final int ACCOUNTS_MAX = 10_000;
    static final int OPERATIONS_PER_ACCOUNT_MAX = 200;

    private static final double PER_SECOND_MIN = 1e-5;
    private static final double PER_SECOND_MAX = 1e6;

    private final LeastRecent<AccountKey, LeastRecent<String, TokenBucket>> accounts = new LeastRecent<>(ACCOUNTS_MAX);
    private final LeastRecent<AccountKey, LeastRecent<String, DailyQuota>> quotas = new LeastRecent<>(ACCOUNTS_MAX);
    private final QuotaMemory memory;
    private final double rateFactor;
    private final Duration retryAfterMax;
    private final Clock clock;

    /**
     * Starts with full buckets.
     *
     * @param memory of the daily quotas
     */
    public RateBudgets(TransportSettings settings, QuotaMemory memory, Clock clock) {
        this.memory = memory;
        this.rateFactor = settings.rateFactor();
        this.retryAfterMax = settings.retryAfterMax();
        this.clock = clock;
    }

    /**
     * Takes what a call costs.
     *
     * @return zero when taken, else the wait after which it can be
     */
    public Duration take(AccountKey account, Budget budget, Urgency urgency) {
        return budget.perDay() > 0
                ? takeOfTheDay(account, budget, urgency, clock.instant())
                : takeOfTheBucket(account, budget, urgency);
    }

    private Duration takeOfTheDay(AccountKey account, Budget budget, Urgency urgency, Instant now) {
        DailyQuota quota = quota(account, budget, now);
        Duration wait = quota.take(budget.cost(), urgency, now);
        if (!wait.isZero()) {
            return wait;
        }
        Duration turn = takeOfTheBucket(account, budget, urgency);
        if (!turn.isZero()) {
            quota.giveBack(budget.cost());
            return turn;
        }
        memory.note(account, budget.operation(), DailyQuota.day(now), quota.used(now));
        return Duration.ZERO;
    }

    private DailyQuota quota(AccountKey account, Budget budget, Instant now) {
        int perDay = (int) Math.min(Integer.MAX_VALUE, Math.max(1, budget.perDay() * rateFactor));
        return quotas.get(account, key -> new LeastRecent<>(OPERATIONS_PER_ACCOUNT_MAX))
                .get(
                        budget.operation(),
                        operation -> new DailyQuota(
                                perDay, DailyQuota.day(now), memory.used(account, operation, DailyQuota.day(now))));
    }

    private Duration takeOfTheBucket(AccountKey account, Budget budget, Urgency urgency) {
        TokenBucket bucket = bucket(account, budget);
        double kept = urgency == Urgency.NORMAL ? bucket.burst() * SHARE_KEPT_FOR_DECREASES : 0;
        return bucket.take(budget.cost(), kept, clock.instant());
    }

    /** The call for which units were taken is over, whatever became of it; to be said before {@link #learn}. */
    public void ended(AccountKey account, Budget budget) {
        bucket(account, budget).ended(budget.cost());
    }

    /** Learns what a reply told of the limit. */
    public void learn(AccountKey account, Budget budget, Limit limit) {
        Instant now = clock.instant();
        TokenBucket bucket = bucket(account, budget);
        limit.perSecond().ifPresent(perSecond -> bucket.correct(bounded(perSecond), now));
        limit.burst().ifPresent(burst -> bucket.resize(Math.max(1, burst), now));
        limit.left().ifPresent(left -> bucket.observe(left, now));
    }

    /**
     * Learns from a 429 that nothing is left.
     *
     * @return the wait that the reply asks for, else the time in which one unit comes back; at least a second
     */
    public Duration exhausted(AccountKey account, Budget budget, HttpReply reply) {
        Instant now = clock.instant();
        TokenBucket bucket = bucket(account, budget);
        Duration unit = bucket.perUnit();
        Duration wait = retryAfter(reply, now).orElse(unit.compareTo(RetryAfter.MIN) < 0 ? RetryAfter.MIN : unit);
        bucket.drain(wait, now);
        return wait;
    }

    /**
     * Learns from a 503 how long to leave the channel alone.
     *
     * @return the wait that the reply asks for; empty if it asks for none
     */
    public Optional<Duration> rest(AccountKey account, Budget budget, HttpReply reply) {
        Instant now = clock.instant();
        Optional<Duration> wait = retryAfter(reply, now);
        wait.ifPresent(asked -> bucket(account, budget).close(asked, now));
        return wait;
    }

    private Optional<Duration> retryAfter(HttpReply reply, Instant now) {
        return reply.header("retry-after").flatMap(value -> RetryAfter.parse(value, now, retryAfterMax));
    }

    /** Drops what is known of an account that is no longer worked here. */
    public void forget(AccountKey account) {
        accounts.forget(account);
        quotas.forget(account);
    }

    private TokenBucket bucket(AccountKey account, Budget budget) {
        double perSecond = bounded(budget.perSecond() * rateFactor);
        return buckets(account)
                .get(budget.operation(), name -> new TokenBucket(perSecond, budget.burst(), clock.instant()));
    }

    private LeastRecent<String, TokenBucket> buckets(AccountKey account) {
        return accounts.get(account, key -> new LeastRecent<>(OPERATIONS_PER_ACCOUNT_MAX));
    }

    private static double bounded(double perSecond) {
        return Math.max(PER_SECOND_MIN, Math.min(PER_SECOND_MAX, perSecond));
    }
}
