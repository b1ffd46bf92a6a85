package penstock.test.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import penstock.sandbox.Sandbox;
import penstock.sandbox.amazon.AmazonSeller;
import penstock.sandbox.amazon.AmazonSettings;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.shopify.ShopSettings;
import penstock.test.crash.ConnectedSeller.Front;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens what belongs to a new seller, in the sandbox and at Penstock.
 *
 * @param path of the seller's resources
 */
record Opening(GatewayProcess gateway, Sandbox sandbox, String key, String sellerId, String path) {

    private static final String MARKETPLACE = "ATVPDKIKX0DER";
    private static final String MERCHANT = "S1";

    /** Amazon ships an order of another channel in ten minutes, not in an hour. */
    private static final double MCF_SPEED = 6;

    /** Published: a search for orders ends two minutes before now. Three seconds are enough for the sandbox's pace. */
    private static final String SEARCH_LAG = "3";

    private static final List<String> TOPICS =
            List.of("orders/create", "orders/updated", "orders/cancelled", "inventory_levels/update");

    private String make(String what, String body, String field) throws Exception {
        return ConnectedSeller.text(gateway.post(key, path + what, body), field);
    }

    void warehouse() throws Exception {
        make("/locations", """
                {"code": "%s", "name": "W", "kind": "WAREHOUSE", "shipsBy": "SELLER", "sourceRank": 1}
                """.formatted(ConnectedSeller.WAREHOUSE), "locationId");
        sku(ConnectedSeller.LAMP, "POOL");
        sku(ConnectedSeller.RARE, "POOL");
        sku(ConnectedSeller.STOOL, "POOL");
        sku(ConnectedSeller.VASE, "PARTITIONED");
        sku(ConnectedSeller.CHAIR, "POOL");
        sku(ConnectedSeller.BENCH, "POOL");
    }

    private void sku(String code, String sharing) throws Exception {
        make("/skus", """
                {"code": "%s", "title": "%s", "sharing": "%s"}
                """.formatted(code, code, sharing), "code");
    }

    /** When all channels are there: of a partitioned SKU the first to come would get all. */
    void goods() throws Exception {
        receive(ConnectedSeller.LAMP, ConnectedSeller.PLENTY);
        receive(ConnectedSeller.RARE, ConnectedSeller.RARE_UNITS);
        receive(ConnectedSeller.VASE, ConnectedSeller.VASE_UNITS);
    }

    private void receive(String sku, int units) throws Exception {
        ConnectedSeller.text(ConnectedSeller.receive(gateway, key, path, "first-" + sku, sku, units), "verdict");
    }

    /** A supplier with a place of its own. */
    String supplier() throws Exception {
        String account = make("/accounts", """
                {"kind": "supplier", "name": "Nord", "settings": {"sku_column": "sku", "quantity_column": "quantity"}}
                """, "accountId");
        make("/locations", """
                {"code": "NORD", "name": "Nord", "kind": "SUPPLIER", "shipsBy": "SELLER", "providerAccountId": "%s",
                 "sourceRank": 3}
                """.formatted(account), "locationId");
        return account;
    }

    /** A seller at Amazon who ships vases himself, and has Amazon ship stools that others sell. */
    Front amazon() throws Exception {
        AmazonSettings standard = AmazonSettings.standard(MERCHANT, "c", "s", "r");
        AmazonSeller seller = sandbox.amazon()
                .open(new AmazonSettings(
                        MERCHANT,
                        "c",
                        "s",
                        "r",
                        MARKETPLACE,
                        standard.queue(),
                        Duration.ofSeconds(30),
                        standard.statusWords(),
                        MCF_SPEED));
        seller.list(ConnectedSeller.STOOL, "Stool", "9.90", false, 0, Optional.of(ConnectedSeller.PLENTY));
        seller.list(ConnectedSeller.VASE, "Vase", "9.90", false, 0, Optional.empty());
        String provider = account("amazon-mcf", "MCF", amazonSettings());
        make("/locations", """
                {"code": "FBA", "name": "Amazon", "kind": "FBA", "shipsBy": "PROVIDER", "providerAccountId": "%s",
                 "sourceRank": 2}
                """.formatted(provider), "locationId");
        bind(provider, ConnectedSeller.STOOL, "");
        Map<String, String> settings = amazonSettings();
        settings.put("seller_id", MERCHANT);
        settings.put("queue_endpoint", sandbox.uri() + "/amazon/sqs/" + standard.queue());
        settings.put("search_lag_seconds", SEARCH_LAG);
        String account = account("amazon", "Amazon", settings);
        bind(account, ConnectedSeller.VASE, "");
        return new Front(account, seller, Set.of(ConnectedSeller.VASE));
    }

    private Map<String, String> amazonSettings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("marketplace_id", MARKETPLACE);
        settings.put("token_endpoint", sandbox.uri() + "/amazon/auth/o2/token");
        return settings;
    }

    private String account(String kind, String name, Map<String, String> settings) throws Exception {
        return make(
                "/accounts",
                """
                {"kind": "%s", "name": "%s", "endpoint": "%s/amazon", "settings": %s,
                 "secrets": {"client_id": "c", "client_secret": "s", "refresh_token": "r"}}
                """.formatted(kind, name, sandbox.uri(), JsonMapper.shared().writeValueAsString(settings)),
                "accountId");
    }

    String site() throws Exception {
        return make("/accounts", """
                {"kind": "own-site", "name": "Site", "endpoint": "http://127.0.0.1:%d/health",
                 "secrets": {"signing_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"}}
                """.formatted(gateway.port()), "accountId");
    }

    /** A shop that sells those SKUs and tells each of those ports whatever happens. */
    Front shop(String name, List<Integer> ports, String... skus) throws Exception {
        ShopSettings standard = ShopSettings.standard(name, "shpat_1", "shpss_1");
        Storefront shop = sandbox.shopify()
                .open(new ShopSettings(
                        name,
                        "shpat_1",
                        "shpss_1",
                        standard.locations(),
                        true, // else the second kill would find no webhooks any more
                        standard.pointsMax(),
                        standard.pointsPerSecond()));
        List<?> locations = (List<?>) sandbox.shopify().describe(name).getOrDefault("locations", List.of());
        String account = make("/accounts", """
                {"kind": "shopify", "name": "%s", "endpoint": "%s/shopify/%s",
                 "secrets": {"access_token": "shpat_1", "client_secret": "shpss_1"}}
                """.formatted(name, sandbox.uri(), name), "accountId");
        for (String sku : skus) {
            Object item = sandbox.shopify().stock(name, sku, sku, "9.90", 0).get("inventoryItemId");
            bind(account, sku, """
                    , "channelRef": "%s", "channelLocation": "%s"
                    """.formatted(item, ((Map<?, ?>) locations.get(0)).get("id")));
        }
        for (int port : ports) {
            for (String topic : TOPICS) {
                String uri = "http://127.0.0.1:" + port + "/webhooks/" + sellerId + "/" + account;
                sandbox.shopify().subscribe(name, topic, uri);
            }
        }
        return new Front(account, shop, Set.of(skus));
    }

    private void bind(String account, String sku, String more) throws Exception {
        make("/listings", """
                {"accountId": "%s", "channelSku": "%s", "sku": "%s"%s}
                """.formatted(account, sku, sku, more), "listingId");
    }
}
