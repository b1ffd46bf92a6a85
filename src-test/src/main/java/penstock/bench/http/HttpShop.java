package penstock.bench.http;

import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import penstock.bench.gateway.JsonCalls;
import penstock.bench.gateway.World;
import tools.jackson.databind.JsonNode;

/**
 * A seller connected by the REST API alone: SKUs with units in a warehouse, a shop at the simulated Shopify that sells all of
 * them, and an own site.
 *
 * @param webhooks where the shop's webhooks go
 * @param domain the shop's
 * @param secret signs them
 * @param site the own site's account in the API
 * @param siteKey a storefront's key for it
 * @param units of all SKUs at the start
 */
record HttpShop(
        long sellerId, URI webhooks, String domain, String secret, URI site, String siteKey, int skus, long units) {

    private static final String TOKEN = "shpat_bench";
    private static final String SECRET = "shpss_bench";
    private static final String SITE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";

    static String sku(int number) {
        return "SKU-" + number;
    }

    private static String domain(String shop) {
        return shop + ".myshopify.com";
    }

    /**
     * Connects a new seller.
     *
     * @param shop a name that no other shop has
     * @param unitsOfEach at most a million, as the API takes them at a time
     */
    static HttpShop connect(World world, String shop, int skus, int unitsOfEach) {
        JsonCalls operator = world.operator();
        String seller =
                text(operator.post("/api/v1/sellers", Map.of("name", "Weir & Sluice", "currency", "EUR")), "sellerId");
        String path = "/api/v1/sellers/" + seller;
        String admin = text(operator.post(path + "/api-keys", Map.of("label", "Bench", "role", "ADMIN")), "key");
        Connecting connecting = new Connecting(world.gateway(admin), path);
        connecting.stock(skus, unitsOfEach);
        String shopify = connecting.shopify(world, shop, skus);
        String site = connecting.ownSite(world.echo());
        String siteKey = text(
                operator.post(path + "/api-keys", Map.of("label", "Site", "role", "STOREFRONT", "accountId", site)),
                "key");
        return new HttpShop(
                Long.parseLong(seller),
                world.gateway().resolve("/webhooks/" + seller + "/" + shopify),
                domain(shop),
                SECRET,
                world.gateway().resolve(path + "/accounts/" + site + "/"),
                siteKey,
                skus,
                (long) skus * unitsOfEach);
    }

    private static String text(JsonNode answer, String field) {
        return answer.path(field).asString();
    }

    /** A seller half connected. */
    private record Connecting(JsonCalls api, String seller) {

        void stock(int skus, int unitsOfEach) {
            api.post(
                    seller + "/locations",
                    Map.of(
                            "code",
                            "WH1",
                            "name",
                            "Warehouse",
                            "kind",
                            "WAREHOUSE",
                            "shipsBy",
                            "SELLER",
                            "sourceRank",
                            1));
            for (int sku = 0; sku < skus; sku++) {
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
                                unitsOfEach));
            }
        }

        String shopify(World world, String shop, int skus) {
            JsonNode opened = world.sandboxControl()
                    .post(
                            "/_control/shopify/shops",
                            Map.of(
                                    "shop", shop,
                                    "accessToken", TOKEN,
                                    "clientSecret", SECRET,
                                    "products",
                                            IntStream.range(0, skus)
                                                    .mapToObj(sku ->
                                                            Map.of("sku", sku(sku), "title", "Bench", "quantity", 0))
                                                    .toList()));
            String location = text(opened.path("locations").path(0), "id");
            String account = account(
                    "shopify",
                    world.sandbox() + "/shopify/" + shop,
                    Map.of("location", location, "shop_domain", domain(shop)),
                    Map.of("access_token", TOKEN, "client_secret", SECRET));
            for (JsonNode product : opened.path("products")) {
                api.post(
                        seller + "/listings",
                        Map.of(
                                "accountId", account,
                                "channelSku", text(product, "sku"),
                                "sku", text(product, "sku"),
                                "channelRef", text(product, "inventoryItemId"),
                                "channelLocation", location));
            }
            return account;
        }

        /** What the site is told of goes to the echo, which takes everything. */
        String ownSite(URI endpoint) {
            return account("own-site", endpoint.toString(), Map.of(), Map.of("signing_secret", SITE_SECRET));
        }

        private String account(
                String kind, String endpoint, Map<String, String> settings, Map<String, String> secrets) {
            return text(
                    api.post(
                            seller + "/accounts",
                            Map.of(
                                    "kind", kind,
                                    "name", kind,
                                    "endpoint", endpoint,
                                    "settings", settings,
                                    "secrets", secrets)),
                    "accountId");
        }
    }
}
