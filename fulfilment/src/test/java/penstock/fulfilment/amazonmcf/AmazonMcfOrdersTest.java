package penstock.fulfilment.amazonmcf;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.fulfilment.amazonmcf.McfFixture.NOW;
import static penstock.fulfilment.amazonmcf.McfFixture.answered;
import static penstock.fulfilment.amazonmcf.McfFixture.bodyOf;
import static penstock.fulfilment.amazonmcf.McfFixture.callOf;
import static penstock.fulfilment.amazonmcf.McfFixture.endOf;
import static penstock.fulfilment.amazonmcf.McfFixture.error;
import static penstock.fulfilment.amazonmcf.McfFixture.provider;
import static penstock.fulfilment.amazonmcf.McfFixture.recipient;
import static penstock.fulfilment.amazonmcf.McfFixture.reply;
import static penstock.fulfilment.amazonmcf.McfFixture.request;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Conversation.Done;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.FulfilmentRequest.Line;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.fulfilment.spi.FulfilmentProvider;

class AmazonMcfOrdersTest {

    private static final String ORDERS =
            "https://sellingpartnerapi-eu.amazon.com/fba/outbound/2020-07-01/fulfillmentOrders";

    private final FulfilmentProvider provider = provider();

    @Test
    void anOrderIsCreatedUnderOurIdToShipAllOrNothing() {
        HttpCall call = callOf(provider.create(request()));

        assertThat(call.method() + " " + call.uri()).isEqualTo("POST " + ORDERS);
        assertThat(bodyOf(call))
                .isEqualTo("{\"marketplaceId\":\"A1F83G8C2ARO7P\",\"sellerFulfillmentOrderId\":\"PS-7-1\","
                        + "\"displayableOrderId\":\"#1001\",\"displayableOrderDate\":\"2026-11-23T09:00:00Z\","
                        + "\"displayableOrderComment\":\"Thank you for your order.\","
                        + "\"shippingSpeedCategory\":\"Expedited\","
                        + "\"destinationAddress\":{\"name\":\"Ada Byron\",\"addressLine1\":\"1 High Street\","
                        + "\"addressLine2\":\"Flat 2\",\"city\":\"London\",\"postalCode\":\"SW1A 1AA\","
                        + "\"countryCode\":\"GB\",\"phone\":\"+44 20 7946 0000\"},"
                        + "\"fulfillmentAction\":\"Ship\",\"fulfillmentPolicy\":\"FillOrKill\",\"items\":["
                        + "{\"sellerSku\":\"SKU-1\",\"sellerFulfillmentOrderItemId\":\"1\",\"quantity\":2},"
                        + "{\"sellerSku\":\"SKU 2\",\"sellerFulfillmentOrderItemId\":\"2\",\"quantity\":1}]}");
        assertThat(call.effect()).isEqualTo(Effect.write("PS-7-1"));
        assertThat(call.budget().perSecond()).isEqualTo(2);
        assertThat(call.budget().burst()).isEqualTo(30);
    }

    @Test
    void theBuyersEmailAddressStaysWithUs() {
        assertThat(bodyOf(callOf(provider.create(request())))).doesNotContain("@");
        assertThat(bodyOf(callOf(provider.preview(request())))).doesNotContain("@");
    }

    @Test
    void policyAndCommentAreSettings() {
        FulfilmentProvider other = provider(
                Map.of("marketplace_id", "M", "fulfillment_policy", "FillAll", "packing_slip_comment", "Merci"));

        assertThat(bodyOf(callOf(other.create(request()))))
                .contains("\"fulfillmentPolicy\":\"FillAll\"")
                .contains("\"displayableOrderComment\":\"Merci\"");
    }

