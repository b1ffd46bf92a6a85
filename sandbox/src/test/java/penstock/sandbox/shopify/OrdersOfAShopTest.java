package penstock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import tools.jackson.databind.JsonNode;

class OrdersOfAShopTest {
    private static final String SEARCH = """
            query Changed($first: Int!, $after: String, $query: String) {
              orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
                nodes {
                  id name createdAt updatedAt cancelledAt displayFinancialStatus displayFulfillmentStatus test email
                  lineItems(first: 10) { nodes { id sku quantity currentQuantity unfulfilledQuantity variant { id } } }
                  shippingAddress { name address1 city zip countryCodeV2 }
                  fulfillmentOrders(first: 5) {
                    nodes { id status lineItems(first: 10) { nodes { id remainingQuantity lineItem { id } } } }
                  }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;
    private static final String FULFIL = """
            mutation Ship($fulfillment: FulfillmentInput!) {
              fulfillmentCreate(fulfillment: $fulfillment) {
                fulfillment { id status trackingInfo { company number url } }
                userErrors { field message }
              }
            }
            """;

    private final Played played = new Played();

    @BeforeEach
    void aShopWithTenLamps() {
        played.shop(10);
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void anOrderMovesUnitsFromAvailableToCommitted() {
        JsonNode sold = buy(3, true);

        assertThat(quantities()).isEqualTo("available 7 committed 3 on_hand 10");
        assertThat(sold.at("/order/line_items/0/fulfillable_quantity").asInt()).isEqualTo(3);
    }

    @Test
    void theShopSellsNoMoreThanItShows() {
        buy(8, true);

        Played.Answer refused = played.control("POST", "shopify/weir/purchases", "{'sku':'A','quantity':3}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("shown").asInt()).isEqualTo(2);
        assertThat(quantities()).isEqualTo("available 2 committed 8 on_hand 10");
    }

    @Test
    void aSearchAnswersPageByPageInOrderOfChange() {
        for (int i = 0; i < 5; i++) {
            buy(1, true);
            played.time.advance(Duration.ofSeconds(3));
        }
        List<String> names = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = search(2, after, "updated_at:>='2026-11-23T10:00:03Z'");
            page.get("nodes").forEach(node -> names.add(node.get("name").asString()));
            after = page.at("/pageInfo/endCursor").asString();
        } while (page.at("/pageInfo/hasNextPage").asBoolean());

        assertThat(names).containsExactly("#1002", "#1003", "#1004", "#1005");
    }

    @Test
    void timesOfAnOrderHaveWholeSeconds() {
        buy(1, false);

        assertThat(search(1, "", "").at("/nodes/0/updatedAt").asString()).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void aScriptedSearchOmitsAnOrderForAWhileButFindsItById() {
        played.sandbox
                .faults()
                .add(FaultRule.first(1, "shopify", "orders", FaultKind.SEARCH_OMITS)
                        .delayed(Duration.ofMinutes(10)));
        String id = buy(1, true).get("orderId").asString();

        assertThat(search(5, "", "").get("nodes")).isEmpty();
        assertThat(played.graph("query($id: ID!) { order(id: $id) { name } }", Map.of("id", id))
                        .at("/data/order/name")
                        .asString())
                .isEqualTo("#1001");
        played.time.advance(Duration.ofMinutes(10));
        assertThat(search(5, "", "").get("nodes")).hasSize(1);
    }

    @Test
    void aScriptedPageRepeatsItsCursor() {
        buy(1, true);
        buy(1, true);
        played.sandbox.faults().add(FaultRule.first(1, "shopify", "orders", FaultKind.TOKEN_REPEATED));
        String cursor = search(1, "", "").at("/pageInfo/endCursor").asString();

        JsonNode page = search(1, cursor, "");

        assertThat(page.at("/pageInfo/endCursor").asString()).isEqualTo(cursor);
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    }

    @Test
    void aParcelReducesWhatRemainsAndIsRefusedWhenNothingDoes() {
        buy(3, true);
        JsonNode part = search(1, "", "").at("/nodes/0/fulfillmentOrders/nodes/0");

        JsonNode first = ship(part, 2, "T1", true);
        JsonNode tooMany = ship(part, 2, "T2", true);
        JsonNode rest = ship(part, 1, "T3", false);
        JsonNode none = ship(part, 1, "T4", false);

        assertThat(first.at("/fulfillment/trackingInfo/0/number").asString()).isEqualTo("T1");
        assertThat(tooMany.at("/userErrors/0/message").asString()).contains("quantity");
        assertThat(rest.get("userErrors")).isEmpty();
        assertThat(none.at("/userErrors/0/message").asString()).contains("closed");
        assertThat(search(1, "", "").at("/nodes/0/displayFulfillmentStatus").asString())
                .isEqualTo("FULFILLED");
        assertThat(quantities()).isEqualTo("available 7 committed 0 on_hand 7");
        assertThat(played.sandbox.oracle().report().notices().values()).containsExactly(1);
        assertThat(played.sandbox.oracle().report().confirmations()).hasSize(2);
    }

    @Test
    void aCancelWithRestockGivesTheUnitsBackAndOneWithoutDoesNot() {
        String first = buy(3, true).get("orderId").asString();
        String second = buy(2, false).get("orderId").asString();

        cancel(first, true);
        cancel(second, false);

        assertThat(quantities()).isEqualTo("available 8 committed 0 on_hand 8");
        assertThat(played.sandbox.oracle().report().skus().get("A").kept()).isZero();
    }

    @Test
    void anOrderThatIsOnItsWayCannotBeCancelled() {
        String id = buy(1, true).get("orderId").asString();
        ship(search(1, "", "").at("/nodes/0/fulfillmentOrders/nodes/0"), 1, "T1", false);

        assertThat(cancel(id, true).at("/orderCancelUserErrors/0/code").asString())
                .isEqualTo("INVALID");
        assertThat(cancel("gid://shopify/Order/1", true)
                        .at("/orderCancelUserErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void manyLevelsAreReadBackAtOnce() {
        JsonNode shop = played.control("GET", "shopify/weir", "").json();
        String item = shop.at("/products/0/inventoryItemId").asString();
        String location = shop.at("/locations/0/id").asString();

        JsonNode answer =
                played.graph("""
                query Levels($ids: [ID!]!, $at: ID!) {
                  nodes(ids: $ids) {
                    ... on InventoryItem { id sku inventoryLevel(locationId: $at) { quantities(names: ["available"]) { name quantity } } }
                  }
                }
                """, Map.of("ids", List.of(item, "gid://shopify/InventoryItem/1"), "at", location));

        assertThat(answer.at("/data/nodes/0/inventoryLevel/quantities/0/quantity")
                        .asInt())
                .isEqualTo(10);
        assertThat(answer.at("/data/nodes/1").isNull()).isTrue();
    }

    private JsonNode buy(int units, boolean paid) {
        return played.control(
                        "POST", "shopify/weir/purchases", "{'sku':'A','quantity':" + units + ",'paid':" + paid + "}")
                .json();
    }

    private JsonNode search(int first, String after, String query) {
        Map<String, Object> variables = new java.util.HashMap<>(Map.of("first", first, "query", query));
        variables.put("after", after.isEmpty() ? null : after);
        return played.graph(SEARCH, variables).at("/data/orders");
    }

    private JsonNode ship(JsonNode part, int units, String number, boolean notify) {
        Map<String, Object> line = Map.of("id", part.at("/lineItems/nodes/0/id").asString(), "quantity", units);
        Map<String, Object> input = Map.of(
                "lineItemsByFulfillmentOrder",
                List.of(Map.of(
                        "fulfillmentOrderId", part.get("id").asString(), "fulfillmentOrderLineItems", List.of(line))),
                "trackingInfo",
                Map.of("company", "UPS", "number", number, "url", "https://track.example.com/" + number),
                "notifyCustomer",
                notify);
        return played.graph(FULFIL, Map.of("fulfillment", input)).at("/data/fulfillmentCreate");
    }

    private JsonNode cancel(String id, boolean restock) {
        return played.graph("""
                        mutation Cancel($id: ID!, $restock: Boolean!) {
                          orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock) {
                            job { id done } orderCancelUserErrors { code message }
                          }
                        }
                        """, Map.of("id", id, "restock", restock)).at("/data/orderCancel");
    }

    private String quantities() {
        JsonNode items =
                played.graph("""
                        { inventoryItems(first: 1) { nodes { inventoryLevels(first: 1) { nodes {
                          quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } } }
                        """, Map.of()).at("/data/inventoryItems/nodes/0/inventoryLevels/nodes/0/quantities");
        return String.join(
                " ",
                items.valueStream()
                        .map(q -> q.get("name").asString() + " "
                                + q.get("quantity").asInt())
                        .toList());
    }
}
