package penstock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import tools.jackson.databind.JsonNode;

class McfTest {
    private static final String ORDERS = "/amazon/fba/outbound/2020-07-01/fulfillmentOrders";

    private final Played played = new Played();
    private String token = "";

    @BeforeEach
    void aSellerWithFiveUnitsAtAmazon() {
        token = played.seller();
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void anOrderGoesFromReceivedToCompleteWithATrackingNumber() {
        assertThat(create("W1", 2, "").status()).isEqualTo(200);

        assertThat(status("W1")).isEqualTo("RECEIVED");
        played.time.advance(McfOrders.PLANNED_AFTER);
        assertThat(status("W1")).isEqualTo("PLANNING");
        played.time.advance(McfOrders.WORKED_ON_AFTER.minus(McfOrders.PLANNED_AFTER));
        assertThat(status("W1")).isEqualTo("PROCESSING");
        assertThat(stock()).isEqualTo("fulfillable 3 reserved 2");
        played.time.advance(McfOrders.SHIPPED_AFTER.minus(McfOrders.WORKED_ON_AFTER));
        JsonNode order = get("W1");
        assertThat(status("W1")).isEqualTo("COMPLETE");
        assertThat(order.at("/fulfillmentShipments/0/fulfillmentShipmentPackage/0/trackingNumber")
                        .asString())
                .startsWith("TBA");
        token = played.token();
        assertThat(stock()).isEqualTo("fulfillable 3 reserved 0");
    }

    @Test
    void anIdIsTakenOnce() {
        create("W1", 1, "");

        Played.Answer again = create("W1", 1, "");

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/errors/0/code").asString()).isEqualTo("InvalidRequest");
        assertThat(again.json().at("/errors/0/message").asString()).contains("already exists");
        assertThat(played.sandbox.oracle().report().providerOrders())
                .extracting(o -> o.id() + " " + o.created() + " " + o.steps())
                .containsExactly("W1 1 [CREATED, REFUSED_DUPLICATE]");
        assertThat(stock()).isEqualTo("fulfillable 4 reserved 1");
    }

    @Test
    void tooLittleStockMakesAnOrderUnfulfillableOrPartial() {
        create("WHOLE", 6, "");
        create("PART", 6, ",'fulfillmentPolicy':'FillAllAvailable'");
        played.time.advance(McfOrders.SHIPPED_AFTER);

        assertThat(status("WHOLE")).isEqualTo("UNFULFILLABLE");
        assertThat(get("WHOLE")
                        .at("/fulfillmentOrderItems/0/unfulfillableQuantity")
                        .asInt())
                .isEqualTo(6);
        assertThat(status("PART")).isEqualTo("COMPLETEPARTIALLED");
        assertThat(get("PART")
                        .at("/fulfillmentOrderItems/0/unfulfillableQuantity")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aCancelIsTakenUntilWorkBeginsAndGivesTheUnitsBack() {
        create("EARLY", 2, "");
        create("LATE", 1, "");

        assertThat(call("PUT", ORDERS + "/EARLY/cancel", "").status()).isEqualTo(200);
        assertThat(status("EARLY")).isEqualTo("CANCELLED");
        played.time.advance(McfOrders.WORKED_ON_AFTER);
        assertThat(call("PUT", ORDERS + "/LATE/cancel", "").status()).isEqualTo(400);
        assertThat(stock()).isEqualTo("fulfillable 4 reserved 1");
    }

    @Test
    void aHeldOrderWaitsUntilItIsReleased() {
        create("HELD", 2, ",'fulfillmentAction':'Hold'");
        played.time.advance(McfOrders.WORKED_ON_AFTER);
        assertThat(status("HELD")).isEqualTo("RECEIVED");
        assertThat(stock()).isEqualTo("fulfillable 3 reserved 2");

        call("PUT", ORDERS + "/HELD", "{\"fulfillmentAction\":\"Ship\"}");
        played.time.advance(McfOrders.PLANNED_AFTER);
        assertThat(status("HELD")).isEqualTo("PLANNING");
    }

    @Test
    void whatIsMissingOrTooMuchIsRefused() {
        assertThat(call("POST", ORDERS, "{}").status()).isEqualTo(400);
        assertThat(create("A".repeat(41), 1, "").status()).isEqualTo(400);
        assertThat(create("MANY", 251, "").status()).isEqualTo(400);
        assertThat(create("NONE", 0, "").status()).isEqualTo(400);
        assertThat(call("GET", ORDERS + "/UNKNOWN", "").status()).isEqualTo(404);
        assertThat(played.sandbox.oracle().report().providerOrders()).isEmpty();
    }

    @Test
    void statesAreWordedNowLikeTheModelAndNowLikeItsExamples() {
        create("W1", 1, "");
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            words.add(get("W1").at("/fulfillmentOrder/fulfillmentOrderStatus").asString());
        }

        assertThat(words).containsExactlyInAnyOrder("Received", "RECEIVED");
    }

    @Test
    void aPreviewSaysWhetherAmazonCouldAndTheListNamesEveryOrder() {
        create("W1", 1, "");
        String items = "[{'sellerSku':'F','quantity':5,'sellerFulfillmentOrderItemId':'1'}]";
        JsonNode preview = call(
                        "POST",
                        ORDERS + "/preview",
                        ("{'address':" + ADDRESS + ",'items':" + items + "}").replace('\'', '"'))
                .json();

        assertThat(preview.at("/payload/fulfillmentPreviews/0/isFulfillable").asBoolean(true))
                .isFalse();
        assertThat(call("GET", ORDERS + "?queryStartDate=2026-11-01T00:00:00Z", "")
                        .json()
                        .at("/payload/fulfillmentOrders"))
                .hasSize(1);
    }

    private static final String ADDRESS =
            "{'name':'Ada','addressLine1':'1 Lock Road','postalCode':'62701','countryCode':'US'}";

    private Played.Answer create(String id, int units, String more) {
        String body = "{'sellerFulfillmentOrderId':'" + id + "','displayableOrderId':'D-1','displayableOrderDate':"
                + "'2026-11-23T10:00:00Z','displayableOrderComment':'Thank you','shippingSpeedCategory':'Standard',"
                + "'destinationAddress':" + ADDRESS
                + ",'items':[{'sellerSku':'F','sellerFulfillmentOrderItemId':'1','quantity':" + units + "}]" + more
                + "}";
        return call("POST", ORDERS, body.replace('\'', '"'));
    }

    private JsonNode get(String id) {
        return call("GET", ORDERS + "/" + id, "").json().get("payload");
    }

    private String status(String id) {
        token = played.token();
        return get(id).at("/fulfillmentOrder/fulfillmentOrderStatus").asString().toUpperCase(Locale.ROOT);
    }

    private String stock() {
        JsonNode details = call(
                        "GET",
                        "/amazon/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=ATVPDKIKX0DER"
                                + "&marketplaceIds=ATVPDKIKX0DER&details=true&sellerSkus=F",
                        "")
                .json()
                .at("/payload/inventorySummaries/0/inventoryDetails");
        return "fulfillable " + details.get("fulfillableQuantity").asInt() + " reserved "
                + details.at("/reservedQuantity/totalReservedQuantity").asInt();
    }

    private Played.Answer call(String method, String path, String body) {
        return played.call(method, path, body, "x-amz-access-token", token);
    }
}
