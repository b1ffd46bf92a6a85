package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.test.crash.GatewayProcess.PATIENCE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.sandbox.Sandbox;
import penstock.sandbox.amazon.AmazonSettings;
import penstock.sandbox.shopify.ShopSettings;
import penstock.sandbox.shopify.ShopifyShop;
import penstock.test.crash.GatewayProcess.Answer;
import tools.jackson.databind.JsonNode;

/**
 * A seller, connected by the API alone: an own site, two shops that show the same lamps, and stools in Amazon's warehouse,
 * which ships them.
 */
final class ConnectedSeller {

    /** Sold everywhere; there are always enough. */
    static final String LAMP = "LAMP";

    /** Sold on the own site only; there are {@value #RARE_UNITS}. */
    static final String RARE = "RARE";

    /** Sold on the own site only; Amazon ships them. */
    static final String STOOL = "STOOL";

    static final int RARE_UNITS = 40;

    private static final int PLENTY = 1_000_000;

    private final String key;
    private final String path;
    private final String site;
    private final List<Shop> shops;

    private ConnectedSeller(String key, String path, String site, List<Shop> shops) {
        this.key = key;
        this.path = path;
        this.site = site;
        this.shops = shops;
    }

    /** A shop, and our account of it. */
    record Shop(String accountId, ShopifyShop truth) {}

    /** An order as Penstock has it. */
    record Kept(String channelOrderId, String sku, int ordered, int reserved, int shortUnits) {}

