package penstock.routes.work;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.Channel;
import penstock.channels.spi.WebhookSubscriptions;
import penstock.channels.spi.WebhookSubscriptions.Standing;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.CallbackState;
import penstock.core.catalogue.Accounts.Callbacks;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.CursorAdvance;
import penstock.core.inbox.Inbox.CursorState;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.accounts.PublicAddress;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.Ended;
import penstock.routes.transport.Urgency;

/**
 * Sees to it that a channel calls back where it has to be asked to: when an account is connected, when our address has
 * changed, and again and again, since channels forget. What is not called back for is polled. Any thread, one an account.
 */
public final class SubscribeWebhooks {

    /** The cursor of subscriptions: the address that was asked for. */
    public static final String WEBHOOKS = "webhooks";

    private static final Logger LOG = LoggerFactory.getLogger(SubscribeWebhooks.class);

    private final OpenAccounts open;
    private final Accounts accounts;
    private final Inbox inbox;
    private final Calls calls;
    private final PublicAddress address;
    private final Pace pace;
    private final Clock clock;

    public SubscribeWebhooks(
            OpenAccounts open,
            Accounts accounts,
            Inbox inbox,
            Calls calls,
            PublicAddress address,
            Pace pace,
            Clock clock) {
        this.open = open;
        this.accounts = accounts;
        this.inbox = inbox;
        this.calls = calls;
        this.address = address;
        this.pace = pace;
        this.clock = clock;
    }

    /** Whether it is time to look whether the channel calls back. */
    public boolean isDue(OpenAccount account) {
        if (account.channel().flatMap(Channel::subscriptions).isEmpty()) {
            return false;
        }
        AccountKey key = account.key();
        Optional<CursorState> cursor = inbox.findCursor(key.sellerId(), key.accountId(), WEBHOOKS);
        return cursor.isEmpty()
                || !cursor.get().nextAt().isAfter(clock.instant())
                || (cursor.get().failures() == 0 && !cursor.get().cursor().equals(Optional.of(asked(key))));
    }

    private String asked(AccountKey key) {
        return address.webhooksOf(key).map(URI::toString).orElse("");
    }

    /** Looks whether the channel calls back, and asks for what is missing. */
    public void subscribe(AccountKey key) {
        Optional<OpenAccount> account = open.find(key.sellerId(), key.accountId());
        Optional<Channel> channel = account.flatMap(OpenAccount::channel);
        Optional<WebhookSubscriptions> subscriptions = channel.flatMap(Channel::subscriptions);
        if (subscriptions.isEmpty()) {
            return;
        }
        Optional<URI> where = address.webhooksOf(key);
        if (where.isEmpty()) {
            settle(
                    key,
                    subscriptions.get(),
                    Callbacks.POLLING,
                    "the channel cannot be asked to call back, for this gateway has no public address: start it with"
                            + " --public-url or PENSTOCK_PUBLIC_URL; until then changes are polled");
            return;
        }
        Ended<Standing> ended =
                calls.talk(account.get(), channel.get(), subscriptions.get().ensure(where.get()), Urgency.NORMAL);
        if (ended instanceof Ended.Done<Standing> done) {
            settle(account.get(), subscriptions.get(), done.result());
        } else if (ended instanceof Ended.Refused<Standing> refused) {
            settle(
                    key,
                    subscriptions.get(),
                    Callbacks.POLLING,
                    "the channel refuses to call back (" + refused.detail() + "); until it does, changes are polled");
        } else {
            Optional<CursorState> state = inbox.findCursor(key.sellerId(), key.accountId(), WEBHOOKS);
            Duration wait = CollectMessages.backOff(ended, state, pace);
            inbox.readAgain(
                    key.sellerId(), key.accountId(), WEBHOOKS, clock.instant().plus(wait), true);
        }
    }

    private void settle(OpenAccount account, WebhookSubscriptions subscriptions, Standing standing) {
        AccountKey key = account.key();
        if (!standing.made().isEmpty() && wasSubscribed(account)) {
            LOG.warn(
                    "{}: the channel had stopped to call back for {} and was asked again; what it did not tell is polled",
                    key,
                    standing.made());
        } else if (!standing.made().isEmpty()) {
            LOG.info("{}: the channel calls back for {} from now on", key, standing.made());
        }
        List<String> refused = standing.refused();
        if (refused.isEmpty()) {
            settle(key, subscriptions, Callbacks.SUBSCRIBED, "");
            return;
        }
        LOG.warn("{}: the channel does not call back for {}; these changes are polled", key, refused);
        boolean some = !standing.found().isEmpty() || !standing.made().isEmpty();
        settle(
                key,
                subscriptions,
                some ? Callbacks.INCOMPLETE : Callbacks.POLLING,
                "the channel does not call back for: " + String.join("; ", refused));
    }

    private static boolean wasSubscribed(OpenAccount account) {
        return account.account()
                .callbacks()
                .filter(before -> before.state() == Callbacks.SUBSCRIBED)
                .isPresent();
    }

    private void settle(AccountKey key, WebhookSubscriptions subscriptions, Callbacks state, String reason) {
        Instant now = clock.instant();
        accounts.noteCallbacks(key.sellerId(), key.accountId(), new CallbackState(state, reason, now));
        open.forget(key.sellerId(), key.accountId());
        Instant next = now.plus(pace.of(subscriptions.lookInterval()));
        CursorAdvance advance = new CursorAdvance(WEBHOOKS, asked(key), Optional.empty(), next);
        inbox.storeNow(key.sellerId(), key.accountId(), List.of(), Optional.of(advance));
    }
}
