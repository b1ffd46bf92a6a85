package penstock.test.faults;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.MoveStock;
import penstock.core.publication.Publishing;
import penstock.core.publication.Publishing.DueAccount;
import penstock.core.risk.Lags;
import penstock.core.store.Database;
import penstock.routes.accounts.Adapters;
import penstock.routes.accounts.OpenAccounts;
import penstock.routes.metrics.Stages;
import penstock.routes.transport.AccountKey;
import penstock.routes.transport.CallCarrier;
import penstock.routes.transport.CallRoutes;
import penstock.routes.transport.EgressPolicy;
import penstock.routes.transport.QuotaMemory;
import penstock.routes.transport.RateBudgets;
import penstock.routes.transport.TransportSettings;
import penstock.routes.work.Calls;
import penstock.routes.work.CollectMessages;
import penstock.routes.work.Pace;
import penstock.routes.work.PublishStock;
import penstock.routes.work.ReadMessages;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.sandbox.amazon.AmazonSeller;
import penstock.sandbox.amazon.AmazonSettings;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.http.Statistics;
import penstock.sandbox.shopify.ShopSettings;
import penstock.sandbox.shopify.ShopifyShop;
import penstock.sandbox.time.ManualTime;
import penstock.test.TestDatabase;

/**
 * Publishing as it runs, from the ledger down to the sockets, against the sandbox, and both on one clock that the test moves: half an
 * hour is over in a moment. The test makes the rounds; nobody reads orders.
 */
final class Rig implements AutoCloseable {

    private static final EngineLimits LIMITS = new EngineLimits(1, 50, 1_000, 10);
    private static final List<String> HERE = List.of("127.0.0.1");

    /** As in life, but that no thread is held for a unit of a rate budget: the clock would not move meanwhile. */
    private static final TransportSettings TRANSPORT = new TransportSettings(
            TransportSettings.Lane.QUICK,
            TransportSettings.Lane.BULK,
            TransportSettings.Breaker.DEFAULT,
            8,
            Duration.ZERO,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            1,
            HERE);

    final ManualTime time = new ManualTime(Instant.now().truncatedTo(ChronoUnit.SECONDS), 1);
    final Sandbox sandbox = Sandbox.start(SandboxOptions.with(time));
    final Clock clock = new MovedClock();
    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(clock);
    private final Sealing sealing = new Sealing(new byte[Sealing.KEY_BYTES]);
    private final Engine engine = new Engine(database, clock, ids, LIMITS, seller -> {});
    private final Inbox inbox = new Inbox(database, clock, ids, sealing);
    private final EgressPolicy egress = new EgressPolicy(HERE);
    private final Adapters adapters = new Adapters(egress);
    private final Listings listings = new Listings(database, clock, ids);
    private final CamelContext camel = new DefaultCamelContext();
    private final Map<String, AccountKey> keys = new LinkedHashMap<>();
    private final Map<String, Long> skus = new HashMap<>();
    private final long warehouse;
    private int moves;

    final long sellerId;
    final Accounts accounts = new Accounts(database, clock, ids, sealing);
    final Publishing publishing = new Publishing(database, clock);
    private final PublishStock publish;

