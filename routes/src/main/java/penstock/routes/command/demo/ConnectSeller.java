package penstock.routes.command.demo;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import penstock.core.shipping.ApplyProviderUpdate;
import penstock.routes.command.demo.Assortment.Sku;
import tools.jackson.databind.JsonNode;

/** Opens a seller's world in the sandbox, and connects it to Penstock by its REST API alone. */
final class ConnectSeller {

    private static final String MARKETPLACE = "ATVPDKIKX0DER";
    /** Amazon's warehouses work this much faster than published: 10 minutes from order to parcel, not 60. */
    static final int MCF_SPEED = 6;

    /** Published time from an order of another channel to its parcel, and to our next look at it. */
    private static final Duration MCF_TAKES = Duration.ofMinutes(60);

    private static final String CLIENT_SECRET = "shpss_demo";
    private static final String ACCESS_TOKEN = "shpat_demo";

    private final SandboxControl sandbox;
    private final Assortment assortment;
    private final GatewayApi api;

    private ConnectSeller(URI gateway, SandboxControl sandbox, Assortment assortment, String sellerId, String key) {
        this.sandbox = sandbox;
        this.assortment = assortment;
        this.api = new GatewayApi(gateway, sellerId, key);
    }

    /** A connected seller with the key of its own programs. */
    record Connected(DemoSeller seller, GatewayApi api) {}

    /**
     * Connects a new seller.
     *
     * @param ownSite takes the own site's webhooks
     * @param progress is told what is being done
     */
    static Connected connect(
            URI gateway,
            String operatorKey,
            SandboxControl sandbox,
            Assortment assortment,
            OwnSite ownSite,
            Consumer<String> progress) {
        progress.accept("creating a seller, its SKUs and its warehouse");
        String sellerId = GatewayApi.createSeller(gateway, operatorKey, "Weir & Sluice");
        String adminKey = new GatewayApi(gateway, sellerId, operatorKey).issueKey("Demo", "ADMIN", Optional.empty());
        ConnectSeller connecting = new ConnectSeller(gateway, sandbox, assortment, sellerId, adminKey);
        connecting.openWarehouse();
        progress.accept("connecting a supplier, Amazon and its warehouses, Shopify and the own site");
        String supplier = connecting.connectSupplier();
        String amazon = connecting.connectAmazon();
        String shopify = connecting.connectShopify();
        String site = connecting.connectOwnSite(ownSite);
        connecting.receiveGoods();
        DemoSeller seller = new DemoSeller(
                sellerId,
                shopify,
                amazon,
                site,
                supplier,
                connecting.api.issueKey("Supplier Nord", "SUPPLIER", Optional.of(supplier)),
                connecting.api.issueKey("Own site", "STOREFRONT", Optional.of(site)));
        return new Connected(seller, connecting.api);
    }

    /** How long Amazon takes to ship an order of another channel, and we to hear of it. */
    static Duration mcfTakes(double timeFactor) {
        Duration published = MCF_TAKES.dividedBy(MCF_SPEED).plus(ApplyProviderUpdate.FOLLOW_UP);
        return Duration.ofNanos((long) (published.toNanos() / timeFactor)).plusSeconds(1);
    }

    private void openWarehouse() {
        Assortment.all().forEach(sku -> api.createSku(sku.code(), sku.title(), assortment.sharing()));
        api.createLocation(Map.of(
                "code", Assortment.WAREHOUSE,
                "name", "Own warehouse",
                "kind", "WAREHOUSE",
                "shipsBy", "SELLER",
                "sourceRank", 1));
    }

    /** When all channels are there: the first to come would get all, and what it shows can only be taken back by selling it. */
    private void receiveGoods() {
        for (Sku sku : Assortment.at(Assortment.WAREHOUSE)) {
            api.receive("first-" + sku.code(), sku.code(), Assortment.WAREHOUSE, assortment.unitsAtFirst());
        }
    }

    private String connectSupplier() {
        sandbox.openSupplier(Map.of(
                "name", DemoSeller.SUPPLIER,
                "skuColumn", "Artikel",
                "quantityColumn", "Bestand",
                "delimiter", ";",
                "charset", "ISO-8859-1",
                "stock", supplierStock()));
        String account = api.openAccount(Map.of(
                "kind", "supplier",
                "name", "Supplier Nord",
                "settings", Map.of("sku_column", "Artikel", "quantity_column", "Bestand")));
        api.createLocation(Map.of(
                "code",
                Assortment.SUPPLIER,
                "name",
                "Supplier Nord",
                "kind",
                "SUPPLIER",
                "shipsBy",
                "SELLER",
                "providerAccountId",
                account,
                "sourceRank",
                3));
        Assortment.at(Assortment.SUPPLIER).forEach(sku -> bind(account, sku.atSupplier(), sku));
        return account;
    }

