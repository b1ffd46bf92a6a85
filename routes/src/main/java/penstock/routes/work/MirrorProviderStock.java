package penstock.routes.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.book.Balance;
import penstock.core.book.Reply;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.message.ShownQuantity;
import penstock.core.supplier.MirrorFigures;
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

    /** SKUs asked for at a time. */
    static final int AT_A_TIME = 50;

    private static final Logger LOG = LoggerFactory.getLogger(MirrorProviderStock.class);

    private static final String CURSOR = "stock";

    private final OpenAccounts accounts;
    private final Calls calls;
    private final ProviderSkus skus;
    private final Locations locations;
    private final Engine engine;
    private final Inbox inbox;
    private final Ids ids;
    private final Pace pace;
    private final Clock clock;

    public MirrorProviderStock(
            OpenAccounts accounts,
            Calls calls,
            ProviderSkus skus,
            Locations locations,
            Engine engine,
            Inbox inbox,
            Ids ids,
            Pace pace,
            Clock clock) {
        this.accounts = accounts;
        this.calls = calls;
        this.skus = skus;
        this.locations = locations;
        this.engine = engine;
        this.inbox = inbox;
        this.ids = ids;
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
            boolean asked = ask(account.get(), provider.get(), location.get());
            Duration wait = asked ? EVERY : Duration.ofMinutes(1);
            inbox.readAgain(key.sellerId(), key.accountId(), CURSOR, now.plus(pace.of(wait)), !asked);
        }
    }

    private boolean ask(OpenAccount account, FulfilmentProvider provider, Location location) {
        Map<String, Long> bySku =
                skus.list(account.account().sellerId(), account.account().accountId());
        List<String> names = List.copyOf(bySku.keySet());
        boolean all = true;
        for (int from = 0; from < names.size(); from += AT_A_TIME) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_A_TIME));
            Ended<List<ShownQuantity>> ended = calls.talk(account, provider, provider.stock(some, clock.instant()));
            if (ended instanceof Ended.Done<List<ShownQuantity>> done) {
                apply(account, location, bySku, done.result());
            } else {
                all = false;
            }
        }
        return all;
    }

    private void apply(OpenAccount account, Location location, Map<String, Long> bySku, List<ShownQuantity> shown) {
        Map<Long, Long> figures = new HashMap<>();
        shown.forEach(quantity -> {
            Long skuId = bySku.get(quantity.channelSku());
            if (skuId != null) {
                figures.merge(skuId, Math.max(0L, quantity.quantity()), Long::sum);
            }
        });
        List<MirrorFigures.Figure> all = new ArrayList<>();
        figures.forEach((sku, units) -> {
            if (units > Balance.MAX_UNITS) {
                LOG.warn(
                        "account {} says that it has {} units of SKU {}, more than the {} that a location keeps; what was"
                                + " known of it stays until it says less",
                        account.account().accountId(),
                        units,
                        sku,
                        Balance.MAX_UNITS);
            } else {
                all.add(new MirrorFigures.Figure(sku, units.intValue()));
            }
        });
        if (!all.isEmpty()) {
            Reply reply = engine.decide(
                    account.account().sellerId(),
                    new MirrorFigures(ids.next(), location.locationId(), MirrorFigures.Meaning.LESS_SUBMITTED, all));
            if (!reply.detail().isEmpty()) {
                LOG.warn("account {}: {}; they are left out", account.account().accountId(), reply.detail());
            }
        }
    }
}
