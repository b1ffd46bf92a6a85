package penstock.routes.accounts;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.Secrets;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.fulfilment.spi.FulfilmentProvider;
import penstock.routes.transport.AccountKey;

/** Accounts with their adapters and secrets at hand, looked up again every few seconds. Any thread. */
public final class OpenAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAccounts.class);

    /** How long a change of an account may go unnoticed. */
    public static final Duration FRESH = Duration.ofSeconds(5);

    /** Accounts kept at hand. */
    private static final int MAX_KEPT = 10_000;

    private final Accounts accounts;
    private final Adapters adapters;
    private final Clock clock;
    private final double timeFactor;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /**
     * Opens accounts.
     *
     * @param timeFactor how much faster than life the channels' published delays pass
     */
    public OpenAccounts(Accounts accounts, Adapters adapters, Clock clock, double timeFactor) {
        this.timeFactor = timeFactor;
        this.accounts = accounts;
        this.adapters = adapters;
        this.clock = clock;
    }

    /** An account that can be spoken through: a channel's or a provider's. */
    public record OpenAccount(
            Account account,
            Secrets secrets,
            @Nullable Channel channelOrNull,
            @Nullable FulfilmentProvider providerOrNull) {

        public Optional<Channel> channel() {
            return Optional.ofNullable(channelOrNull);
        }

        public Optional<FulfilmentProvider> provider() {
            return Optional.ofNullable(providerOrNull);
        }

        /** Names the account to the transport. */
        public AccountKey key() {
            return new AccountKey(account.sellerId(), account.accountId(), account.channel());
        }
    }

    /**
     * The account, whatever its state. One that its adapter cannot be opened for is there without a channel and a provider,
     * and needs attention.
     */
    public Optional<OpenAccount> find(long sellerId, long accountId) {
        Key key = new Key(sellerId, accountId);
        Instant now = clock.instant();
        synchronized (kept) {
            Kept known = kept.get(key);
            if (known != null && now.isBefore(known.until())) {
                return known.account();
            }
        }
        Optional<OpenAccount> found = accounts.find(sellerId, accountId).map(this::open);
        synchronized (kept) {
            kept.put(key, new Kept(found, now.plus(FRESH)));
        }
        return found;
    }

    /** Forgets what is at hand, so that the next look is a fresh one. */
    public void forget(long sellerId, long accountId) {
        synchronized (kept) {
            kept.remove(new Key(sellerId, accountId));
        }
    }

    private OpenAccount open(Account account) {
        Secrets secrets = new Secrets(accounts.secrets(account.sellerId(), account.accountId()));
        if (account.endpoint().isBlank()) {
            return new OpenAccount(account, secrets, null, null);
        }
        try {
            return opened(account, secrets);
        } catch (RuntimeException e) {
            needAttention(account, String.valueOf(e.getMessage()));
            return new OpenAccount(account, secrets, null, null);
        }
    }

    /** Nobody is spoken to through it then, and whoever looks at the account reads why. */
    private void needAttention(Account account, String why) {
        if (account.state() == Accounts.State.ACTIVE) {
            LOG.warn("account {} cannot be opened: {}; it rests until a person corrects it", account.accountId(), why);
            accounts.enter(
                    account.sellerId(),
                    account.accountId(),
                    Accounts.State.NEEDS_ATTENTION,
                    "it cannot be opened: " + why);
        }
    }

    private OpenAccount opened(Account account, Secrets secrets) {
        AccountSettings settings = new AccountSettings(
                account.accountId(), URI.create(account.endpoint()), account.settings(), timeFactor);
        return new OpenAccount(
                account,
                secrets,
                adapters.findChannel(account.channel())
                        .map(plugin -> plugin.open(settings))
                        .orElse(null),
                adapters.findProvider(account.channel())
                        .map(plugin -> plugin.open(settings))
                        .orElse(null));
    }

    private record Key(long sellerId, long accountId) {}

    private record Kept(Optional<OpenAccount> account, Instant until) {}
}
