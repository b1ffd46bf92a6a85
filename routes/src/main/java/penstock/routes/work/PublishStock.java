package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.channels.spi.Channel;
import penstock.channels.spi.StockSink;
import penstock.channels.spi.StockSink.Observed;
import penstock.core.message.Outcome;
import penstock.core.message.StockOutcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;
import penstock.core.publication.Publishing.DueAccount;
import penstock.core.publication.Publishing.Work;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.metrics.Stages;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.Ended;
import penstock.routes.transport.Urgency;

/** Tells one account's channel what its listings are to show, and reads back what they do show. Any thread. */
public final class PublishStock implements Duty {

    /** Listings claimed at a time, at most. */
    static final int MAX_CLAIM = 250;

    /** Claims made in one go. */
    static final int MAX_CLAIMS = 50;

    /** The wait after a read-back that came to nothing. */
    static final Duration NOT_READ_WAIT = Duration.ofSeconds(30);

    /** Channels state their time in whole seconds, rounded down. */
    static final Duration WHOLE_SECOND = Duration.ofSeconds(1);

    /** What becomes due within this is not left to the next tick. */
    private static final Duration SOON = Duration.ofMillis(WorkRoutes.TICK_MS);

    private final Publishing publishing;
    private final OpenAccounts accounts;
    private final Calls calls;
    private final ShownLags lags;
    private final CollectMessages collecting;
    private final Pace pace;
    private final Clock clock;

    /**
     * Publishes.
     *
     * @param collecting polls the orders that listings wait for
     */
    public PublishStock(
            Publishing publishing,
            OpenAccounts accounts,
            Calls calls,
            CollectMessages collecting,
            Stages stages,
            Pace pace,
            Clock clock) {
        this.lags = new ShownLags(stages);
        this.collecting = collecting;
        this.pace = pace;
        this.publishing = publishing;
        this.accounts = accounts;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public When when() {
        return When.WOKEN;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        publishing.followLedger(sellerId);
        Instant now = clock.instant();
        for (DueAccount due : publishing.dueAccounts(sellerId, now.plus(SOON))) {
            if (due.at().isAfter(now)) {
                hands.wakeAt(due.at());
                return; // the others are due later still
            }
            hands.startAnew(due.accountId(), WorkRoutes.PUBLISH, () -> lookAtWhatIsLeft(sellerId, hands));
        }
    }

    /** What was told will have to be read back, mostly soon. What is due still is left to the next round. */
    private void lookAtWhatIsLeft(long sellerId, Hands hands) {
        Instant now = clock.instant();
        publishing.dueAccounts(sellerId, now.plus(SOON)).stream()
                .map(DueAccount::at)
                .filter(now::isBefore)
                .findFirst()
                .ifPresent(hands::wakeAt);
    }

    @Override
    public void endClaims(long sellerId) {
        publishing.endClaims(sellerId);
    }

    /** Does all that is due for the account, a bounded number of claims; the next round goes on. */
    public void publish(AccountKey key) {
        int claims = 0;
        while (claims < MAX_CLAIMS && publishSome(key)) {
            claims++;
        }
    }

    /** Whether there may be more to do: not where nothing was, and not where the channel takes nothing now. */
    private boolean publishSome(AccountKey key) {
        Optional<OpenAccount> account = accounts.find(key.sellerId(), key.accountId());
        Optional<Channel> channel = account.flatMap(OpenAccount::channel);
        Optional<StockSink> sink = channel.flatMap(Channel::stock);
        if (sink.isEmpty()) {
            return false;
        }
        Work work = publishing.claim(
                key.sellerId(),
                key.accountId(),
                listings(sink.get().batchLimit()),
                listings(sink.get().readBackLimit()));
        if (!work.updates().isEmpty()) {
            return send(account.get(), channel.get(), sink.get(), work.updates());
        } else if (!work.readBacks().isEmpty()) {
            readBack(account.get(), channel.get(), sink.get(), work.readBacks());
        }
        return !work.isEmpty();
    }

    private static int listings(int inOneCall) {
        return Math.max(1, Math.min(MAX_CLAIM, inOneCall));
    }

    /** Whether any of it went out: what a rate limit holds back is left in its order, not offered one by one. */
    private boolean send(OpenAccount account, Channel channel, StockSink sink, List<Claim> batch) {
        Urgency urgency =
                batch.stream().anyMatch(claim -> claim.lane().isDecrease()) ? Urgency.DECREASE : Urgency.NORMAL;
        Ended<List<StockOutcome>> ended = calls.talk(
                account, channel, sink.publish(batch.stream().map(Claim::update).toList()), urgency);
        Map<String, Outcome> outcomes = new HashMap<>();
        if (ended instanceof Ended.Done<List<StockOutcome>> done) {
            done.result().forEach(outcome -> outcomes.put(outcome.key(), calls.paced(outcome.outcome())));
        }
        Map<Claim, Outcome> settled = new LinkedHashMap<>();
        for (Claim claim : batch) {
            Outcome outcome = ended instanceof Ended.Done<List<StockOutcome>>
                    ? outcomes.getOrDefault(claim.key(), new Outcome.Unknown("", "the channel did not mention it"))
                    : Calls.failure(ended);
            settled.put(claim, outcome);
        }
        publishing.settle(account.account().sellerId(), settled);
        settled.forEach((claim, outcome) -> lags.told(account, claim, outcome));
        return !(ended instanceof Ended.NotSent<List<StockOutcome>>);
    }

    private void readBack(OpenAccount account, Channel channel, StockSink sink, List<Claim> batch) {
        long sellerId = account.account().sellerId();
        if (!sink.canReadBack()) {
            batch.forEach(claim -> publishing.cannotBeObserved(sellerId, claim));
            return;
        }
        Instant asked = clock.instant();
        Ended<List<Observed>> ended = calls.talk(
                account,
                channel,
                sink.readBack(batch.stream().map(Claim::ref).toList(), clock.instant()),
                Urgency.NORMAL);
        if (!(ended instanceof Ended.Done<List<Observed>> done)) {
            Duration wait = ended instanceof Ended.NotSent<List<Observed>> notSent
                    ? notSent.retryAfter()
                    : pace.of(NOT_READ_WAIT);
            batch.forEach(claim -> publishing.notObserved(sellerId, claim, false, wait));
            return;
        }
        Map<String, Observed> seen = new HashMap<>();
        done.result().forEach(observed -> seen.put(observed.key(), observed));
        for (Claim claim : batch) {
            Observed observed = seen.get(claim.key());
            if (observed == null) {
                publishing.notObserved(sellerId, claim, true, Duration.ZERO);
            } else {
                lags.seen(account, claim, observed.shown().quantity());
                Instant seenBy = seenBy(observed.shown().seenAt(), clock.instant(), pace);
                publishing
                        .observed(sellerId, claim, observed.shown().quantity(), asked, seenBy)
                        .ifPresent(upTo -> awaitOrders(account, channel, upTo));
            }
        }
    }

    private void awaitOrders(OpenAccount account, Channel channel, Instant upTo) {
        channel.orders().ifPresent(orders -> collecting.awaitOrders(account.key(), orders, upTo));
    }

    /** When a look was surely over: a channel's clock may be ahead of ours, and so may the times of its sales be. */
    static Instant seenBy(Instant byTheChannel, Instant after, Pace pace) {
        Instant secondOver = byTheChannel.plus(pace.of(WHOLE_SECOND));
        return secondOver.isAfter(after) ? secondOver : after;
    }
}
