package penstock.routes.work;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.Channel;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.NotificationSource.Delivery;
import penstock.channels.spi.OrderSource;
import penstock.channels.spi.OrderSource.Cursor;
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.CursorAdvance;
import penstock.core.inbox.Inbox.CursorState;
import penstock.core.inbox.Inbox.Stored;
import penstock.core.message.RawMessage;
import penstock.core.publication.Publishing;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.Ended;
import penstock.routes.transport.Urgency;

/** Fetches orders and notifications of one account and stores them with their cursor. Any thread, one an account. */
public final class CollectMessages {

    /** The cursor of orders. */
    public static final String ORDERS = "orders";

    /** The cursor of notifications; it only says when to look. */
    public static final String NOTIFICATIONS = "notifications";

    /** Pages read in one go. */
    static final int MAX_PAGES = 20;

    /** The wait after a failure that names none; each further time twice as long. */
    static final Duration NOT_NOW_WAIT = Duration.ofSeconds(30);

    /** So many times in a poll interval a poll may be brought forward, since listings wait for orders. */
    static final int POLLS_BROUGHT_FORWARD = 6;

    /** Longest wait after failures. */
    static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(CollectMessages.class);

    private final Inbox inbox;
    private final OpenAccounts accounts;
    private final Calls calls;
    private final ReadMessages reading;
    private final Publishing publishing;
    private final Pace pace;
    private final Clock clock;

    public CollectMessages(
            Inbox inbox,
            OpenAccounts accounts,
            Calls calls,
            ReadMessages reading,
            Publishing publishing,
            Pace pace,
            Clock clock) {
        this.publishing = publishing;
        this.inbox = inbox;
        this.accounts = accounts;
        this.calls = calls;
        this.reading = reading;
        this.pace = pace;
        this.clock = clock;
    }

    /** Whether the account's orders are to be polled now. */
    public boolean ordersDue(OpenAccount account) {
        return account.channel().flatMap(Channel::orders).isPresent() && isDue(account, ORDERS);
    }

    /** Whether the account's notifications are to be looked at now. */
    public boolean notificationsDue(OpenAccount account) {
        return account.channel().flatMap(Channel::notifications).isPresent() && isDue(account, NOTIFICATIONS);
    }

    private boolean isDue(OpenAccount account, String kind) {
        return inbox.findCursor(account.account().sellerId(), account.account().accountId(), kind)
                .map(cursor -> !cursor.nextAt().isAfter(clock.instant()))
                .orElse(true);
    }

    /** Polls the account's orders from the cursor to the end, page by page. */
    public void pollOrders(AccountKey key) {
        Optional<OpenAccount> account = accounts.find(key.sellerId(), key.accountId());
        Optional<Channel> channel = account.flatMap(OpenAccount::channel);
        Optional<OrderSource> orders = channel.flatMap(Channel::orders);
        if (orders.isEmpty()) {
            return;
        }
        for (int page = 0; page < MAX_PAGES; page++) {
            Optional<CursorState> state = inbox.findCursor(key.sellerId(), key.accountId(), ORDERS);
            Optional<Cursor> cursor = state.flatMap(CursorState::cursor).map(Cursor::new);
            Ended<OrderPage> ended = calls.talk(
                    account.get(), channel.get(), orders.get().poll(cursor, clock.instant()), Urgency.NORMAL);
            if (!(ended instanceof Ended.Done<OrderPage> done)) {
                backOff(key, ORDERS, ended, state);
                return;
            }
            storePage(key, orders.get(), done.result());
            state.flatMap(CursorState::refused)
                    .ifPresent(words -> LOG.info("account {} can be read again ({})", key.accountId(), ORDERS));
            if (!done.result().more()) {
                return;
            }
        }
    }

    private void storePage(AccountKey key, OrderSource orders, OrderPage page) {
        Instant next = page.more() ? clock.instant() : clock.instant().plus(pace.of(orders.pollInterval()));
        CursorAdvance advance = new CursorAdvance(ORDERS, page.next().text(), page.readThrough(), next);
        List<RawMessage> messages =
                page.messages().stream().map(CollectMessages::named).toList();
        read(key, inbox.storeNow(key.sellerId(), key.accountId(), messages, Optional.of(advance)));
        page.readThrough()
                .flatMap(through -> publishing.ordersRead(key.sellerId(), key.accountId(), through))
                .ifPresent(upTo -> awaitOrders(key, orders, upTo));
    }

    /**
     * Listings wait for the account's orders up to that moment: they are polled as soon as the channel finds them for sure, not
     * at the next regular time. However many wait, there are a bounded number of polls.
     */
    void awaitOrders(AccountKey key, OrderSource orders, Instant upTo) {
        Instant found = upTo.plus(orders.searchLag());
        Instant soonest = clock.instant().plus(pace.of(orders.pollInterval().dividedBy(POLLS_BROUGHT_FORWARD)));
        inbox.readSooner(key.sellerId(), key.accountId(), ORDERS, found.isAfter(soonest) ? found : soonest);
    }

