package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Stored;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.Outcome;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.core.message.RefusalReason;
import penstock.core.order.Orders;
import penstock.core.order.Orders.OrderView;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Fulfilments.Due;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.shipping.SettleProviderOrder.Asked;
import penstock.fulfilment.spi.FulfilmentProvider;
import penstock.fulfilment.spi.FulfilmentProvider.Preview;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.Ended;

/**
 * Has a provider ship: creates its orders once, reads back what nobody knows, follows and cancels. The intent to create
 * is committed before the request leaves, so after a crash an order is looked up, never created twice. Any thread.
 */
public final class ShipThroughProviders implements Duty {

    /** Orders done in one go. Each is claimed when its own calls are about to be made, so that no claim waits for another's. */
    static final int MAX_ORDERS = 500;

    private final Fulfilments fulfilments;
    private final Orders orders;
    private final Inbox inbox;
    private final Engine engine;
    private final OpenAccounts accounts;
    private final Calls calls;
    private final ReadMessages reading;
    private final SealedRecipients recipients;
    private final Pace pace;
    private final Clock clock;

    public ShipThroughProviders(
            Fulfilments fulfilments,
            Orders orders,
            Inbox inbox,
            Engine engine,
            OpenAccounts accounts,
            Calls calls,
            ReadMessages reading,
            SealedRecipients recipients,
            Pace pace,
            Clock clock) {
        this.fulfilments = fulfilments;
        this.orders = orders;
        this.inbox = inbox;
        this.engine = engine;
        this.accounts = accounts;
        this.calls = calls;
        this.reading = reading;
        this.recipients = recipients;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "fulfil";
    }

    @Override
    public When when() {
        return When.WOKEN;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        fulfilments.dueProviders(sellerId).forEach(account -> hands.startAnew(account, WorkRoutes.FULFIL));
    }

    @Override
    public void endClaims(long sellerId) {
        fulfilments.endClaims(sellerId);
    }

    /** Does all that is due at the provider, a bounded number of orders; the next round goes on. */
    public void ship(AccountKey key) {
        int orders = 0;
        while (orders < MAX_ORDERS && shipOne(key)) {
            orders++;
        }
    }

    /** Whether there was anything to do. */
    private boolean shipOne(AccountKey key) {
        Optional<OpenAccount> account = accounts.find(key.sellerId(), key.accountId());
        Optional<FulfilmentProvider> provider = account.flatMap(OpenAccount::provider);
        if (provider.isEmpty()) {
            return false;
        }
        List<Due> due = fulfilments.claim(key.sellerId(), key.accountId(), 1);
        for (Due order : due) {
            try {
                work(account.get(), provider.get(), order);
            } finally {
                fulfilments.release(key.sellerId(), order);
            }
        }
        return !due.isEmpty();
    }

    private void work(OpenAccount account, FulfilmentProvider provider, Due due) {
        switch (due.state()) {
            case "SUBMITTING" -> create(account, provider, due);
            case "UNKNOWN" -> readBack(account, provider, due);
            case "SUBMITTED" -> follow(account, provider, due);
            case "CANCELLING" -> cancel(account, provider, due);
            default ->
                settle(account, due, Asked.READ_BACK, new Outcome.NotSent(Duration.ofMinutes(5), "nothing to do"));
        }
    }

    private void create(OpenAccount account, FulfilmentProvider provider, Due due) {
        long sellerId = account.account().sellerId();
        if (engine.decide(sellerId, new ClaimSubmission(due.fulfilmentId(), due.fence()))
                        .verdict()
                != Verdict.CHANGED) {
            return; // cancelled in the meantime, or taken over
        }
        Optional<FulfilmentRequest> request = request(sellerId, due);
        Outcome outcome = request.isEmpty()
                ? new Outcome.Refused(RefusalReason.INVALID, "the order has no recipient that can still be read")
                : create(account, provider, request.get());
        settle(account, due, Asked.CREATE, outcome);
    }

