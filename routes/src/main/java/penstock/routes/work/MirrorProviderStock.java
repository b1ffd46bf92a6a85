package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.inbox.Inbox;
import penstock.core.message.ShownQuantity;
import penstock.core.supplier.ProviderSkus;
import penstock.fulfilment.spi.FulfilmentProvider;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.accounts.OpenAccounts.OpenAccount;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.Ended;

/** Keeps a provider's location at what the provider says it holds of our SKUs. Any thread, one an account. */
public final class MirrorProviderStock {

    /** How often a provider is asked. */
    public static final Duration EVERY = Duration.ofMinutes(15);

    /** The wait after a round that did not bring everything. */
    static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** SKUs asked for at a time. */
    static final int AT_A_TIME = 50;

    private static final Logger LOG = LoggerFactory.getLogger(MirrorProviderStock.class);

    private static final String CURSOR = "stock";

    private final OpenAccounts accounts;
    private final Calls calls;
    private final ProviderSkus skus;
    private final Locations locations;
    private final ProviderFigures figures;
    private final Inbox inbox;
    private final Pace pace;
    private final Clock clock;

    public MirrorProviderStock(
            OpenAccounts accounts,
            Calls calls,
            ProviderSkus skus,
            Locations locations,
            ProviderFigures figures,
            Inbox inbox,
            Pace pace,
            Clock clock) {
        this.accounts = accounts;
        this.calls = calls;
        this.skus = skus;
        this.locations = locations;
        this.figures = figures;
        this.inbox = inbox;
        this.pace = pace;
        this.clock = clock;
    }

    /** Asks the provider and applies its figures, if it is time. */
    public void mirror(AccountKey key) {
        Instant now = clock.instant();
        boolean due = inbox.findCursor(key.sellerId(), key.accountId(), CURSOR)
                .map(cursor -> !cursor.nextAt().isAfter(now))
                .orElse(true);
        Optional<OpenAccount> account = due ? accounts.find(key.sellerId(), key.accountId()) : Optional.empty();
        Optional<FulfilmentProvider> provider = account.flatMap(OpenAccount::provider);
        Optional<Location> location = locations.list(key.sellerId()).stream()
                .filter(place -> place.providerAccountId().equals(Optional.of(key.accountId())))
                .findFirst();
        if (provider.isPresent() && location.isPresent()) {
            Round round = ask(account.get(), provider.get(), location.get());
            Instant next = now.plus(pace.of(round.all() ? EVERY : AFTER_FAILURE));
            if (round.refused().isPresent()) {
                CollectMessages.refused(inbox, key, CURSOR, round.refused().get(), next);
            } else {
                inbox.readAgain(key.sellerId(), key.accountId(), CURSOR, next, !round.all());
            }
        }
    }

    /**
     * How asking went.
     *
     * @param all whether every figure came and was applied
     * @param refused the provider's words where it refused to answer
     */
    private record Round(boolean all, Optional<String> refused) {}

    private Round ask(OpenAccount account, FulfilmentProvider provider, Location location) {
        Map<String, Long> bySku =
                skus.list(account.account().sellerId(), account.account().accountId());
        List<String> names = List.copyOf(bySku.keySet());
        boolean all = true;
        Optional<String> refusal = Optional.empty();
        for (int from = 0; from < names.size(); from += AT_A_TIME) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_A_TIME));
            Ended<List<ShownQuantity>> ended = calls.talk(account, provider, provider.stock(some, clock.instant()));
            if (ended instanceof Ended.Done<List<ShownQuantity>> done) {
                all &= apply(account, location, bySku, done.result());
            } else {
                all = false;
            }
            if (ended instanceof Ended.Refused<List<ShownQuantity>> refused) {
                refusal = Optional.of(refused.reason() + ": " + refused.detail());
            }
        }
        return new Round(all, refusal);
    }

    /** Applies what came; a defect of ours with some figures keeps nobody from the others. */
    private boolean apply(OpenAccount account, Location location, Map<String, Long> bySku, List<ShownQuantity> shown) {
        try {
            figures.apply(account.key(), location.locationId(), bySku, shown);
            return true;
        } catch (RuntimeException e) {
            if (Rounds.databaseIsAway(e)) {
                throw e;
            }
            LOG.error(
                    "account {}: {} figures could not be applied: {}; asked for again in {}",
                    account.account().accountId(),
                    shown.size(),
                    e.toString(),
                    pace.of(AFTER_FAILURE));
            return false;
        }
    }
}
