package penstock.routes.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.Channel;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.WebhookSource;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.Reply;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Opened;
import penstock.core.message.InboundMessage;
import penstock.core.message.OrderChanged;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.ShownQuantity;
import penstock.core.message.Translation;
import penstock.core.order.ApplyOrder;
import penstock.core.publication.Publishing;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.core.store.DatabaseUnavailable;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;

/**
 * Translates a stored message and has the engine apply what it means. Safe to repeat and on any node: what was applied
 * before changes nothing. Any thread.
 */
public final class ReadMessages {

    /** The wait after a defect of ours. */
    static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

    /** The wait until a provider's message about an order that we do not know is read again: ours may be on its way. */
    static final Duration NOT_KNOWN_YET = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ReadMessages.class);

    private final Inbox inbox;
    private final Engine engine;
    private final Publishing publishing;
    private final OpenAccounts accounts;
    private final Supplier<CollectMessages> collecting;
    private final Pace pace;
    private final Executor executor;

    /**
     * Reads messages.
     *
     * @param collecting fetches the order that a hint names
     * @param executor bounded; what it refuses is read by the next sweep
     */
    public ReadMessages(
            Inbox inbox,
            Engine engine,
            Publishing publishing,
            OpenAccounts accounts,
            Supplier<CollectMessages> collecting,
            Pace pace,
            Executor executor) {
        this.inbox = inbox;
        this.engine = engine;
        this.publishing = publishing;
        this.accounts = accounts;
        this.collecting = collecting;
        this.pace = pace;
        this.executor = executor;
    }

    /** Reads a message on another thread, soon. */
    public void readSoon(long sellerId, long inboxId) {
        try {
            executor.execute(() -> read(sellerId, inboxId));
        } catch (RejectedExecutionException e) {
            LOG.info("message {}: too much to read at once; the sweep reads it in {}", inboxId, Inbox.SECOND_LOOK);
        }
    }

    /** Reads the messages of a seller that nobody has read, or that are to be tried again. */
    public void sweep(long sellerId, int limit) {
        inbox.due(sellerId, limit).forEach(message -> read(sellerId, message));
    }

    /** Reads one message. Never throws: what goes wrong becomes the message's state. */
    public void read(long sellerId, long inboxId) {
        try {
            inbox.open(sellerId, inboxId)
                    .filter(message -> message.state() == Inbox.State.WAITING)
                    .ifPresent(message -> read(sellerId, message));
        } catch (RuntimeException e) {
            LOG.warn(
                    "message {}: {}; the sweep reads it again",
                    inboxId,
                    e.getClass().getSimpleName());
        }
    }

    private void read(long sellerId, Opened message) {
        try {
            Optional<OpenAccount> account = accounts.find(sellerId, message.accountId());
            if (account.isEmpty()) {
                park(sellerId, message, RejectionReason.MALFORMED, "its account does not exist", List.of());
                return;
            }
            apply(account.get(), message, translate(account.get(), message.message()));
        } catch (DatabaseUnavailable | EngineBusy e) {
            LOG.info("message {}: {}; the sweep reads it again", message.inboxId(), e.getMessage());
        } catch (BrokenInvariant e) {
            LOG.error("message {} breaks a rule of the house and is parked: {}", message.inboxId(), e.getMessage());
            park(sellerId, message, RejectionReason.INVARIANT_BROKEN, String.valueOf(e.getMessage()), List.of());
        } catch (RuntimeException e) {
            // its own message may quote the body
            LOG.error(
                    "message {}: {}; tried again in {}",
                    message.inboxId(),
                    e.getClass().getName(),
                    pace.of(AFTER_DEFECT));
            Duration wait = pace.of(AFTER_DEFECT);
            inbox.failed(sellerId, message.inboxId(), e.getClass().getSimpleName(), wait, true);
        }
    }

    /** What a message means, by whoever sent it. Pure but for finding the adapter. */
    Translation translate(OpenAccount account, RawMessage message) {
        if (account.provider().isPresent()) {
            return account.provider().get().translate(message);
        }
        Optional<Channel> channel = account.channel();
        if (message.source().startsWith(OwnSiteMessages.SOURCE)) {
            return OwnSiteMessages.translate(message);
        } else if (message.source().startsWith("webhook:")) {
            return channel.flatMap(Channel::webhooks)
                    .map((WebhookSource source) -> source.translate(message))
                    .orElseGet(ReadMessages::nobody);
        } else if (message.source().startsWith("notification:")) {
            return channel.flatMap(Channel::notifications)
                    .map((NotificationSource source) -> source.translate(message))
                    .orElseGet(ReadMessages::nobody);
        }
        return channel.flatMap(Channel::orders)
                .map((OrderSource source) -> source.translate(message))
                .orElseGet(ReadMessages::nobody);
    }

    private static Translation nobody() {
        return Translation.rejected(new Rejection(
                "message",
                "",
                RejectionReason.MALFORMED,
                "the account's channel has no translator for such a message; was the account's kind changed?"));
    }

    private void apply(OpenAccount account, Opened message, Translation translation) {
        long sellerId = account.account().sellerId();
        if (translation.messages().isEmpty()) {
            if (translation.rejections().isEmpty()) {
                inbox.applied(sellerId, message.inboxId(), List.of());
            } else {
                Rejection first = translation.rejections().get(0);
                park(sellerId, message, first.reason(), first.advice(), translation.rejections());
            }
            return;
        }
        List<Rejection> rejections = new ArrayList<>(translation.rejections());
        boolean done = true;
        for (InboundMessage meaning : translation.messages()) {
            done &= apply(account, message, meaning);
        }
        if (done) {
            inbox.applied(sellerId, message.inboxId(), rejections);
        }
    }

    /** Applies one meaning; false if the message has been given another state by it. */
    private boolean apply(OpenAccount account, Opened message, InboundMessage meaning) {
        long sellerId = account.account().sellerId();
        if (meaning instanceof OrderSnapshot snapshot) {
            boolean waits = account.account().ownSkus();
            engine.decide(sellerId, new ApplyOrder(message.accountId(), snapshot, message.inboxId(), waits));
            return true;
        } else if (meaning instanceof OrderChanged hint) {
            return fetch(account, message, hint);
        } else if (meaning instanceof ShownQuantity shown) {
            publishing.told(sellerId, message.accountId(), shown.channelSku(), shown.quantity(), shown.seenAt());
            return true;
        } else if (meaning instanceof ProviderUpdate update) {
            return follow(account, message, update);
        }
        throw new AssertionError("a message means one of the four");
    }

    /** A provider's order that we do not know is looked for again, then parked; what cannot be is parked at once. */
    private boolean follow(OpenAccount account, Opened message, ProviderUpdate update) {
        long sellerId = account.account().sellerId();
        Reply reply = engine.decide(
                sellerId,
                new ApplyProviderUpdate(
                        message.accountId(), update, message.inboxId(), pace.of(ApplyProviderUpdate.FOLLOW_UP)));
        switch (reply.verdict()) {
            case NOT_FOUND -> inbox.failed(sellerId, message.inboxId(), reply.detail(), pace.of(NOT_KNOWN_YET), true);
            case NOT_POSSIBLE -> park(sellerId, message, RejectionReason.NOT_POSSIBLE, reply.detail(), List.of());
            default -> {
                return true;
            }
        }
        return false;
    }

    private boolean fetch(OpenAccount account, Opened message, OrderChanged hint) {
        long sellerId = account.account().sellerId();
        Optional<Channel> channel = account.channel();
        Optional<OrderSource> orders = channel.flatMap(Channel::orders);
        if (orders.isEmpty()) {
            return true;
        }
        CollectMessages.Fetched fetched =
                collecting.get().fetchOrder(account, channel.get(), orders.get(), hint.channelOrderId());
        switch (fetched.how()) {
            case STORED -> {
                fetched.stored().forEach(stored -> read(sellerId, stored.inboxId()));
                return true;
            }
            case UNKNOWN_ORDER ->
                inbox.failed(
                        sellerId,
                        message.inboxId(),
                        "the channel does not know the order yet",
                        fetched.retryAfter(),
                        true);
            case NOT_NOW ->
                inbox.failed(
                        sellerId, message.inboxId(), "the channel could not be asked", fetched.retryAfter(), false);
        }
        return false;
    }

    private void park(
            long sellerId, Opened message, RejectionReason reason, String detail, List<Rejection> rejections) {
        LOG.warn("message {} is parked ({}): it waits for a person and a replay", message.inboxId(), reason);
        inbox.park(sellerId, message.inboxId(), reason, detail, rejections);
    }
}
