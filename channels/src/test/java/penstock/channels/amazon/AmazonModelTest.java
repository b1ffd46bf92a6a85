package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.amazon.AmazonFixture.NOW;
import static penstock.channels.amazon.AmazonFixture.answered;
import static penstock.channels.amazon.AmazonFixture.callOf;
import static penstock.channels.amazon.AmazonFixture.channel;
import static penstock.channels.amazon.AmazonFixture.raw;
import static penstock.channels.amazon.AmazonFixture.reply;
import static penstock.channels.amazon.AmazonFixture.resultOf;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Channel;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.StockSink.Observed;
import penstock.core.message.ListingRef;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.message.StockOutcome;
import penstock.core.message.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Amazon's own descriptions give as examples is understood, and what we send is what they describe. */
class AmazonModelTest {

    private static final String ORDERS = "models/orders_2026-01-01.json";
    private static final String LISTINGS = "models/listingsItems_2021-08-01.json";

    @Test
    void everyOrderInTheModelIsReadWithoutLoss() {
        List<JsonNode> examples = examples(ORDERS).stream()
                .filter(example -> example.has("orders") || example.has("order"))
                .toList();

        assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
        examples.forEach(AmazonModelTest::assertRead);
    }

    @Test
    void everyNotificationInTheSchemasIsUnderstoodOrMeansNothing() {
        StringBuilder read = new StringBuilder();
        AmazonModel.documents("schemas/notifications")
                .map(file -> JsonMapper.shared().readTree(AmazonModel.read(file)))
                .flatMap(schema -> examplesOf(schema).stream())
                .forEach(example -> {
                    Translation translation =
                            accountOf(example).notifications().orElseThrow().translate(raw(example.toString()));
                    assertThat(translation.rejections()).as(example.toString()).isEmpty();
                    translation
                            .messages()
                            .forEach(message -> read.append(message).append('\n'));
                });

        assertThat(read.toString()).isEqualTo("""
                ShownQuantity[channelSku=NLS-SHOES-03, channelLocation=, quantity=99, seenAt=2021-02-03T18:59:30.194Z]
                OrderChanged[channelOrderId=903-8868176-2219830]
                """);
    }

    @Test
    void everyAnswerToAPatchInTheModelHasItsOutcome() {
        String outcomes = examples(LISTINGS).stream()
                .filter(example -> example.has("submissionId")
                        && !"VALID".equals(example.path("status").asString()))
                .map(example -> {
                    var publish =
                            channel().stock().orElseThrow().publish(List.of(AmazonStockTest.update("SKU", "", 1)));
                    StockOutcome outcome = resultOf(answered(publish, reply(200, example.toString())))
                            .get(0);
                    return outcome.outcome().getClass().getSimpleName();
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));

        assertThat(outcomes).isEqualTo("Pending Refused");
    }

    @Test
    void theListingInTheModelShowsItsNumber() {
        JsonNode listing = examples(LISTINGS).stream()
                .filter(example -> example.has("fulfillmentAvailability"))
                .findFirst()
                .orElseThrow();
        var readBack = channel().stock().orElseThrow().readBack(List.of(new ListingRef("P", "SKU", "", "")), NOW);

        List<Observed> observed = resultOf(answered(readBack, reply(200, listing.toString())));

        assertThat(observed).extracting(one -> one.shown().quantity()).containsExactly(100);
    }

    @Test
    void thePatchIsWhatTheModelDescribes() {
        HttpCall call = callOf(channel().stock().orElseThrow().publish(List.of(AmazonStockTest.update("SKU", "", 3))));

        AmazonModel.assertValid(call, LISTINGS, "ListingsItemPatchRequest");
    }

    @Test
    void theConfirmationIsWhatTheModelDescribes() {
        var shipments = channel().shipments().orElseThrow();

        for (String carrier : List.of("UPS", "Swallow & Sons")) {
            HttpCall call = callOf(shipments.confirm(AmazonShipmentsTest.parcel(1, carrier, "T")));
            AmazonModel.assertValid(call, "models/ordersV0.json", "ConfirmShipmentRequest");
        }
    }