    /** Makes the seller; each of those ports is told everything that happens in the shops. */
    static ConnectedSeller connect(GatewayProcess gateway, Sandbox sandbox, List<Integer> ports) throws Exception {
        String operator = gateway.operatorKey();
        String id = text(gateway.post(operator, "/sellers", "{\"name\":\"Weir\",\"currency\":\"EUR\"}"), "sellerId");
        String path = "/sellers/" + id;
        String key = text(gateway.post(operator, path + "/api-keys", "{\"label\":\"test\",\"role\":\"ADMIN\"}"), "key");
        Opening opening = new Opening(gateway, sandbox, key, path);
        opening.warehouse();
        opening.amazon();
        String site = opening.site();
        List<Shop> shops = List.of(opening.shop("weir", id, ports), opening.shop("mill", id, ports));
        ConnectedSeller seller = new ConnectedSeller(key, path, site, shops);
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (Shop shop : shops) {
                assertThat(shop.truth().shown()).containsEntry(LAMP, PLENTY);
            }
            assertThat(seller.available(gateway, STOOL)).isEqualTo(PLENTY);
        });
        return seller;
    }

    private static String text(Answer answer, String field) {
        assertThat(answer.done()).as(answer.body().toString()).isTrue();
        return answer.body().path(field).asString();
    }

    List<Shop> shops() {
        return shops;
    }

    Answer hold(GatewayProcess gateway, String id, String sku, int units) throws IOException, InterruptedException {
        return gateway.post(key, path + "/accounts/" + site + "/holds", """
                {"id": "%s", "expiresInSeconds": 3600, "lines": [{"sku": "%s", "quantity": %d}]}
                """.formatted(id, sku, units));
    }

    Answer letGo(GatewayProcess gateway, String holdId) throws IOException, InterruptedException {
        return gateway.delete(key, path + "/accounts/" + site + "/holds/" + holdId);
    }

    Answer order(GatewayProcess gateway, String id, String sku, int units, Optional<String> holdId)
            throws IOException, InterruptedException {
        return gateway.post(key, path + "/accounts/" + site + "/orders", """
                {"id": "%s", "lines": [{"id": "1", "sku": "%s", "quantity": %d}]%s,
                 "recipient": {"name": "Ada Weir", "addressLine1": "1 Mill Lane", "city": "Seattle",
                               "stateOrRegion": "WA", "postalCode": "98101", "countryCode": "US"}}
                """.formatted(
                        id,
                        sku,
                        units,
                        holdId.map(hold -> ", \"holdId\": \"" + hold + "\"").orElse("")));
    }

    /** Units that may be sold, at all locations. */
    int available(GatewayProcess gateway, String sku) throws IOException, InterruptedException {
        int units = 0;
        for (JsonNode balance : gateway.get(key, path + "/stock").body().path("balances")) {
            units += balance.path("sku").asString().equals(sku)
                    ? balance.path("available").asInt()
                    : 0;
        }
        return units;
    }

    /** The own site's orders. */
    List<Kept> siteOrders(GatewayProcess gateway) throws IOException, InterruptedException {
        return orders(gateway, site);
    }

    /** The orders of an account, page by page. */
    List<Kept> orders(GatewayProcess gateway, String accountId) throws IOException, InterruptedException {
        List<Kept> orders = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = gateway.get(key, path + "/orders?accountId=" + accountId + "&limit=500" + before)
                    .body();
            page.path("orders").forEach(order -> orders.add(kept(order)));
            if (page.path("next").isMissingNode() || page.path("next").isNull()) {
                return orders;
            }
            before = "&before=" + page.path("next").asString();
        }
    }

    private static Kept kept(JsonNode order) {
        JsonNode line = order.path("lines").path(0);
        return new Kept(
                order.path("channelOrderId").asString(),
                line.path("sku").asString(),
                line.path("ordered").asInt(),
                line.path("reserved").asInt(),
                line.path("short").asInt());
    }

    /** Opens what belongs to a new seller. */
    private record Opening(GatewayProcess gateway, Sandbox sandbox, String key, String path) {

        private static final Map<String, String> AMAZON_SECRETS =
                Map.of("client_id", "c", "client_secret", "s", "refresh_token", "r");

        private String make(String what, String body, String field) throws Exception {
            return text(gateway.post(key, path + what, body), field);
        }

        void warehouse() throws Exception {
            make("/locations", """
                    {"code": "WH1", "name": "W", "kind": "WAREHOUSE", "shipsBy": "SELLER", "sourceRank": 1}
                    """, "locationId");
            sku(LAMP, PLENTY);
            sku(RARE, RARE_UNITS);
            sku(STOOL, 0);
        }

        private void sku(String code, int units) throws Exception {
            make("/skus", """
                    {"code": "%s", "title": "%s", "sharing": "POOL"}
                    """.formatted(code, code), "code");
            if (units > 0) {
                make("/stock-moves", """
                        {"id": "first-%s", "kind": "RECEIVE", "sku": "%s", "location": "WH1", "quantity": %d}
                        """.formatted(code, code, units), "verdict");
            }
        }

        void amazon() throws Exception {
            sandbox.amazon()
                    .open(AmazonSettings.standard("S1", "c", "s", "r"))
                    .list(STOOL, "Stool", "9.90", false, 0, Optional.of(PLENTY));
            String account =
                    make("/accounts", """
                    {"kind": "amazon-mcf", "name": "MCF", "endpoint": "%s/amazon",
                     "settings": {"marketplace_id": "ATVPDKIKX0DER", "token_endpoint": "%s/amazon/auth/o2/token"},
                     "secrets": %s}
                    """.formatted(sandbox.uri(), sandbox.uri(), json(AMAZON_SECRETS)), "accountId");
            make("/locations", """
                    {"code": "FBA", "name": "Amazon", "kind": "FBA", "shipsBy": "PROVIDER", "providerAccountId": "%s",
                     "sourceRank": 2}
                    """.formatted(account), "locationId");
            bind(account, STOOL, STOOL, "");
        }

        String site() throws Exception {
            return make("/accounts", """
                    {"kind": "own-site", "name": "Site", "endpoint": "http://127.0.0.1:%d/health",
                     "secrets": {"signing_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"}}
                    """.formatted(gateway.port()), "accountId");
        }

        Shop shop(String name, String sellerId, List<Integer> ports) throws Exception {
            ShopifyShop shop = sandbox.shopify().open(ShopSettings.standard(name, "shpat_1", "shpss_1"));
            Object item = sandbox.shopify().stock(name, LAMP, "Lamp", "9.90", 0).get("inventoryItemId");
            List<?> locations = (List<?>) sandbox.shopify().describe(name).getOrDefault("locations", List.of());
            String account = make("/accounts", """
                    {"kind": "shopify", "name": "%s", "endpoint": "%s/shopify/%s",
                     "secrets": {"access_token": "shpat_1", "client_secret": "shpss_1"}}
                    """.formatted(name, sandbox.uri(), name), "accountId");
            bind(account, LAMP, LAMP, """
                    , "channelRef": "%s", "channelLocation": "%s"
                    """.formatted(item, ((Map<?, ?>) locations.get(0)).get("id")));
            for (int port : ports) {
                for (String topic : List.of("orders/create", "orders/updated", "inventory_levels/update")) {
                    String uri = "http://127.0.0.1:" + port + "/webhooks/" + sellerId + "/" + account;
                    sandbox.shopify().subscribe(name, topic, uri);
                }
            }
            return new Shop(account, shop);
        }

        private void bind(String account, String channelSku, String sku, String more) throws Exception {
            make("/listings", """
                    {"accountId": "%s", "channelSku": "%s", "sku": "%s"%s}
                    """.formatted(account, channelSku, sku, more), "listingId");
        }

        private static String json(Map<String, String> fields) {
            return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(fields);
        }
    }
}
