package penstock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import tools.jackson.databind.JsonNode;

class GraphAnswersTest {
    private static final String DEAR =
            "{ orders(first: 100) { nodes { lineItems(first: 50) { nodes { id variant { id } } } } } }";

    private final Played played = new Played();

    @BeforeEach
    void aShop() {
        played.shop(10);
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void aWrongTokenIsRefused() {
        Played.Answer answer = played.call(
                "POST",
                "/shopify/weir/admin/api/2026-10/graphql.json",
                "{\"query\":\"{ shop { name } }\"}",
                "X-Shopify-Access-Token",
                "wrong");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void whatDoesNotExistIsRefused() {
        assertThat(error("{ orders(first: 1) { nodes { sum } } }"))
                .isEqualTo("Field 'sum' doesn't exist on type 'Order'");
        assertThat(error("{ orders(first: 1, colour: 2) { nodes { id } } }"))
                .contains("doesn't accept argument 'colour'");
        assertThat(error("{ orders(first: 1) }")).startsWith("Field must have selections");
        assertThat(error("{ orders { nodes { id } } }")).isEqualTo("you must provide one of first or last");
        assertThat(error("{ orders(first: 1, query: \"colour:red\") { nodes { id } } }"))
                .contains("colour");
        assertThat(error("query($a: ID!) { order(id: $a) { id } }")).contains("$a");
        assertThat(error("{ order(id: $b) { id } }")).contains("$b");
        assertThat(error("{ shop { name }")).contains("syntax error");
    }

    @Test
    void aliasesInlineArgumentsAndFragmentsAreUnderstood() {
        JsonNode answer = played.graph("""
                query { mine: shop { ...Names __typename } places: locations(first: 1) { edges { node { name } cursor } } }
                fragment Names on Shop { name myshopifyDomain }
                """, Map.of());

        assertThat(answer.at("/data/mine/myshopifyDomain").asString()).isEqualTo("weir.myshopify.com");
        assertThat(answer.at("/data/mine/__typename").asString()).isEqualTo("Shop");
        assertThat(answer.at("/data/places/edges/0/node/name").asString()).isEqualTo("Main");
    }

    @Test
    void eachAnswerSaysWhatItCost() {
        JsonNode cost = played.graph(DEAR, Map.of()).at("/extensions/cost");

        assertThat(cost.get("requestedQueryCost").asInt()).isGreaterThan(500);
        assertThat(cost.get("actualQueryCost").asInt()).isEqualTo(2);
        assertThat(cost.at("/throttleStatus/maximumAvailable").asInt()).isEqualTo(2000);
        assertThat(cost.at("/throttleStatus/currentlyAvailable").asInt()).isEqualTo(1998);
        assertThat(cost.at("/throttleStatus/restoreRate").asInt()).isEqualTo(100);
    }

    @Test
    void anEmptyBucketAnswersThrottledWithStatusTwoHundredUntilItHasRefilled() {
        played.control(
                "POST", "shopify/shops", "{'shop':'weir','accessToken':'token','pointsMax':25,'pointsPerSecond':5}");
        String mutation = "mutation { orderCancel(orderId: \"x\", reason: OTHER, restock: true) { job { id } } }";
        played.graph(mutation, Map.of());
        played.graph(mutation, Map.of());

        JsonNode refused = played.graph(mutation, Map.of());
        assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("THROTTLED");
        assertThat(refused.at("/extensions/cost/throttleStatus/currentlyAvailable")
                        .asInt())
                .isEqualTo(5);

        played.time.advance(Duration.ofMillis(999));
        assertThat(played.graph(mutation, Map.of()).has("errors")).isTrue();
        played.time.advance(Duration.ofMillis(1));
        assertThat(played.graph(mutation, Map.of()).has("errors")).isFalse();
        assertThat(played.sandbox.audit().refusals()).containsEntry("shopify/weir", 2L);
        assertThat(played.sandbox.audit().breaches()).isEmpty();
    }

    @Test
    void anOperationThatIsTooDearIsRefusedWhole() {
        JsonNode answer = played.graph(DEAR.replace("100", "250"), Map.of());

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("MAX_COST_EXCEEDED");
    }

    private String error(String query) {
        return played.graph(query, Map.of()).at("/errors/0/message").asString();
    }
}
