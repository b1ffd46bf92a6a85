package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static penstock.test.crash.GatewayProcess.PATIENCE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import penstock.sandbox.Sandbox;
import penstock.sandbox.buyer.Storefront;
import penstock.test.crash.GatewayProcess.Answer;
import tools.jackson.databind.JsonNode;

/**
 * A seller, connected by the API alone: an own site, two shops that show the same lamps, Amazon that sells the same vases as
 * one of them and ships stools from its own warehouse, and a supplier.
 *
 * @param fronts the shops, then Amazon
 */
record ConnectedSeller(String key, String path, String site, String supplier, List<Front> fronts) {

    /** Sold everywhere but at Amazon; there are always enough. */
    static final String LAMP = "LAMP";

    /** Sold on the own site only; there are {@value #RARE_UNITS}. */
    static final String RARE = "RARE";

    /** Sold on the own site and in the first shop; Amazon ships them. */
    static final String STOOL = "STOOL";

    /** Partitioned between the first shop and Amazon; {@value #VASE_UNITS} at first, and never enough. */
    static final String VASE = "VASE";

    /** Sold in the second shop; a supplier has them, and says how many in the first row of his list. */
    static final String CHAIR = "CHAIR";

    /** Sold nowhere; in the last row of the supplier's list. */
    static final String BENCH = "BENCH";

    static final int RARE_UNITS = 40;

    static final int VASE_UNITS = 12;

    /** Chairs and benches that the supplier has at first. */
    static final int LISTED_AT_FIRST = 1_000;

    static final int PLENTY = 1_000_000;

    static final String WAREHOUSE = "WH1";

    /** Rows of the supplier's list that nobody understands: more than are applied in one go. */
    private static final int STRANGE_ROWS = 1_200;

    /**
     * A channel, and our account of it.
     *
     * @param skus that we sell there
     */
    record Front(String accountId, Storefront truth, Set<String> skus) {

        int shows(String sku) {
            return truth.shown().getOrDefault(sku, 0);
        }
    }

    /** An order as Penstock has it. */
    record Kept(String channelOrderId, String sku, int ordered, int shipped, int shortUnits) {}

    /** Makes the seller; each of those ports is told everything that happens in the shops. */
    static ConnectedSeller connect(GatewayProcess gateway, Sandbox sandbox, List<Integer> ports) throws Exception {
        String operator = gateway.operatorKey();
        String id = text(gateway.post(operator, "/sellers", "{\"name\":\"Weir\",\"currency\":\"EUR\"}"), "sellerId");
        String path = "/sellers/" + id;
        String key = text(gateway.post(operator, path + "/api-keys", "{\"label\":\"test\",\"role\":\"ADMIN\"}"), "key");
        Opening opening = new Opening(gateway, sandbox, key, id, path);
        opening.warehouse();
        String supplier = opening.supplier();
        Front amazon = opening.amazon();
        Front weir = opening.shop("weir", ports, LAMP, STOOL, VASE);
        Front mill = opening.shop("mill", ports, LAMP, CHAIR);
        ConnectedSeller seller = new ConnectedSeller(key, path, opening.site(), supplier, List.of(weir, mill, amazon));
        opening.goods();
        seller.sendFeed(gateway, LISTED_AT_FIRST);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(weir.truth().shown()).containsEntry(LAMP, PLENTY).containsEntry(STOOL, PLENTY);
            assertThat(mill.truth().shown()).containsEntry(LAMP, PLENTY).containsEntry(CHAIR, LISTED_AT_FIRST);
            assertThat(weir.shows(VASE)).isPositive(); // the site has a part of them, too
            assertThat(amazon.shows(VASE)).isPositive();
        });
        return seller;
    }

    static String text(Answer answer, String field) {
        assertThat(answer.done()).as(answer.body().toString()).isTrue();
        return answer.body().path(field).asString();
    }

    /** The channels that sell that SKU. */
    List<Front> frontsOf(String sku) {
        return fronts.stream().filter(front -> front.skus().contains(sku)).toList();
    }

    Front amazon() {
        return fronts.get(fronts.size() - 1);
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

    /** Vases arrive in the warehouse. */
    Answer receiveVases(GatewayProcess gateway, String id, int units) throws IOException, InterruptedException {
        return receive(gateway, key, path, id, VASE, units);
    }

    static Answer receive(GatewayProcess gateway, String key, String path, String id, String sku, int units)
            throws IOException, InterruptedException {
        return gateway.post(key, path + "/stock-moves", """
                {"id": "%s", "kind": "RECEIVE", "sku": "%s", "location": "%s", "quantity": %d}
                """.formatted(id, sku, WAREHOUSE, units));
    }

    /** The supplier sends his list: so many chairs and benches, and between them much that nobody understands. */
    Answer sendFeed(GatewayProcess gateway, int units) throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("sku,quantity\n");
        csv.append(CHAIR).append(',').append(units).append('\n');
        for (int row = 0; row < STRANGE_ROWS; row++) {
            csv.append("STRANGE-").append(row).append(",1\n");
        }
        csv.append(BENCH).append(',').append(units).append('\n');
        return gateway.post(
                key, path + "/accounts/" + supplier + "/feeds?mode=FULL&name=nord.csv", "text/csv", csv.toString());
    }

    /** The fulfilment orders that wait for somebody in the seller's warehouse, at most 100 of them. */
    List<String> openFulfilments(GatewayProcess gateway) throws IOException, InterruptedException {
        List<String> open = new ArrayList<>();
        for (JsonNode fulfilment :
                gateway.get(key, path + "/fulfilments?state=OPEN").body().path("fulfilments")) {
            if (fulfilment.path("location").asString().equals(WAREHOUSE)) {
                open.add(fulfilment.path("fulfilmentId").asString());
            }
        }
        return open;
    }

    /** All of it leaves in one parcel. */
    Answer ship(GatewayProcess gateway, String fulfilmentId) throws IOException, InterruptedException {
        return gateway.post(
                key, path + "/fulfilments/" + fulfilmentId + "/ship", """
                {"parcelId": "box-%s", "carrier": "UPS", "trackingNumber": "1Z%s"}
                """.formatted(fulfilmentId, fulfilmentId));
    }

    /** Units that may be sold, at all locations. */
    int available(GatewayProcess gateway, String sku) throws IOException, InterruptedException {
        return units(gateway, sku, "available");
    }

    /** Units that are there, sold or not. */
    int onHand(GatewayProcess gateway, String sku) throws IOException, InterruptedException {
        return units(gateway, sku, "available", "reserved");
    }

    private int units(GatewayProcess gateway, String sku, String... conditions)
            throws IOException, InterruptedException {
        int units = 0;
        for (JsonNode balance : gateway.get(key, path + "/stock").body().path("balances")) {
            if (balance.path("sku").asString().equals(sku)) {
                units += Stream.of(conditions)
                        .mapToInt(condition -> balance.path(condition).asInt())
                        .sum();
            }
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
                line.path("shipped").asInt(),
                line.path("short").asInt());
    }
}
