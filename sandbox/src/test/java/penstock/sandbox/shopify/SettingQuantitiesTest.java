package penstock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import tools.jackson.databind.JsonNode;

class SettingQuantitiesTest {
    private static final String MUTATION = """
            mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id changes { name delta quantityAfterChange item { sku } } }
                userErrors { code field message }
              }
            }
            """;

    private final Played played = new Played();
    private String item = "";
    private String location = "";

    @BeforeEach
    void aShopWithTenLamps() {
        JsonNode shop = played.shop(10);
        item = shop.at("/products/0/inventoryItemId").asString();
        location = shop.at("/locations/0/id").asString();
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void aQuantityThatMatchesTheComparisonIsSet() {
        JsonNode answer = set("k1", quantity(7, 10));

        assertThat(answer.at("/inventoryAdjustmentGroup/changes/0/delta").asInt())
                .isEqualTo(-3);
        assertThat(shown()).isEqualTo(7);
    }

    @Test
    void aStaleComparisonChangesNothing() {
        JsonNode answer = set("k1", quantity(7, 9));

        assertThat(codes(answer)).containsExactly("CHANGE_FROM_QUANTITY_STALE");
        assertThat(answer.get("inventoryAdjustmentGroup").isNull()).isTrue();
        assertThat(shown()).isEqualTo(10);
    }

    @Test
    void anExplicitNullOptsOutOfTheComparison() {
        assertThat(codes(set("k1", quantity(3, null)))).isEmpty();
        assertThat(shown()).isEqualTo(3);
    }

    @Test
    void aMissingComparisonIsRefused() {
        Map<String, Object> quantity = quantity(3, null);
        quantity.remove("changeFromQuantity");

        JsonNode answer = played.graph(MUTATION, Map.of("input", input(quantity), "key", "k1"));

        assertThat(answer.at("/errors/0/message").asString()).contains("changeFromQuantity");
        assertThat(shown()).isEqualTo(10);
    }

    @Test
    void aMissingIdempotencyKeyIsRefused() {
        JsonNode answer = played.graph(
                MUTATION.replace("@idempotent(key: $key)", "").replace(", $key: String!", ""),
                Map.of("input", input(quantity(3, null))));

        assertThat(answer.at("/errors/0/message").asString()).contains("@idempotent");
        assertThat(shown()).isEqualTo(10);
    }

    @Test
    void theSameKeyWithTheSameInputAnswersAsBeforeAndAppliesNothing() {
        JsonNode first = set("k1", quantity(7, null));
        set("k2", quantity(4, null));

        assertThat(set("k1", quantity(7, null))).isEqualTo(first);
        assertThat(shown()).isEqualTo(4);
        assertThat(played.sandbox.oracle().report().stockWrites()).containsEntry("A", 2);
    }

    @Test
    void theSameKeyWithOtherInputIsRefused() {
        set("k1", quantity(7, null));

        assertThat(codes(set("k1", quantity(6, null)))).containsExactly("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(shown()).isEqualTo(7);
    }

    @Test
    void oneBadQuantityStopsAllOfThem() {
        Map<String, Object> unknownItem = quantity(1, null);
        unknownItem.put("inventoryItemId", "gid://shopify/InventoryItem/1");
        Map<String, Object> unknownLocation = quantity(1, null);
        unknownLocation.put("locationId", "gid://shopify/Location/1");

        assertThat(codes(set("k1", quantity(7, null), unknownItem))).containsExactly("INVALID_INVENTORY_ITEM");
        assertThat(codes(set("k2", quantity(7, null), unknownLocation))).containsExactly("INVALID_LOCATION");
        assertThat(codes(set("k3", quantity(7, null), quantity(6, null))))
                .containsExactly("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        assertThat(codes(set("k4", quantity(-1, null)))).containsExactly("INVALID_QUANTITY_NEGATIVE");
        assertThat(shown()).isEqualTo(10);
    }

    @Test
    void moreThanTwoHundredAndFiftyQuantitiesAreRefused() {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i <= SettingQuantities.QUANTITIES_MAX; i++) {
            many.add(quantity(1, null));
        }

        JsonNode answer = played.graph(MUTATION, Map.of("key", "k1", "input", input(many.toArray(new Map[0]))));

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
    }

    @Test
    void onHandCountsWhatIsCommitted() {
        played.control("POST", "shopify/weir/purchases", "{'sku':'A','quantity':4}");
        Map<String, Object> input = input(quantity(9, 10));
        input.put("name", "on_hand");

        JsonNode answer = played.graph(MUTATION, Map.of("key", "k1", "input", input));

        assertThat(codes(answer.at("/data/inventorySetQuantities"))).isEmpty();
        assertThat(shown()).isEqualTo(5);
    }

    @SafeVarargs
    private JsonNode set(String key, Map<String, Object>... quantities) {
        return played.graph(MUTATION, Map.of("input", input(quantities), "key", key))
                .at("/data/inventorySetQuantities");
    }

    @SafeVarargs
    private static Map<String, Object> input(Map<String, Object>... quantities) {
        Map<String, Object> input = new HashMap<>();
        input.put("name", "available");
        input.put("reason", "correction");
        input.put("referenceDocumentUri", "penstock://publication/1");
        input.put("quantities", List.of(quantities));
        return input;
    }

    private Map<String, Object> quantity(int units, Integer from) {
        Map<String, Object> quantity = new HashMap<>();
        quantity.put("inventoryItemId", item);
        quantity.put("locationId", location);
        quantity.put("quantity", units);
        quantity.put("changeFromQuantity", from);
        return quantity;
    }

    private int shown() {
        return played.sandbox.shopify().shop("weir").orElseThrow().shown().get("A");
    }

    private static List<String> codes(JsonNode payload) {
        return payload.get("userErrors")
                .valueStream()
                .map(e -> e.get("code").asString())
                .toList();
    }
}
