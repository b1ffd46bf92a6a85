package penstock.bench.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import penstock.bench.gateway.JsonCalls;
import penstock.bench.gateway.World;
import tools.jackson.databind.JsonNode;

/**
 * A seller connected by the REST API alone: SKUs of one warehouse, each listed by several shops at Shopify and several sellers at
 * Amazon, and an own site that sells them too.
 *
 * @param site the own site's account
 */
record Mall(World world, long sellerId, JsonCalls api, List<Front> fronts, long site, int skus) {

    private static final String MARKETPLACE = "ATVPDKIKX0DER";
    private static final String TOKEN = "shpat_bench";
    private static final String SECRET = "shpss_bench";
    private static final String SITE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";
    private static final String CLIENT_SECRET = "amzn1.oa2-cs.v1.bench";

    static String sku(int number) {
        return "SKU-" + number;
    }

    /**
     * Connects a new seller.
     *
     * @param name that no other has
     * @param stock units of each SKU
     */
    static Mall connect(World world, String name, int shops, int merchants, List<Integer> stock) {
        String seller = world.operator()
                .post("/api/v1/sellers", Map.of("name", name, "currency", "EUR"))
                .path("sellerId")
                .asString();
        String path = "/api/v1/sellers/" + seller;
        String key = world.operator()
                .post(path + "/api-keys", Map.of("label", "Bench", "role", "ADMIN"))
                .path("key")
                .asString();
        Connecting connecting = new Connecting(world, world.gateway(key), path, stock.size());
        connecting.stockUp(stock);
        List<Front> fronts = new ArrayList<>();
        IntStream.rangeClosed(1, shops)
                .mapToObj(n -> connecting.shopify(name + n))
                .forEach(fronts::add);
        IntStream.rangeClosed(1, merchants)
                .mapToObj(n -> connecting.amazon(name + n))
                .forEach(fronts::add);
        long site = Long.parseLong(connecting.account(
                "own-site", "Site", world.echo().toString(), Map.of(), Map.of("signing_secret", SITE_SECRET)));
        return new Mall(world, Long.parseLong(seller), world.gateway(key), fronts, site, stock.size());
    }

    private String path() {
        return "/api/v1/sellers/" + sellerId;
    }

    /** Units come or go by a person's word. */
    void adjust(String id, int sku, int units) {
        api.post(
                path() + "/stock-moves",
                Map.of("id", id, "kind", "ADJUST", "sku", sku(sku), "location", "WH1", "quantity", units));
    }

    /** Has every front left alone, or worked again. */
    void pause(boolean paused) {
        fronts.forEach(front ->
                api.patch(path() + "/accounts/" + front.accountId(), Map.of("state", paused ? "PAUSED" : "ACTIVE")));
    }

    /** What a front's buyers see of each SKU. */
    Map<Integer, Integer> shownBy(Front front, JsonNode shown) {
        Map<Integer, Integer> units = new HashMap<>();
        JsonNode there = shown.path(front.name());
        IntStream.range(0, skus)
                .forEach(sku -> units.put(sku, there.path(sku(sku)).asInt(-1)));
        return units;
    }

    /** A seller half connected. */
    private record Connecting(World world, JsonCalls api, String seller, int skus) {

        void stockUp(List<Integer> stock) {
            api.post(
                    seller + "/locations",
                    Map.of(
                            "code", "WH1",
                            "name", "Warehouse",
                            "kind", "WAREHOUSE",
                            "shipsBy", "SELLER",
                            "sourceRank", 1));
            for (int sku = 0; sku < stock.size(); sku++) {
                api.post(seller + "/skus", Map.of("code", sku(sku), "title", "Bench", "sharing", "POOL"));
                api.post(
                        seller + "/stock-moves",
                        Map.of(
                                "id",
                                "first-" + sku,
                                "kind",
                                "RECEIVE",
                                "sku",
                                sku(sku),
                                "location",
                                "WH1",
                                "quantity",
                                stock.get(sku)));
            }
        }

        private List<Map<String, Object>> products() {
            return IntStream.range(0, skus)
                    .mapToObj(sku -> Map.<String, Object>of("sku", sku(sku), "title", "Bench", "quantity", 0))
                    .toList();
        }

        Front shopify(String shop) {
            JsonNode opened = world.sandboxControl()
                    .post(
                            "/_control/shopify/shops",
                            Map.of(
                                    "shop", shop,
                                    "accessToken", TOKEN,
                                    "clientSecret", SECRET,
                                    "products", products()));
            String location = opened.path("locations").path(0).path("id").asString();
            String account = account(
                    "shopify",
                    shop,
                    world.sandbox() + "/shopify/" + shop,
                    Map.of("location", location, "shop_domain", shop + ".myshopify.com"),
                    Map.of("access_token", TOKEN, "client_secret", SECRET));
            for (JsonNode product : opened.path("products")) {
                String sku = product.path("sku").asString();
                api.post(
                        seller + "/listings",
                        Map.of(
                                "accountId", account,
                                "channelSku", sku,
                                "sku", sku,
                                "channelRef", product.path("inventoryItemId").asString(),
                                "channelLocation", location));
            }
            return new Front(ChannelKind.SHOPIFY, "shopify/" + shop, account);
        }

        Front amazon(String name) {
            String merchant = name.toUpperCase(Locale.ROOT);
            JsonNode opened = world.sandboxControl()
                    .post(
                            "/_control/amazon/sellers",
                            Map.of(
                                    "sellerId",
                                    merchant,
                                    "clientId",
                                    merchant,
                                    "clientSecret",
                                    CLIENT_SECRET,
                                    "refreshToken",
                                    "Atzr|" + merchant,
                                    "marketplaceId",
                                    MARKETPLACE,
                                    "queue",
                                    "orders-" + merchant,
                                    "listingDelaySeconds",
                                    0,
                                    "products",
                                    products()));
            String account = account(
                    "amazon",
                    "Amazon " + merchant,
                    world.sandbox() + "/amazon",
                    Map.of(
                            "seller_id", merchant,
                            "marketplace_id", MARKETPLACE,
                            "token_endpoint",
                                    world.sandbox() + opened.path("tokenPath").asString()),
                    Map.of(
                            "client_id", merchant,
                            "client_secret", CLIENT_SECRET,
                            "refresh_token", "Atzr|" + merchant));
            for (int sku = 0; sku < skus; sku++) {
                api.post(seller + "/listings", Map.of("accountId", account, "channelSku", sku(sku), "sku", sku(sku)));
            }
            return new Front(ChannelKind.AMAZON, "amazon/" + merchant, account);
        }

        String account(
                String kind, String name, String endpoint, Map<String, String> settings, Map<String, String> secrets) {
            return api.post(
                            seller + "/accounts",
                            Map.of(
                                    "kind", kind,
                                    "name", name,
                                    "endpoint", endpoint,
                                    "settings", settings,
                                    "secrets", secrets))
                    .path("accountId")
                    .asString();
        }
    }
}
