package penstock.routes.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.Channel;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.WebhookSource;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Opened;
import penstock.core.message.InboundMessage;
import penstock.core.message.OrderChanged;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.ShownQuantity;
import penstock.core.message.Translation;
import penstock.core.order.ApplyOrder;
import penstock.core.order.EditOrder;
import penstock.core.publication.Publishing;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.core.store.DatabaseUnavailable;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.metrics.Stages;

/**
 * Translates a stored message and has the engine apply what it means. Safe to repeat and on any node: what was applied
 * before changes nothing. Any thread.
 */
public final class ReadMessages implements Duty {

    /** The wait after a defect of ours. */
    static final Duration AFTER_DEFECT = Duration.ofMinutes(1);

    /** The wait until a provider's message about an order that we do not know is read again: ours may be on its way. */
    static final Duration NOT_KNOWN_YET = Duration.ofSeconds(30);

    /** The wait while the account of a hint is at rest; what changes meanwhile is found by its next poll too. */
    static final Duration AT_REST = Duration.ofMinutes(5);

    /** Messages swept up at a tick; the next goes on. */
    static final int SWEPT_AT_A_TIME = 200;

    /** Orders that the engine has been given and has not decided; beyond it readers wait. */
    static final int MAX_HANDED_OVER = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReadMessages.class);

    private final Inbox inbox;
    private final Engine engine;
    private final Publishing publishing;
    private final OpenAccounts accounts;
    private final Supplier<CollectMessages> collecting;
    private final Stages stages;
    private final Pace pace;
    private final Executor executor;

    /** Messages that wait for a thread or are being read by one. */
    private final Set<Long> queued = ConcurrentHashMap.newKeySet();

    private final Semaphore handedOver = new Semaphore(MAX_HANDED_OVER);

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
            Stages stages,
            Pace pace,
            Executor executor) {
        this.inbox = inbox;
        this.engine = engine;
        this.publishing = publishing;
        this.accounts = accounts;
        this.collecting = collecting;
        this.stages = stages;
        this.pace = pace;
        this.executor = executor;
    }

    /** Reads a message that has just been stored, on another thread, soon. */
    public void readSoon(long sellerId, long inboxId) {
        readSoon(sellerId, inboxId, this::readNew);
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    /** Has the messages of a seller read that nobody has read, or that are to be tried again. */
    @Override
    public void see(long sellerId, Hands hands) {
        inbox.due(sellerId, SWEPT_AT_A_TIME).forEach(inboxId -> readSoon(sellerId, inboxId, this::read));
    }

    private void readSoon(long sellerId, long inboxId, BiConsumer<Long, Opened> reading) {
        if (!queued.add(inboxId)) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    read(sellerId, inboxId, reading);
                } finally {
                    queued.remove(inboxId);
                }
            });
        } catch (RejectedExecutionException e) {
            queued.remove(inboxId);
            LOG.info("message {}: too much to read at once; the sweep reads it in {}", inboxId, Inbox.SECOND_LOOK);
        }
    }

    /** Reads one message. Never throws: what goes wrong becomes the message's state. */
    public void read(long sellerId, long inboxId) {
        read(sellerId, inboxId, this::read);
    }

    private void read(long sellerId, long inboxId, BiConsumer<Long, Opened> reading) {
        try {
            inbox.open(sellerId, inboxId)
                    .filter(message -> message.state() == Inbox.State.WAITING)
                    .ifPresent(message -> reading.accept(sellerId, message));
        } catch (RuntimeException e) {
            // such as one that the master key does not open: it has its turns, and the messages behind it theirs
            noteThatItWentWrong(sellerId, inboxId, e);
        }
    }

    private void noteThatItWentWrong(long sellerId, long inboxId, RuntimeException thrown) {
        try {
            wentWrong(sellerId, inboxId, thrown);
        } catch (RuntimeException e) {
            LOG.warn(
                    "message {}: {}; the sweep reads it again",
                    inboxId,
                    e.getClass().getSimpleName());
        }
    }

    private void read(long sellerId, Opened message) {
        try {
            Optional<OpenAccount> account = accountOf(sellerId, message);
            if (account.isPresent()) {
                apply(account.get(), message, translate(account.get(), message.message()));
            }
        } catch (RuntimeException e) {
            wentWrong(sellerId, message.inboxId(), e);
        }
    }

    /**
     * Reads a message that nobody has looked at. What nearly all of them are, one order, is handed to the engine without waiting
     * for it: the engine marks the message, and keeps what was not understood of it, in the order's own transaction. An own
     * site's order may be refused and then has to be forgotten: it is waited for.
     */
    private void readNew(long sellerId, Opened message) {
        try {
            Optional<OpenAccount> account = accountOf(sellerId, message);
            if (account.isEmpty()) {
                return;
            }
            Translation translation = translate(account.get(), message.message());
            boolean one = translation.messages().size() == 1
                    && !account.get().account().ownSkus();
            if (one && translation.messages().get(0) instanceof OrderSnapshot snapshot) {
                handOver(account.get(), message, order(account.get(), message, snapshot, translation.rejections()));
            } else {
                apply(account.get(), message, translation);
            }
        } catch (RuntimeException e) {
            wentWrong(sellerId, message.inboxId(), e);
        }
    }

    private void handOver(OpenAccount account, Opened message, ApplyOrder order) {
        long sellerId = account.account().sellerId();
        handedOver.acquireUninterruptibly();
        try {
            engine.submit(sellerId, order).whenComplete((reply, thrown) -> {
                handedOver.release();
                if (thrown != null) {
                    // read again by itself it says what is wrong with it, and not on the engine's own thread
                    readSoon(sellerId, message.inboxId(), this::read);
                } else {
                    noteSale(account, order.snapshot(), reply);
                }
            });
        } catch (EngineBusy e) {
            handedOver.release();
            throw e;
        }
    }

    private Optional<OpenAccount> accountOf(long sellerId, Opened message) {
        Optional<OpenAccount> account = accounts.find(sellerId, message.accountId());
        if (account.isEmpty()) {
            park(sellerId, message.inboxId(), RejectionReason.MALFORMED, "its account does not exist", List.of());
        }
        return account;
    }

    private void wentWrong(long sellerId, long inboxId, RuntimeException thrown) {
        if (thrown instanceof DatabaseUnavailable || thrown instanceof EngineBusy) {
            LOG.info("message {}: {}; the sweep reads it again", inboxId, thrown.getMessage());
        } else if (thrown instanceof BrokenInvariant) {
            LOG.error("message {} breaks a rule of the house and is parked: {}", inboxId, thrown.getMessage());
            park(sellerId, inboxId, RejectionReason.INVARIANT_BROKEN, String.valueOf(thrown.getMessage()), List.of());
        } else {
            // its own message may quote the body
            LOG.error(
                    "message {}: {}; tried again in {}",
                    inboxId,
                    thrown.getClass().getName(),
                    pace.of(AFTER_DEFECT));
            inbox.failed(sellerId, inboxId, thrown.getClass().getSimpleName(), pace.of(AFTER_DEFECT), true);
        }
    }

    /** What a message means, by whoever sent it. Pure but for finding the adapter. */
    Translation translate(OpenAccount account, RawMessage message) {
        if (account.provider().isPresent()) {
            return account.provider().get().translate(message);
        }
        Optional<Channel> channel = account.channel();
        if (OwnSiteMessages.speaks(message)) {
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
                inbox.forget(sellerId, message.inboxId()); // whatever it says of whom concerns no order of ours
            } else {
                Rejection first = translation.rejections().get(0);
                park(sellerId, message.inboxId(), first.reason(), first.advice(), translation.rejections());
            }
            return;
        }
        boolean done = true;
        for (InboundMessage meaning : translation.messages()) {
            done &= apply(account, message, meaning, translation.rejections());
        }
        boolean kept = translation.messages().stream().anyMatch(OrderSnapshot.class::isInstance);
        if (done && !kept && !translation.rejections().isEmpty()) {
            Rejection first = translation.rejections().get(0);
            park(sellerId, message.inboxId(), first.reason(), first.advice(), translation.rejections());
        } else if (done) {
            inbox.applied(sellerId, message.inboxId());
        }
    }

    /** Applies one meaning; false if the message has been given another state by it. */
    private boolean apply(OpenAccount account, Opened message, InboundMessage meaning, List<Rejection> rejections) {
        long sellerId = account.account().sellerId();
        if (meaning instanceof OrderSnapshot snapshot) {
            return decide(account, message, order(account, message, snapshot, rejections));
        } else if (meaning instanceof OrderEdit edit) {
            return decide(sellerId, message, edit);
        } else if (meaning instanceof OrderChanged hint) {
            return fetch(account, message, hint);
        } else if (meaning instanceof ShownQuantity shown) {
            publishing.told(sellerId, message.accountId(), shown.channelSku(), shown.quantity(), shown.seenAt());
            return true;
        } else if (meaning instanceof ProviderUpdate update) {
            return follow(account, message, update, rejections.isEmpty() ? message.inboxId() : 0);
        }
        throw new AssertionError("a message means one of the five");
    }

    /**
     * A provider's order that we do not know is looked for again, then parked; what cannot be is parked at once.
     *
     * @param markedId the message, to be marked as applied with what it changes; 0 if it is to be parked afterwards
     */
    private boolean follow(OpenAccount account, Opened message, ProviderUpdate update, long markedId) {
        long sellerId = account.account().sellerId();
        Reply reply = engine.decide(
                sellerId,
                new ApplyProviderUpdate(message.accountId(), update, markedId, pace.of(ApplyProviderUpdate.FOLLOW_UP)));
        switch (reply.verdict()) {
            case NOT_FOUND -> inbox.failed(sellerId, message.inboxId(), reply.detail(), pace.of(NOT_KNOWN_YET), true);
            case NOT_POSSIBLE ->
                park(sellerId, message.inboxId(), RejectionReason.NOT_POSSIBLE, reply.detail(), List.of());
            default -> {
                return true;
            }
        }
        return false;
    }

    private ApplyOrder order(OpenAccount account, Opened message, OrderSnapshot snapshot, List<Rejection> rejections) {
        String mark = inbox.recipientMark(account.account().sellerId(), snapshot.recipient());
        return new ApplyOrder(
                message.accountId(),
                snapshot,
                new ApplyOrder.Source(message.inboxId(), Optional.of(mark), rejections),
                account.account().ownSkus());
    }

    private void noteSale(OpenAccount account, OrderSnapshot snapshot, Reply reply) {
        if (reply.verdict() == Verdict.CREATED) {
            Account sold = account.account();
            stages.sold(sold.sellerId(), sold.channel(), sold.accountId(), snapshot.placedAt());
        }
    }

    /**
     * A site's order that is refused, as it would have been had its node not died, leaves nothing of the person; nor does
     * one that is a repeat, or came too late under an id that is taken.
     */
    private boolean decide(OpenAccount account, Opened message, ApplyOrder order) {
        long sellerId = account.account().sellerId();
        Reply reply = engine.decide(sellerId, order);
        noteSale(account, order.snapshot(), reply);
        boolean placed = reply.verdict() == Verdict.CREATED || !order.waitsForAnswer();
        if (!placed) {
            inbox.forget(sellerId, message.inboxId());
        }
        return placed;
    }

    /** A site's edit whose node died before it was decided; what is refused, or a repeat, leaves nothing of the person. */
    private boolean decide(long sellerId, Opened message, OrderEdit edit) {
        Optional<String> mark = edit.recipient().map(person -> inbox.recipientMark(sellerId, edit.recipient()));
        Reply reply = engine.decide(
                sellerId,
                new EditOrder(
                        message.accountId(),
                        edit,
                        message.inboxId(),
                        mark,
                        OwnSiteMessages.filed(message.message()).by()));
        boolean made = reply.verdict() == Verdict.CHANGED;
        if (!made) {
            inbox.forget(sellerId, message.inboxId());
        }
        return made;
    }

    private boolean fetch(OpenAccount account, Opened message, OrderChanged hint) {
        long sellerId = account.account().sellerId();
        Optional<Channel> channel = account.channel();
        Optional<OrderSource> orders = channel.flatMap(Channel::orders);
        if (orders.isEmpty()) {
            return true;
        }
        if (account.account().state() != Accounts.State.ACTIVE) {
            inbox.failed(sellerId, message.inboxId(), "the account is at rest", pace.of(AT_REST), false);
            return false;
        }
        CollectMessages.Fetched fetched =
                collecting.get().fetchOrder(account, channel.get(), orders.get(), hint.channelOrderId());
        switch (fetched.how()) {
            case STORED -> {
                fetched.stored().forEach(stored -> read(sellerId, stored.inboxId()));
                inbox.forget(sellerId, message.inboxId()); // all that it told, and more, is in what was fetched
                return true;
            }
            case UNKNOWN_ORDER ->
                inbox.failed(
                        sellerId,
                        message.inboxId(),
                        "the channel does not know the order yet",
                        fetched.retryAfter(),
                        true);
            case REFUSED ->
                inbox.failed(
                        sellerId,
                        message.inboxId(),
                        "the channel refuses to give the order",
                        fetched.retryAfter(),
                        true);
            case NOT_NOW ->
                inbox.failed(
                        sellerId, message.inboxId(), "the channel could not be asked", fetched.retryAfter(), false);
        }
        return false;
    }

    private void park(long sellerId, long inboxId, RejectionReason reason, String detail, List<Rejection> rejections) {
        LOG.warn("message {} is parked ({}): it waits for a person and a replay", inboxId, reason);
        inbox.park(sellerId, inboxId, reason, detail, rejections);
    }
}