    @Test
    void thereIsNoCityInJapan() {
        assertThat(bodyOf(callOf(provider.create(request("A", recipient("JP"), new Line(1, "S", 1))))))
                .doesNotContain("\"city\"");
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, Standard", "EXPEDITED, Expedited", "PRIORITY, Priority", "'', Standard"})
    void theSpeedIsASettingAndHasItsCategory(String speed, String category) {
        FulfilmentProvider asked = provider(Map.of("marketplace_id", "M", "shipping_speed", speed));
        FulfilmentRequest request = new FulfilmentRequest(
                "A", "x".repeat(50), Instant.EPOCH, recipient("GB"), List.of(new Line(1, "S", 1)));

        assertThat(bodyOf(callOf(asked.create(request))))
                .contains("\"shippingSpeedCategory\":\"" + category + '"')
                .contains("\"displayableOrderId\":\"" + "x".repeat(40) + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A+B", "A/B", "Ä", "12345678901234567890123456789012345678901"})
    void anIdThatAmazonWouldNotFindAgainIsNotSent(String id) {
        assertThat(endOf(provider.create(request(id, recipient("GB"), new Line(1, "S", 1)))))
                .isEqualTo("done Refused[reason=INVALID, detail="
                        + "the order's id is not 1 to 40 letters, digits, dots, dashes and underscores]");
    }

    @Test
    void whatAmazonWouldRefuseIsRefusedAtOnce() {
        Line[] many = new Line[101];
        Arrays.fill(many, new Line(1, "S", 1));
        Recipient nobody = new Recipient(
                " ", "1", Optional.empty(), "", Optional.empty(), "1", "GB", Optional.empty(), Optional.empty());

        assertThat(refusal(request("A", recipient("GB")))).isEqualTo("the order has 0 lines, Amazon takes 1 to 100");
        assertThat(refusal(request("A", recipient("GB"), many)))
                .isEqualTo("the order has 101 lines, Amazon takes 1 to 100");
        assertThat(refusal(request("A", recipient("GB"), new Line(1, "S", 251))))
                .isEqualTo("the order has more than the 250 units that Amazon takes");
        assertThat(refusal(request("A", recipient("GB"), new Line(1, "S", 0)))).isEqualTo("a line asks for no unit");
        assertThat(refusal(request("A", recipient("GB"), new Line(1, "s".repeat(51), 1))))
                .isEqualTo("a SKU is longer than the 50 characters that Amazon takes");
        assertThat(refusal(request("A", nobody, new Line(1, "S", 1))))
                .isEqualTo("the address lacks a name, a first line, a postcode or a country: complete it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"errors\": []}", "{\"errors\": null}", "{\"errors\": {}}"})
    void anAnswerWithoutErrorsIsASuccess(String body) {
        assertThat(created(reply(200, body))).isEqualTo("done Done[ref=PS-7-1]");
        assertThat(cancelled(reply(200, body))).isEqualTo("done Done[ref=PS-7-1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fulfillment order PS-7-1 already exists                  | ALREADY_DONE
            Duplicate sellerFulfillmentOrderId                       | ALREADY_DONE
            A fulfillment order with this id exists.                 | ALREADY_DONE
            The SKU does not exist                                   | INVALID
            the SellerSKU for Item Id: 1 is invalid.                 | INVALID
            There is not enough inventory for SKU-1                  | CANNOT_FULFIL
            No fulfillable inventory                                 | CANNOT_FULFIL
            The order is unfulfillable: InvalidDestinationAddress    | CANNOT_FULFIL
            DeliverySLAUnavailable                                   | CANNOT_FULFIL
            """)
    void aRefusedOrderHasItsReason(String message, String reason) {
        assertThat(created(error(400, message)))
                .isEqualTo("done Refused[reason=%s, detail=HTTP 400 InvalidInput: %s]".formatted(reason, message));
    }

    @Test
    void everyOtherAnswerToACreationLeavesItUnsentOrUnknown() {
        assertThat(created(error(403, "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(created(error(429, "slow"))).isEqualTo("not sent, again after PT10S");
        assertThat(created(error(500, "sorry"))).isEqualTo("lost, look for PS-7-1");
        assertThat(created(reply(503, ""))).isEqualTo("lost, look for PS-7-1");
        assertThat(created(error(200, "half done"))).isEqualTo("lost, look for PS-7-1");
    }

    @Test
    void anOrderIsFoundAndNamedByItsContentSoThatARepeatIsARepeat() {
        String order = """
                {"payload": {"fulfillmentOrder": {"sellerFulfillmentOrderId": "PS-7-1",
                 "fulfillmentOrderStatus": "Received", "statusUpdatedDate": "2026-11-23T11:00:00Z"}}}
                """;

        RawMessage first = message(order);
        assertThat(first.source()).isEqualTo("mcf:order");
        assertThat(first.eventId()).matches("PS-7-1@2026-11-23T11:00:00Z#[0-9a-f]{32}");
        assertThat(first.text()).isEqualTo(order);
        assertThat(message(order).eventId()).isEqualTo(first.eventId());
        assertThat(message(order.replace("}}}", ", \"x\": 1}}}")).eventId()).isNotEqualTo(first.eventId());
        assertThat(callOf(provider.find("PS-7-1", NOW)).uri()).hasToString(ORDERS + "/PS-7-1");
    }

    @Test
    void anOrderThatAmazonDoesNotHaveIsEmptyHoweverItSaysSo() {
        assertThat(found(error(404, "not there"))).isEqualTo("done Optional.empty");
        assertThat(found(error(400, "Order PS-7-1 does not exist"))).isEqualTo("done Optional.empty");
    }

    @Test
    void aFailedLookIsNoProofOfAbsence() {
        assertThat(found(error(400, "bad id"))).isEqualTo("refused INVALID");
        assertThat(found(error(403, "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(found(error(429, "slow"))).isEqualTo("not sent, again after PT10S");
        assertThat(found(reply(500, ""))).isEqualTo("not sent, again after PT30S");
        assertThat(found(reply(200, "{}"))).isEqualTo("not sent, again after PT30S");
        assertThat(found(reply(200, "<html>"))).isEqualTo("not sent, again after PT30S");
    }

    @Test
    void anOrderIsCancelledUnderItsId() {
        HttpCall call = callOf(provider.cancel("PS-7-1"));

        assertThat(call.method() + " " + call.uri()).isEqualTo("PUT " + ORDERS + "/PS-7-1/cancel");
        assertThat(call.body()).isEmpty();
        assertThat(call.effect()).isEqualTo(Effect.write("PS-7-1"));
    }

    @Test
    void everyAnswerToACancellationHasItsOutcome() {
        assertThat(cancelled(error(400, "The order has already shipped"))).startsWith("done Refused[reason=INVALID");
        assertThat(cancelled(error(400, "The order is already cancelled")))
                .startsWith("done Refused[reason=ALREADY_DONE");
        assertThat(cancelled(error(404, "no such order"))).startsWith("done Refused[reason=NOT_FOUND");
        assertThat(cancelled(error(403, "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(cancelled(error(429, "slow"))).isEqualTo("not sent, again after PT10S");
        assertThat(cancelled(error(500, "sorry"))).isEqualTo("lost, look for PS-7-1");
    }

    @Test
    void aPreviewAsksForTheSpeedWantedFirstAndChangesNothing() {
        HttpCall call = callOf(provider.preview(request()));

        assertThat(call.method() + " " + call.uri()).isEqualTo("POST " + ORDERS + "/preview");
        assertThat(call.effect()).isEqualTo(Effect.READ);
        assertThat(bodyOf(call))
                .contains("\"shippingSpeedCategories\":[\"Expedited\",\"Standard\",\"Priority\"]")
                .contains("\"address\":{\"name\":\"Ada Byron\"");
    }

    @Test
    void aPreviewSaysWhetherEveryUnitCanBeShippedAndWhyNot() {
        assertThat(previewed(reply(200, preview("true", "[]", "[]"))))
                .isEqualTo("done Preview[fulfillable=true, reasons=[]]");
        assertThat(previewed(reply(200, preview("false", "[\"DeliverySLAUnavailable\"]", "[]"))))
                .isEqualTo("done Preview[fulfillable=false, reasons=[DeliverySLAUnavailable]]");
        assertThat(previewed(reply(
                        200,
                        preview(
                                "true",
                                "[]",
                                "[{\"sellerSku\": \"SKU-1\", \"itemUnfulfillableReasons\": [\"INVENTORY\"]}]"))))
                .isEqualTo("done Preview[fulfillable=false, reasons=[SKU-1: INVENTORY]]");
        assertThat(previewed(reply(200, "{\"payload\": {\"fulfillmentPreviews\": []}}")))
                .isEqualTo("done Preview[fulfillable=false,"
                        + " reasons=[Amazon offers no Expedited shipping for this order]]");
        assertThat(previewed(error(400, "bad address")))
                .isEqualTo("done Preview[fulfillable=false, reasons=[HTTP 400 InvalidInput: bad address]]");
        assertThat(endOf(provider.preview(request("A+B", recipient("GB"), new Line(1, "S", 1)))))
                .startsWith("done Preview[fulfillable=false");
    }

    @Test
    void aPreviewThatIsNotToBeShippedSoSaysWhichSpeedWouldDo() {
        String others = """
                {"payload": {"fulfillmentPreviews": [
                 {"shippingSpeedCategory": "Expedited", "isFulfillable": false,
                  "orderUnfulfillableReasons": ["DeliverySLAUnavailable"]},
                 {"shippingSpeedCategory": "Standard", "isFulfillable": true},
                 {"shippingSpeedCategory": "Priority", "isFulfillable": true}]}}
                """;
        assertThat(previewed(reply(200, others)))
                .isEqualTo("done Preview[fulfillable=false, reasons=[DeliverySLAUnavailable, Amazon would ship it"
                        + " STANDARD or PRIORITY: the account's setting shipping_speed is EXPEDITED]]");
        assertThat(previewed(reply(
                        200,
                        others.replace("\"Expedited\"", "\"ScheduledDelivery\"").replace("true", "false"))))
                .isEqualTo("done Preview[fulfillable=false,"
                        + " reasons=[Amazon offers no Expedited shipping for this order]]");
    }

    @Test
    void aPreviewThatFailsSaysNothing() {
        assertThat(previewed(error(403, "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(previewed(error(429, "slow"))).isEqualTo("not sent, again after PT10S");
        assertThat(previewed(reply(500, ""))).isEqualTo("not sent, again after PT30S");
        assertThat(previewed(reply(200, "{}"))).isEqualTo("not sent, again after PT30S");
    }

    private String refusal(FulfilmentRequest request) {
        String end = endOf(provider.create(request));
        assertThat(end).startsWith("done Refused[reason=INVALID, detail=");
        return end.substring("done Refused[reason=INVALID, detail=".length(), end.length() - 1);
    }

    private RawMessage message(String body) {
        var end = answered(provider.find("PS-7-1", NOW), reply(200, body));
        return ((Done<Optional<RawMessage>>) end).result().orElseThrow();
    }

    private String created(HttpReply reply) {
        return endOf(answered(provider.create(request()), reply));
    }

    private String cancelled(HttpReply reply) {
        return endOf(answered(provider.cancel("PS-7-1"), reply));
    }

    private String found(HttpReply reply) {
        return endOf(answered(provider.find("PS-7-1", NOW), reply));
    }

    private String previewed(HttpReply reply) {
        return endOf(answered(provider.preview(request()), reply));
    }

    private static String preview(String fulfillable, String reasons, String items) {
        return """
                {"payload": {"fulfillmentPreviews": [{"shippingSpeedCategory": "Expedited", "isFulfillable": %s,
                 "isCODCapable": false, "marketplaceId": "M", "orderUnfulfillableReasons": %s,
                 "unfulfillablePreviewItems": %s}]}}
                """.formatted(fulfillable, reasons, items);
    }
}
