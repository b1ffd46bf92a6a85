package penstock.test.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.order.Orders;
import penstock.routes.accounts.Adapters;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.sandbox.shopify.ShopSettings;
import penstock.sandbox.shopify.ShopifyShop;

/** A gateway, a sandbox, and one seller with a warehouse, Shopify, Amazon and Amazon's MCF. */
public final class House implements AutoCloseable {

    public static final double TIME_FACTOR = 60;

    private static final Path BINARIES = Path.of("target/postgres-binaries");

    private final Gateway gateway;
    private final Sandbox sandbox;
    private final long sellerId;
    private final long warehouse;
    private final Map<String, Long> skus = new HashMap<>();
    private final Map<String, Long> accounts = new HashMap<>();
    private int moves;

    private House(Gateway gateway, Sandbox sandbox) {
        this.gateway = gateway;
        this.sandbox = sandbox;
        this.sellerId = gateway.service(Sellers.class)
                .create("Weir & Sluice", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        this.warehouse = gateway.service(Locations.class)
                .create(
                        sellerId,
                        "WH1",
                        "Warehouse",
                        Locations.Kind.WAREHOUSE,
                        Locations.ShipsBy.SELLER,
                        Optional.empty(),
                        1)
                .locationId();
    }

    /** Starts both and makes the seller. */
    public static House open() {
        return openAt("http://127.0.0.1:" + GatewayOptions.OWN_PORT);
    }

    /** The same with a gateway that channels reach under that address, or not at all. */
    static House openAt(String publicUrl) {
        Sandbox sandbox = Sandbox.start(SandboxOptions.atFactor(TIME_FACTOR).seed(7));
        try {
            Path home = Files.createTempDirectory("penstock-house");
            GatewayOptions options = GatewayOptions.in(home)
                    .listeningOn("127.0.0.1", 0)
                    .simulating(TIME_FACTOR, "127.0.0.1,localhost")
                    .reachableAt(publicUrl)
                    .quiet();
            Settings settings = Settings.defaults().withBinaries(BINARIES);
            return new House(Gateway.start(options, Map.of(), settings, Progress.SILENT), sandbox);
        } catch (IOException e) {
            sandbox.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** Makes a SKU with units in the warehouse. */
    public House stock(String code, int units, Skus.Sharing sharing) {
        long skuId = service(Skus.class)
                .create(sellerId, code, code, Optional.empty(), sharing, 0)
                .skuId();
        skus.put(code, skuId);
        receive(code, units);
        return this;
    }

    /** More units arrive in the warehouse. */
    public void receive(String code, int units) {
        if (units > 0) {
            service(Engine.class)
                    .decide(
                            sellerId,
                            new MoveStock(
                                    "m" + ++moves,
                                    MoveStock.Kind.RECEIVE,
                                    new StockKey(skus.get(code), warehouse),
                                    units));
        }
    }

    /** Connects a Shopify shop that sells those SKUs. */
    public ShopifyShop shopify(String shop, String... codes) {
        return shopify(ShopSettings.standard(shop, "shpat_1", "shpss_1"), codes);
    }

    /** The same of a shop with settings of its own, but for its token and secret. */
    ShopifyShop shopify(ShopSettings settings, String... codes) {
        String shop = settings.name();
        ShopifyShop opened = sandbox.shopify().open(settings);
        long accountId = account(
                "shopify",
                "Shopify " + shop,
                sandbox.uri().resolve("/shopify/" + shop),
                Map.of(),
                Map.of("access_token", "shpat_1", "client_secret", "shpss_1"));
        accounts.put(shop, accountId);
        for (String code : codes) {
            Map<String, Object> ids = asMap(sandbox.shopify().stock(shop, code, code, "9.90", 0));
            bind(
                    accountId,
                    new Listings.Binding(
                            code,
                            String.valueOf(ids.get("inventoryItemId")),
                            locationOf(shop),
                            code,
                            1,
                            Optional.empty()));
        }
        return opened;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private String locationOf(String shop) {
        List<?> locations = (List<?>) sandbox.shopify().describe(shop).get("locations");
        return String.valueOf(asMap(locations.get(0)).get("id"));
    }

    private long account(
            String kind, String name, URI endpoint, Map<String, String> settings, Map<String, String> secrets) {
        return service(Accounts.class)
                .open(
                        sellerId,
                        service(Adapters.class).find(kind).orElseThrow(),
                        new Accounts.Opening(name, endpoint.toString(), 1, settings, secrets))
                .accountId();
    }

    private void bind(long accountId, Listings.Binding binding) {
        service(Listings.class).bind(sellerId, accountId, binding).orElseThrow();
    }

    public String webhookAddress(long accountId) {
        return "http://127.0.0.1:" + gateway.port() + "/webhooks/" + sellerId + "/" + accountId;
    }

    public <T> T service(Class<T> type) {
        return gateway.service(type);
    }

    public List<Orders.OrderView> orders() {
        return service(Orders.class).list(sellerId, 0, Long.MAX_VALUE, 500);
    }

    public <T> T with(Function<House, T> work) {
        return work.apply(this);
    }

    public long sellerId() {
        return sellerId;
    }

    public long accountId(String name) {
        return accounts.get(name);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public Gateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        try {
            gateway.close();
        } finally {
            sandbox.close();
        }
    }
}