    /** What the supplier has, and two rows that make no sense to us: a SKU we do not sell, and fewer than none. */
    private List<Map<String, Object>> supplierStock() {
        List<Map<String, Object>> rows = new ArrayList<>();
        Assortment.at(Assortment.SUPPLIER)
                .forEach(sku -> rows.add(Map.of("sku", sku.atSupplier(), "quantity", assortment.unitsAtFirst())));
        rows.add(Map.of("sku", "N-999", "quantity", 5));
        rows.add(Map.of("sku", "N-998", "quantity", -3));
        return rows;
    }

    private String connectAmazon() {
        JsonNode opened = sandbox.openAmazonSeller(Map.of(
                "sellerId",
                DemoSeller.MERCHANT,
                "clientId",
                "demo-client",
                "clientSecret",
                "demo-secret",
                "refreshToken",
                "Atzr|demo",
                "marketplaceId",
                MARKETPLACE,
                "queue",
                "orders-" + DemoSeller.MERCHANT,
                "mcfSpeed",
                MCF_SPEED,
                "products",
                amazonProducts()));
        connectFba(opened);
        Map<String, String> settings = amazonSettings(opened);
        settings.put("seller_id", DemoSeller.MERCHANT);
        settings.put(
                "queue_endpoint", sandbox.address() + opened.path("queuePath").asString());
        String account = api.openAccount(amazonAccount("amazon", "Amazon", settings));
        Assortment.onAmazon().forEach(sku -> bind(account, sku.onAmazon(), sku));
        return account;
    }

    private void connectFba(JsonNode opened) {
        String account = api.openAccount(amazonAccount("amazon-mcf", "Amazon MCF", amazonSettings(opened)));
        api.createLocation(Map.of(
                "code",
                Assortment.FBA,
                "name",
                "Amazon's warehouses",
                "kind",
                "FBA",
                "shipsBy",
                "PROVIDER",
                "providerAccountId",
                account,
                "sourceRank",
                2));
        Assortment.at(Assortment.FBA).forEach(sku -> bind(account, sku.inFba(), sku));
    }

    private List<Map<String, Object>> amazonProducts() {
        List<Map<String, Object>> products = new ArrayList<>();
        Assortment.onAmazon().forEach(sku -> products.add(Map.of("sku", sku.onAmazon(), "title", sku.title())));
        Assortment.at(Assortment.FBA)
                .forEach(sku -> products.add(
                        Map.of("sku", sku.inFba(), "title", sku.title(), "fulfillable", assortment.unitsAtFirst())));
        return products;
    }

    private Map<String, String> amazonSettings(JsonNode opened) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("marketplace_id", MARKETPLACE);
        settings.put(
                "token_endpoint", sandbox.address() + opened.path("tokenPath").asString());
        return settings;
    }

    private Map<String, Object> amazonAccount(String kind, String name, Map<String, String> settings) {
        return Map.of(
                "kind", kind,
                "name", name,
                "endpoint", sandbox.address() + "/amazon",
                "settings", settings,
                "secrets",
                        Map.of(
                                "client_id", "demo-client",
                                "client_secret", "demo-secret",
                                "refresh_token", "Atzr|demo"));
    }

    private String connectShopify() {
        JsonNode opened = sandbox.openShop(Map.of(
                "shop",
                DemoSeller.SHOP,
                "accessToken",
                ACCESS_TOKEN,
                "clientSecret",
                CLIENT_SECRET,
                "keepSubscriptions",
                true,
                "locations",
                List.of("Main"),
                "products",
                Assortment.all().stream()
                        .map(sku -> Map.of("sku", sku.code(), "title", sku.title(), "price", "19.90", "quantity", 0))
                        .toList()));
        String location = opened.path("locations").path(0).path("id").asString();
        String account = api.openAccount(Map.of(
                "kind",
                "shopify",
                "name",
                "Shopify",
                "endpoint",
                sandbox.address() + "/shopify/" + DemoSeller.SHOP,
                "settings",
                Map.of(
                        "location",
                        location,
                        "shop_domain",
                        opened.path("domain").asString()),
                "secrets",
                Map.of("access_token", ACCESS_TOKEN, "client_secret", CLIENT_SECRET)));
        bindShopifyProducts(account, opened, location);
        return account;
    }

    private void bindShopifyProducts(String account, JsonNode opened, String location) {
        opened.path("products")
                .forEach(product -> api.bind(Map.of(
                        "accountId", account,
                        "channelSku", product.path("sku").asString(),
                        "sku", product.path("sku").asString(),
                        "channelRef", product.path("inventoryItemId").asString(),
                        "channelLocation", location)));
    }

    private String connectOwnSite(OwnSite site) {
        String account = api.openAccount(Map.of(
                "kind",
                "own-site",
                "name",
                "Own site",
                "endpoint",
                site.address().toString(),
                "secrets",
                Map.of("signing_secret", site.secret())));
        Assortment.all().forEach(sku -> bind(account, sku.code(), sku));
        return account;
    }

    private void bind(String account, String channelSku, Sku sku) {
        api.bind(Map.of("accountId", account, "channelSku", channelSku, "sku", sku.code()));
    }
}