    private final class MovedClock extends Clock {
        @Override
        public Instant instant() {
            return time.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    Rig() {
        sellerId = new Sellers(database, clock, ids)
                .create("Rig", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        warehouse = new Locations(database, clock, ids)
                .create(sellerId, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
        OpenAccounts open = new OpenAccounts(accounts, adapters, clock, 1);
        Calls calls = new Calls(carrier(), accounts, open, new Pace(1));
        Stages stages = new Stages(new SimpleMeterRegistry(), new Lags(database, clock), clock);
        ReadMessages reading = new ReadMessages(
                inbox,
                engine,
                publishing,
                open,
                () -> {
                    throw new AssertionError("nobody reads orders here");
                },
                stages,
                new Pace(1),
                Runnable::run);
        CollectMessages collecting = new CollectMessages(inbox, open, calls, reading, publishing, new Pace(1), clock);
        publish = new PublishStock(publishing, open, calls, collecting, stages, new Pace(1), clock);
    }

    private CallCarrier carrier() {
        try {
            camel.addRoutes(new CallRoutes(TRANSPORT, egress));
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        RateBudgets budgets = new RateBudgets(TRANSPORT, QuotaMemory.NONE, clock);
        return new CallCarrier(
                TRANSPORT, egress, budgets, camel.createProducerTemplate(), new SimpleMeterRegistry(), clock);
    }

    // the seller -----------------------------------------------------------------------------------------------------

    /** Connects a seller at Amazon whose listings show nothing yet. */
    AmazonSeller amazon(String name, String... codes) {
        AmazonSeller seller = sandbox.amazon().open(AmazonSettings.standard(name, "c", "s", "r"));
        connectAmazon(name, sandbox.uri() + "/amazon", name);
        for (String code : codes) {
            seller.list(code, code, "9.90", false, 0, Optional.empty());
            listed(name, code, "", "");
        }
        return seller;
    }

    /** Connects an account to whoever speaks as Amazon does there. */
    void connectAmazon(String name, String endpoint, String merchant) {
        Map<String, String> settings = Map.of(
                "seller_id",
                merchant,
                "marketplace_id",
                "ATVPDKIKX0DER",
                "token_endpoint",
                endpoint + "/auth/o2/token");
        connect(
                "amazon",
                name,
                endpoint,
                settings,
                Map.of("client_id", "c", "client_secret", "s", "refresh_token", "r"));
    }

    /** Connects a Shopify shop whose items show nothing yet. */
    ShopifyShop shopify(String name, String... codes) {
        ShopifyShop shop = sandbox.shopify().open(ShopSettings.standard(name, "shpat_1", "shpss_1"));
        List<?> locations = (List<?>) sandbox.shopify().describe(name).get("locations");
        String location = String.valueOf(((Map<?, ?>) locations.get(0)).get("id"));
        connect(
                "shopify",
                name,
                sandbox.uri() + "/shopify/" + name,
                Map.of("location", location),
                Map.of("access_token", "shpat_1", "client_secret", "shpss_1"));
        for (String code : codes) {
            Object item = sandbox.shopify().stock(name, code, code, "9.90", 0).get("inventoryItemId");
            listed(name, code, String.valueOf(item), location);
        }
        return shop;
    }

    private void connect(
            String kind, String name, String endpoint, Map<String, String> settings, Map<String, String> secrets) {
        Accounts.Opening opening = new Accounts.Opening(name, endpoint, 1, settings, secrets);
        long accountId = accounts.open(sellerId, adapters.find(kind).orElseThrow(), opening)
                .accountId();
        keys.put(name, new AccountKey(sellerId, accountId, kind));
    }

    /** Binds a listing of a SKU that is called the same. */
    void listed(String account, String code, String ref, String location) {
        skus.computeIfAbsent(code, this::sku);
        listings.bind(
                        sellerId,
                        keys.get(account).accountId(),
                        new Listings.Binding(code, ref, location, code, 1, Optional.empty()))
                .orElseThrow();
    }

    private long sku(String code) {
        return new Skus(database, clock, ids)
                .create(sellerId, code, code, Optional.empty(), Skus.Sharing.POOL, 0)
                .skuId();
    }

    /** Units of each SKU arrive. */
    void receive(int units) {
        skus.keySet().forEach(code -> move(MoveStock.Kind.RECEIVE, code, units));
    }

    void move(MoveStock.Kind kind, String code, int units) {
        engine.decide(sellerId, new MoveStock("m" + ++moves, kind, new StockKey(skus.get(code), warehouse), units));
    }

    // time -----------------------------------------------------------------------------------------------------------

    /** One round: the ledger is followed, and each account does what is due. */
    void round() {
        publishing.followLedger(sellerId);
        for (DueAccount due : publishing.dueAccounts(sellerId, clock.instant())) {
            keys.values().stream()
                    .filter(key -> key.accountId() == due.accountId())
                    .forEach(publish::publish);
        }
    }

    /** Lets time pass with a round after every step. */
    void passes(Duration total, Duration step) {
        passes(total, step, () -> {});
    }

    /** The same, with something that happens before every round. */
    void passes(Duration total, Duration step, Runnable happening) {
        Instant end = time.now().plus(total);
        while (time.now().isBefore(end)) {
            time.advance(step);
            happening.run();
            round();
        }
    }

    void strikes(int atMost, String channel, String operation, FaultKind kind, Duration delay) {
        sandbox.faults().add(FaultRule.first(atMost, channel, operation, kind).delayed(delay));
    }

    // what has come of it --------------------------------------------------------------------------------------------

    Account account(String name) {
        return accounts.find(sellerId, keys.get(name).accountId()).orElseThrow();
    }

    AccountKey key(String name) {
        return keys.get(name);
    }

    /** Requests so far that began with that operation of the channel, however they ended. */
    long requests(String channel, String operation) {
        return sandbox.statistics().lines().stream()
                .filter(line -> line.channel().equals(channel))
                .filter(line -> operation.equals("*") || line.operation().equals(operation))
                .mapToLong(Statistics.Line::count)
                .sum();
    }

    /** Of a listing: its state, what it is known to show, and what its channel would not take. */
    String told(String account, String code) {
        return database.transact(
                        sellerId,
                        transaction -> transaction.find(
                                """
                        select p.state, p.shown, p.refused_reason
                          from publication p join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
                         where p.seller_id = ? and p.account_id = ? and l.channel_sku = ?
                        """,
                                row -> row.getText("state") + " "
                                        + row.findInt("shown")
                                                .map(String::valueOf)
                                                .orElse("?")
                                        + row.findText("refused_reason")
                                                .map(reason -> " " + reason)
                                                .orElse(""),
                                sellerId,
                                keys.get(account).accountId(),
                                code))
                .orElseThrow();
    }

    /** Keys that are queued to be told or read. */
    int queued() {
        return database.transact(
                sellerId,
                transaction ->
                        transaction.find("""
                        select count(*) as n from publication
                         where seller_id = ? and next_attempt_at is not null and state <> 'OBSERVED'
                        """, row -> row.getInt("n"), sellerId).orElseThrow());
    }

    @Override
    public void close() {
        camel.stop();
        inbox.close();
        engine.close();
        sandbox.close();
        if (!sandbox.audit().breaches().isEmpty()) {
            throw new AssertionError(sandbox.audit().breaches().toString());
        }
    }
}