    @Test
    void theModelWouldNoticeAFieldThatIsMissingOrUnheardOf() {
        AmazonModel.document(LISTINGS);
        HttpCall call = callOf(channel().stock().orElseThrow().publish(List.of(AmazonStockTest.update("SKU", "", 3))));
        HttpCall missing = call.withBody("{\"productType\": \"PRODUCT\"}".getBytes(StandardCharsets.UTF_8));
        HttpCall unheardOf = call.withBody(AmazonFixture.bodyOf(call)
                .replace("\"op\"", "\"oops\": 1, \"op\"")
                .getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> AmazonModel.assertValid(missing, LISTINGS, "ListingsItemPatchRequest"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> AmazonModel.assertValid(unheardOf, LISTINGS, "ListingsItemPatchRequest"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void theAddressesAreThoseOfTheModels() {
        assertThat(AmazonModel.document(ORDERS).path("paths").propertyNames())
                .contains("/orders/2026-01-01/orders", "/orders/2026-01-01/orders/{orderId}");
        assertThat(AmazonModel.document("models/ordersV0.json").path("paths").propertyNames())
                .contains("/orders/v0/orders/{orderId}/shipmentConfirmation");
        assertThat(AmazonModel.document(LISTINGS).path("paths").propertyNames())
                .contains("/listings/2021-08-01/items/{sellerId}/{sku}");
        List<String> parameters = new ArrayList<>();
        AmazonModel.document(ORDERS)
                .path("paths")
                .path("/orders/2026-01-01/orders")
                .path("get")
                .path("parameters")
                .forEach(parameter -> parameters.add(parameter.path("name").asString()));
        String query =
                AmazonFixture.queryOf(callOf(channel().orders().orElseThrow().poll(Optional.empty(), NOW)));
        assertThat(parameters)
                .containsAll(query.lines().map(line -> line.split(" ")[0]).toList());
    }

    private static void assertRead(JsonNode example) {
        JsonNode orders = example.has("orders") ? example.path("orders") : null;
        JsonNode order = orders == null ? example.path("order") : orders.path(0);
        var source = accountOf(order).orders().orElseThrow();
        List<RawMessage> messages = orders == null
                ? resultOf(answered(source.fetch("x", NOW), reply(200, example.toString()))).stream()
                        .toList()
                : resultOf(answered(source.poll(Optional.empty(), NOW), reply(200, example.toString())))
                        .messages();

        assertThat(messages).hasSize(orders == null ? 1 : orders.size());
        assertThat(JsonMapper.shared().readTree(messages.get(0).body())).isEqualTo(order);
        Translation translation = source.translate(messages.get(0));
        assertThat(translation.rejections()).as(order.toString()).isEmpty();
        if (order.path("fulfillment").path("fulfilledBy").asString().equals("AMAZON")) {
            assertThat(translation).isEqualTo(Translation.nothing());
        } else {
            assertSame(order, (OrderSnapshot) translation.messages().get(0));
        }
    }

    private static void assertSame(JsonNode order, OrderSnapshot snapshot) {
        assertThat(snapshot.channelOrderId()).isEqualTo(order.path("orderId").asString());
        assertThat(snapshot.phase()).isEqualTo(OrderPhase.CONFIRMED);
        assertThat(snapshot.placedAt())
                .isEqualTo(OffsetDateTime.parse(order.path("createdTime").asString())
                        .toInstant());
        assertThat(snapshot.recipient().isPresent()).isEqualTo(order.has("recipient"));
        assertThat(snapshot.shipBy().isPresent())
                .isEqualTo(order.path("fulfillment").has("shipByWindow"));
        assertThat(snapshot.lines()).hasSize(order.path("orderItems").size());
        for (int i = 0; i < snapshot.lines().size(); i++) {
            JsonNode item = order.path("orderItems").path(i);
            assertThat(snapshot.lines().get(i).ordered())
                    .isEqualTo(item.path("quantityOrdered").asInt());
            assertThat(snapshot.lines().get(i).cancelled()).isZero();
            assertThat(snapshot.lines().get(i).channelSku())
                    .isEqualTo(item.path("product").path("sellerSku").asString());
        }
    }

    /** The account that the example was sent to. */
    private static Channel accountOf(JsonNode example) {
        return channel(Map.of(
                "seller_id",
                first(example, "SellerId"),
                "marketplace_id",
                example.has("orderId") ? first(example, "marketplaceId") : first(example, "MarketplaceId"),
                "queue_endpoint",
                "http://queue.example"));
    }

    private static String first(JsonNode node, String field) {
        JsonNode found = node.findValue(field);
        return found == null || found.asString("").isEmpty() ? "none" : found.asString();
    }

    private static List<JsonNode> examplesOf(JsonNode schema) {
        List<JsonNode> examples = new ArrayList<>();
        schema.path("examples").forEach(examples::add);
        return examples;
    }

    /** Every example of an answer in a model, whether for readers or for the sandbox. */
    private static List<JsonNode> examples(String model) {
        List<JsonNode> examples = new ArrayList<>();
        for (JsonNode path : AmazonModel.document(model).path("paths")) {
            for (JsonNode operation : path) {
                JsonNode ok = operation.path("responses").path("200");
                ok.path("examples").forEach(examples::add);
                ok.path("x-amzn-api-sandbox").path("static").forEach(one -> examples.add(one.path("response")));
            }
        }
        return examples;
    }
}
