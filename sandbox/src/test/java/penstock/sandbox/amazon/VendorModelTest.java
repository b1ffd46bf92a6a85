package penstock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.Shared;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** Compares the sandbox's answers with the vendor's own models, where these are at hand. */
class VendorModelTest {
    private static final String ORDERS = "/amazon/orders/2026-01-01/orders";
    private static final String MCF = "/amazon/fba/outbound/2020-07-01/fulfillmentOrders";
    private static final String ADDRESS =
            "{'name':'Ada','addressLine1':'1 Lock Road','postalCode':'62701','countryCode':'US'}";

    private final Played played = new Played();
    private String token = "";

    @BeforeEach
    void aSeller() {
        token = played.seller();
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void ordersFitTheModelInEveryState() throws IOException {
        JsonNode model = model("orders_2026-01-01");
        String pending = buy("M", false);
        String paid = buy("M", true);
        ship(paid);
        String cancelled = buy("M", true);
        played.control("POST", "amazon/S1/orders/" + cancelled + "/request-cancel", "");
        played.control("POST", "amazon/S1/orders/" + cancelled + "/cancel", "");
        String all = "?includedData=BUYER,RECIPIENT,PROCEEDS,FULFILLMENT,PACKAGES,CANCELLATION";

        for (String id : List.of(pending, paid, cancelled, buy("F", true))) {
            fits(model, "GetOrderResponse", get(ORDERS + "/" + id + all));
        }
        played.time.advance(OrderBook.SEARCH_DELAY);
        fits(model, "SearchOrdersResponse", get(ORDERS + "?lastUpdatedAfter=2026-11-01T00:00:00Z&maxResultsPerPage=2"));
        fits(model, "ErrorList", get(ORDERS));
    }

    @Test
    void listingsFitTheModel() throws IOException {
        JsonNode model = model("listingsItems_2021-08-01");
        String item = "/amazon/listings/2021-08-01/items/S1/M?marketplaceIds=ATVPDKIKX0DER";

        fits(model, "Item", get(item + "&includedData=summaries,attributes,issues,fulfillmentAvailability"));
        fits(model, "ListingsItemSubmissionResponse", call("PATCH", item, patch(3)));
        fits(model, "ListingsItemSubmissionResponse", call("PATCH", item, patch(-3)));
    }

    @Test
    void fulfilmentOrdersAndStockSummariesFitTheModels() throws IOException {
        JsonNode model = model("fulfillmentOutbound_2020-07-01");
        String items = "'items':[{'sellerSku':'F','sellerFulfillmentOrderItemId':'1','quantity':1}]";
        call(
                "POST",
                MCF,
                "{'sellerFulfillmentOrderId':'W1','displayableOrderId':'D','displayableOrderDate':"
                        + "'2026-11-23T10:00:00Z','displayableOrderComment':'c','shippingSpeedCategory':'Standard',"
                        + "'destinationAddress':" + ADDRESS + "," + items + "}");
        fits(model, "GetFulfillmentOrderResponse", get(MCF + "/W1"));
        fits(
                model,
                "GetFulfillmentPreviewResponse",
                call("POST", MCF + "/preview", "{'address':" + ADDRESS + "," + items + "}"));
        fits(model, "ListAllFulfillmentOrdersResponse", get(MCF));
        played.time.advance(McfOrders.SHIPPED_AFTER);
        token = played.token();
        fits(model, "GetFulfillmentOrderResponse", get(MCF + "/W1"));
        fits(
                model("fbaInventory"),
                "GetInventorySummariesResponse",
                get("/amazon/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=ATVPDKIKX0DER"
                        + "&marketplaceIds=ATVPDKIKX0DER&details=true"));
    }

    @Test
    void notificationsFitTheirSchema() throws IOException {
        JsonNode schema = Json.read(Files.readAllBytes(
                Shared.file("specs/amazon-sp-api/schemas/notifications/OrderChangeNotification.json")));
        String id = buy("M", false);
        played.control("POST", "amazon/S1/orders/" + id + "/request-cancel", "");
        JsonNode messages = played.get("/amazon/sqs/orders-S1?max=10").json().get("Messages");

        assertThat(messages).hasSize(2);
        for (JsonNode message : messages) {
            JsonNode body = Json.read(message.get("Body").asString().getBytes(StandardCharsets.UTF_8));
            assertThat(differences("", schema, schema, body)).isEmpty();
        }
    }

    @Test
    void theComparisonFindsAPlantedDifference() throws IOException {
        JsonNode model = model("orders_2026-01-01");
        JsonNode bad = Json.tree(Map.of("order", Map.of("orderId", 7, "orderItems", List.of(Map.of()))));

        assertThat(differences("", model, model.at("/definitions/GetOrderResponse"), bad))
                .contains(
                        ".order.orderId is NUMBER",
                        ".order.createdTime is missing",
                        ".order.orderItems[].product is missing");
    }

    private void fits(JsonNode model, String definition, Played.Answer answer) {
        assertThat(differences("", model, model.at("/definitions/" + definition), answer.json()))
                .as(definition + " " + answer.text())
                .isEmpty();
    }

    private static List<String> differences(String at, JsonNode model, JsonNode given, JsonNode value) {
        JsonNode schema = given;
        while (schema.has("$ref")) {
            schema = model.at(schema.get("$ref").asString().substring(1));
        }
        List<String> differences = new ArrayList<>();
        if (!typed(schema.path("type"), value)) {
            differences.add(at + " is " + value.getNodeType());
        }
        if (value.isString() && schema.has("enum") && !named(schema.get("enum"), value)) {
            differences.add(at + " says " + value.asString());
        }
        JsonNode properties = schema.path("properties");
        if (value.isObject() && !properties.isMissingNode()) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asString())) {
                    differences.add(at + "." + name.asString() + " is missing");
                }
            });
            value.properties().forEach(member -> {
                if (properties.has(member.getKey())) {
                    differences.addAll(differences(
                            at + "." + member.getKey(), model, properties.get(member.getKey()), member.getValue()));
                } else {
                    differences.add(at + "." + member.getKey() + " is unknown");
                }
            });
        }
        if (value.isArray() && schema.has("items")) {
            JsonNode items = schema.get("items");
            value.forEach(item -> differences.addAll(differences(at + "[]", model, items, item)));
        }
        return differences;
    }

    /** The vendor's own examples word some states in capitals. */
    private static boolean named(JsonNode names, JsonNode value) {
        return names.valueStream().anyMatch(name -> name.asString().equalsIgnoreCase(value.asString()));
    }

    private static boolean typed(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> typed(one, value));
        }
        return switch (type.asString("")) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private static JsonNode model(String name) throws IOException {
        return Json.read(Files.readAllBytes(Shared.file("specs/amazon-sp-api/models/" + name + ".json")));
    }

    private String buy(String sku, boolean paid) {
        return played.control("POST", "amazon/S1/purchases", "{'sku':'" + sku + "','paid':" + paid + "}")
                .json()
                .get("orderId")
                .asString();
    }

    private void ship(String id) {
        String item = get(ORDERS + "/" + id)
                .json()
                .at("/order/orderItems/0/orderItemId")
                .asString();
        assertThat(call(
                                "POST",
                                "/amazon/orders/v0/orders/" + id + "/shipmentConfirmation",
                                "{'marketplaceId':'ATVPDKIKX0DER','packageDetail':{'packageReferenceId':'1','carrierCode':"
                                        + "'UPS','trackingNumber':'T','shipDate':'2026-11-23T10:00:00Z','orderItems':["
                                        + "{'orderItemId':'" + item + "','quantity':1}]}}")
                        .status())
                .isEqualTo(204);
    }

    private static String patch(int units) {
        return "{'productType':'PRODUCT','patches':[{'op':'merge','path':'/attributes/fulfillment_availability','value':["
                + "{'fulfillment_channel_code':'DEFAULT','quantity':" + units + "}]}]}";
    }

    private Played.Answer get(String path) {
        return call("GET", path, "");
    }

    private Played.Answer call(String method, String path, String body) {
        return played.call(method, path, body.replace('\'', '"'), "x-amz-access-token", token);
    }
}