    /** A polled thing is a repeat only if its content is the same: not every channel changes its revision. */
    static RawMessage named(RawMessage message) {
        return new RawMessage(
                message.source(),
                message.eventId() + "#" + digest(message.body()),
                message.body(),
                message.receivedAt());
    }

    private static String digest(byte[] body) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(sha, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** Takes what waits in the account's queue, stores it, then clears it. */
    public void receiveNotifications(AccountKey key) {
        Optional<OpenAccount> account = accounts.find(key.sellerId(), key.accountId());
        Optional<Channel> channel = account.flatMap(OpenAccount::channel);
        Optional<NotificationSource> source = channel.flatMap(Channel::notifications);
        if (source.isEmpty()) {
            return;
        }
        boolean more = true;
        for (int page = 0; more && page < MAX_PAGES; page++) {
            Ended<List<Delivery>> ended =
                    calls.talk(account.get(), channel.get(), source.get().receive(clock.instant()), Urgency.NORMAL);
            if (!(ended instanceof Ended.Done<List<Delivery>> done)) {
                backOff(key, NOTIFICATIONS, ended, inbox.findCursor(key.sellerId(), key.accountId(), NOTIFICATIONS));
                return;
            }
            more = !done.result().isEmpty();
            store(key, account.get(), channel.get(), source.get(), done.result());
        }
        Instant next = clock.instant().plus(pace.of(source.get().pollInterval()));
        inbox.readAgain(key.sellerId(), key.accountId(), NOTIFICATIONS, next, false);
    }

    private void store(
            AccountKey key,
            OpenAccount account,
            Channel channel,
            NotificationSource source,
            List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        List<RawMessage> messages = deliveries.stream().map(Delivery::message).toList();
        List<Stored> stored = inbox.storeNow(key.sellerId(), key.accountId(), messages, Optional.empty());
        deliveries.forEach(delivery -> calls.talk(account, channel, source.clear(delivery), Urgency.NORMAL));
        read(key, stored);
    }

    /** Fetches one order and stores it; says how it went, so that a hint can be tried again. */
    Fetched fetchOrder(OpenAccount account, Channel channel, OrderSource orders, String channelOrderId) {
        Ended<Optional<RawMessage>> ended =
                calls.talk(account, channel, orders.fetch(channelOrderId, clock.instant()), Urgency.NORMAL);
        if (!(ended instanceof Ended.Done<Optional<RawMessage>> done)) {
            Duration wait = ended instanceof Ended.NotSent<Optional<RawMessage>> notSent
                    ? notSent.retryAfter()
                    : pace.of(NOT_NOW_WAIT);
            boolean refused = ended instanceof Ended.Refused<Optional<RawMessage>>;
            return new Fetched(refused ? Fetched.How.REFUSED : Fetched.How.NOT_NOW, wait, List.of());
        }
        if (done.result().isEmpty()) {
            return new Fetched(Fetched.How.UNKNOWN_ORDER, pace.of(NOT_NOW_WAIT), List.of());
        }
        List<Stored> stored = inbox.storeNow(
                account.account().sellerId(),
                account.account().accountId(),
                List.of(named(done.result().get())),
                Optional.empty());
        return new Fetched(Fetched.How.STORED, Duration.ZERO, stored);
    }

    /** How fetching an order went. */
    record Fetched(How how, Duration retryAfter, List<Stored> stored) {
        enum How {
            STORED,
            UNKNOWN_ORDER,
            /** It will not be given as it is asked for. */
            REFUSED,
            NOT_NOW
        }
    }

    private void read(AccountKey key, List<Stored> stored) {
        List<Long> fresh = new ArrayList<>();
        for (Stored message : stored) {
            if (message.kind() == Stored.Kind.NEW) {
                fresh.add(message.inboxId());
            }
        }
        fresh.forEach(inboxId -> reading.readSoon(key.sellerId(), inboxId));
    }

    private void backOff(AccountKey key, String kind, Ended<?> ended, Optional<CursorState> state) {
        Duration wait = backOff(ended, state, pace);
        Instant next = clock.instant().plus(wait);
        if (ended instanceof Ended.Refused<?> refused) {
            refused(inbox, key, kind, refused.reason() + ": " + refused.detail(), next);
        } else {
            inbox.readAgain(key.sellerId(), key.accountId(), kind, next, true);
        }
    }

    /** The other side will not be read as we ask it: noted with the account, and said once as long as its words stay the same. */
    static void refused(Inbox inbox, AccountKey key, String kind, String why, Instant next) {
        if (inbox.readRefused(key.sellerId(), key.accountId(), kind, why, next)) {
            LOG.warn(
                    "account {} refuses to be read ({}): {}; the account says so, it is tried again at {}",
                    key.accountId(),
                    kind,
                    why,
                    next);
        }
    }

    /** The wait that the channel asks for, or one that doubles with each failure. */
    static Duration backOff(Ended<?> ended, Optional<CursorState> state, Pace pace) {
        int failures = state.map(CursorState::failures).orElse(0);
        Duration wait = ended instanceof Ended.NotSent<?> notSent
                ? notSent.retryAfter()
                : pace.of(NOT_NOW_WAIT.multipliedBy(1L << Math.min(failures, 5)));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }
}