    /** Asked first whether it can ship, a provider that cannot leaves no order behind, and another place ships at once. */
    private Outcome create(OpenAccount account, FulfilmentProvider provider, FulfilmentRequest request) {
        Ended<Preview> preview = calls.talk(account, provider, provider.preview(request));
        if (!(preview instanceof Ended.Done<Preview> done)) {
            return Calls.failure(preview);
        }
        return done.result().fulfillable()
                ? calls.outcome(calls.talk(account, provider, provider.create(request)))
                : new Outcome.Refused(
                        RefusalReason.INVALID,
                        "the provider cannot ship it: "
                                + String.join("; ", done.result().reasons()));
    }

    private void readBack(OpenAccount account, FulfilmentProvider provider, Due due) {
        Ended<Optional<RawMessage>> ended = find(account, provider, due);
        if (ended instanceof Ended.Done<Optional<RawMessage>> done) {
            Outcome outcome = done.result().isPresent()
                    ? new Outcome.Done(due.providerOrderId())
                    : new Outcome.Refused(RefusalReason.NOT_FOUND, "the provider has no such order");
            settle(account, due, Asked.READ_BACK, outcome);
            done.result().ifPresent(message -> store(account, message));
        } else {
            settle(account, due, Asked.READ_BACK, Calls.failure(ended));
        }
    }

    private void follow(OpenAccount account, FulfilmentProvider provider, Due due) {
        Ended<Optional<RawMessage>> ended = find(account, provider, due);
        if (ended instanceof Ended.Done<Optional<RawMessage>> done
                && done.result().isPresent()) {
            // noted first, so that an unchanged order is looked at again; what it says may move that moment
            settle(account, due, Asked.READ_BACK, new Outcome.Done(due.providerOrderId()));
            store(account, done.result().get());
        } else {
            Duration wait = ended instanceof Ended.NotSent<Optional<RawMessage>> notSent
                    ? notSent.retryAfter()
                    : pace.of(Duration.ofSeconds(30));
            settle(account, due, Asked.READ_BACK, new Outcome.NotSent(wait, "the order could not be followed"));
        }
    }

    private void cancel(OpenAccount account, FulfilmentProvider provider, Due due) {
        Outcome outcome = calls.outcome(calls.talk(account, provider, provider.cancel(due.providerOrderId())));
        settle(account, due, Asked.CANCEL, outcome);
        if (find(account, provider, due) instanceof Ended.Done<Optional<RawMessage>> done) {
            done.result().ifPresent(message -> store(account, message));
        }
    }

    private Ended<Optional<RawMessage>> find(OpenAccount account, FulfilmentProvider provider, Due due) {
        return calls.talk(account, provider, provider.find(due.providerOrderId(), clock.instant()));
    }

    private void store(OpenAccount account, RawMessage message) {
        long sellerId = account.account().sellerId();
        List<Stored> stored = inbox.storeNow(
                sellerId, account.account().accountId(), List.of(CollectMessages.named(message)), Optional.empty());
        stored.forEach(kept -> reading.read(sellerId, kept.inboxId()));
    }

    private void settle(OpenAccount account, Due due, Asked asked, Outcome outcome) {
        engine.decide(
                account.account().sellerId(),
                new SettleProviderOrder(
                        due.fulfilmentId(),
                        due.attempt(),
                        due.fence(),
                        asked,
                        outcome,
                        pace.of(ApplyProviderUpdate.FOLLOW_UP)));
    }

    private Optional<FulfilmentRequest> request(long sellerId, Due due) {
        Optional<OrderView> order = orders.find(sellerId, due.orderId());
        Optional<Recipient> recipient = order.flatMap(found -> recipients.find(sellerId, found));
        recipient.ifPresent(person ->
                fulfilments.addressed(sellerId, due.fulfilmentId(), inbox.recipientMark(sellerId, recipient)));
        return recipient.map(person -> new FulfilmentRequest(
                due.providerOrderId(),
                order.get().channelOrderId(),
                order.get().placedAt(),
                person,
                fulfilments.providerLines(sellerId, due.fulfilmentId()).stream()
                        .map(line -> new FulfilmentRequest.Line(line.lineNo(), line.providerSku(), line.quantity()))
                        .toList()));
    }
}
