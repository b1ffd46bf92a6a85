package penstock.routes.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import penstock.core.risk.Lags;
import penstock.core.risk.Leg;

/** Times and counts what the stages of the flow do. Any thread. */
public final class Stages {

    /** The kind of channel of what reached no account. */
    public static final String NO_CHANNEL = "none";

    /** Tag of the few series that are told for each account; they have no buckets. */
    static final String ACCOUNT = "account";

    private static final String CHANNEL = "channel";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry meters;
    private final Lags lags;
    private final Clock clock;

    /**
     * Creates the stages' measurements.
     *
     * @param lags what is kept of them beyond this node's life
     */
    public Stages(MeterRegistry meters, Lags lags, Clock clock) {
        this.meters = meters;
        this.lags = lags;
        this.clock = clock;
    }

    /** Does a stage's work for an account, and times it by whether it threw. */
    public void time(String stage, String channel, Runnable work) {
        long begun = System.nanoTime();
        String outcome = "failed";
        try {
            work.run();
            outcome = "done";
        } finally {
            meters.timer("penstock.work", "stage", stage, CHANNEL, channel, OUTCOME, outcome)
                    .record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** A webhook was answered. */
    public void webhook(String channel, String outcome) {
        meters.counter("penstock.webhooks", CHANNEL, channel, OUTCOME, outcome).increment();
    }

    /** A channel shows what a change of stock made of a listing's number; {@code since} the change was committed. */
    public void shown(long sellerId, String channel, long accountId, Instant since) {
        Duration lag = Duration.between(since, clock.instant());
        lags.measured(sellerId, accountId, Leg.COMMIT_TO_SHOWN, lag);
        meters.timer("penstock.commit.to.shown", CHANNEL, channel, ACCOUNT, Long.toString(accountId))
                .record(lag.isNegative() ? Duration.ZERO : lag);
    }

    /** An order of a channel has just been committed for the first time; a channel's clock may be ahead of ours. */
    public void sold(long sellerId, String channel, long accountId, Instant placedAt) {
        Duration lag = Duration.between(placedAt, clock.instant());
        lags.measured(sellerId, accountId, Leg.SALE_TO_COMMIT, lag);
        meters.timer("penstock.sale.to.commit", CHANNEL, channel).record(lag.isNegative() ? Duration.ZERO : lag);
    }
}
