package penstock.routes.transport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.channels.spi.Budget;
import penstock.channels.spi.HttpReply;

/**
 * The rate limits of each account, one bucket an operation: seeded from what the channel publishes, corrected by what it
 * replies. In memory of the node that holds the account's lease. Any thread.
 *
 * <p>Corrections: the header {@value #RATE_HEADER} (units a second, sent by Amazon's Selling Partner API), a 429, and
 * {@link #observe} for a channel that tells in the body what is left, which only its adapter can read.
 */
public final class RateBudgets {

    /** This share of a burst is left for {@link Urgency#DECREASE}. */
    public static final double SHARE_KEPT_FOR_DECREASES = 0.2;

    static final int ACCOUNTS_MAX = 10_000;
    static final int OPERATIONS_PER_ACCOUNT_MAX = 200;

    private static final String RATE_HEADER = "x-amzn-ratelimit-limit";
    private static final double PER_SECOND_MIN = 1e-5;
    private static final double PER_SECOND_MAX = 1e6;

    private final LeastRecent<AccountKey, LeastRecent<String, TokenBucket>> accounts = new LeastRecent<>(ACCOUNTS_MAX);
    private final double rateFactor;
    private final Duration retryAfterMax;
    private final Clock clock;

    public RateBudgets(TransportSettings settings, Clock clock) {
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
        TokenBucket bucket = bucket(account, budget);
        double kept = urgency == Urgency.NORMAL ? bucket.burst() * SHARE_KEPT_FOR_DECREASES : 0;
        return bucket.take(budget.cost(), kept, clock.instant());
    }

    /** Learns the rate from a reply's header, if it has one. */
    public void heed(AccountKey account, Budget budget, HttpReply reply) {
        reply.header(RATE_HEADER)
                .flatMap(RateBudgets::rate)
                .ifPresent(rate -> bucket(account, budget).correct(rate, clock.instant()));
    }

    /**
     * Learns from a 429 that nothing is left.
     *
     * @return the wait that the reply asks for, else the time in which one unit comes back; at least a second
     */
    public Duration exhausted(AccountKey account, Budget budget, HttpReply reply) {
        heed(account, budget, reply);
        Instant now = clock.instant();
        TokenBucket bucket = bucket(account, budget);
        Duration unit = bucket.perUnit();
        Duration wait = reply.header("retry-after")
                .flatMap(value -> RetryAfter.parse(value, now, retryAfterMax))
                .orElse(unit.compareTo(RetryAfter.MIN) < 0 ? RetryAfter.MIN : unit);
        bucket.drain(wait, now);
        return wait;
    }

    /**
     * Learns what a channel told in a body: a bucket not used yet is seeded by it.
     *
     * @param remaining units left now
     * @param perSecond units that come back each second, as the channel counts them
     */
    public void observe(AccountKey account, String operation, double remaining, double perSecond) {
        Instant now = clock.instant();
        double rate = bounded(perSecond);
        TokenBucket bucket =
                buckets(account).get(operation, name -> new TokenBucket(rate, Math.max(1, remaining), now));
        bucket.correct(rate, now);
        bucket.observe(remaining, now);
    }

    /** Drops what is known of an account that is no longer worked here. */
    public void forget(AccountKey account) {
        accounts.forget(account);
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

    private static Optional<Double> rate(String header) {
        try {
            double rate = Double.parseDouble(header.strip());
            return rate > 0 && rate <= PER_SECOND_MAX ? Optional.of(bounded(rate)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
