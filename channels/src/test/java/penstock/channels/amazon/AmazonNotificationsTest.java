package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.amazon.AmazonFixture.NOW;
import static penstock.channels.amazon.AmazonFixture.answered;
import static penstock.channels.amazon.AmazonFixture.callOf;
import static penstock.channels.amazon.AmazonFixture.channel;
import static penstock.channels.amazon.AmazonFixture.endOf;
import static penstock.channels.amazon.AmazonFixture.raw;
import static penstock.channels.amazon.AmazonFixture.reply;
import static penstock.channels.amazon.AmazonFixture.resultOf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Effect;
import penstock.channels.spi.NotificationSource;
import penstock.channels.spi.NotificationSource.Delivery;
import penstock.core.message.OrderChanged;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.Translation;

class AmazonNotificationsTest {

    private static final String ORDER_CHANGE = """
            {"NotificationVersion": "1.0", "NotificationType": "ORDER_CHANGE", "PayloadVersion": "1.0",
             "EventTime": "2026-11-23T11:59:00.000Z",
             "Payload": {"OrderChangeNotification": {"NotificationLevel": "OrderLevel", "SellerId": "A3EXAMPLE",
               "AmazonOrderId": "203-1", "OrderChangeType": "OrderStatusChange",
               "Summary": {"MarketplaceId": "A1F83G8C2ARO7P", "OrderStatus": "Canceled", "FulfillmentType": "MFN",
                 "OrderItems": [{"OrderItemId": "L1", "SellerSKU": "SKU-1", "Quantity": 1}]}}},
             "NotificationMetadata": {"ApplicationId": "app", "SubscriptionId": "sub",
               "PublishTime": "2026-11-23T11:59:01.000Z", "NotificationId": "n-1"}}
            """;

    private static final String QUANTITY_CHANGE = """
            {"NotificationVersion": "1.0", "NotificationType": "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
             "EventTime": "2026-11-23T11:59:00.194Z",
             "Payload": {"SellerId": "A3EXAMPLE", "FulfillmentChannelCode": "DEFAULT", "Sku": "SKU-1", "Quantity": 9},
             "NotificationMetadata": {"NotificationId": "n-2"}}
            """;

    private final NotificationSource notifications = channel().notifications().orElseThrow();

    @Test
    void theQueueIsReadInBatchesOfTen() {
        var call = callOf(notifications.receive(NOW));

        assertThat(call.method() + " " + call.uri()).isEqualTo("GET http://queue.example/amazon?max=10");
        assertThat(call.effect()).isEqualTo(Effect.READ);
    }

    @Test
    void aDeliveryIsNamedByTheNotificationsOwnId() {
        Delivery delivery = received(queue("r/1", ORDER_CHANGE)).get(0);

        assertThat(delivery.receipt()).isEqualTo("r/1");
        assertThat(delivery.message().source()).isEqualTo("notification:ORDER_CHANGE");
        assertThat(delivery.message().eventId()).isEqualTo("n-1");
        assertThat(delivery.message().text()).isEqualTo(ORDER_CHANGE);
        assertThat(delivery.message().receivedAt()).isEqualTo(NOW);
    }

    @Test
    void aMessageThatIsNoNotificationIsKeptUnderItsContentSoThatItIsParkedAndCleared() {
        RawMessage message = received(queue("r1", "hello")).get(0).message();

        assertThat(message.source()).isEqualTo("notification:unreadable");
        assertThat(message.eventId()).matches("unnamed@[0-9a-f]{32}");
        assertThat(notifications.translate(message).rejections())
                .extracting(Rejection::where)
                .containsExactly("NotificationType");
    }

    @Test
    void aMessageWithoutAReceiptIsLeftToTheQueue() {
        assertThat(received("{\"messages\": [{\"body\": \"{}\"}, {\"ReceiptHandle\": \"\"}]}"))
                .isEmpty();
        assertThat(received("{\"messages\": []}")).isEmpty();
    }

    @Test
    void aStoredMessageIsClearedByItsReceiptOnceOrTwice() {
        Delivery delivery = received(queue("r/1+", ORDER_CHANGE)).get(0);
        var clear = notifications.clear(delivery);

        assertThat(callOf(clear).method() + " " + callOf(clear).uri())
                .isEqualTo("DELETE http://queue.example/amazon/r%2F1%2B");
        assertThat(endOf(answered(clear, reply(204, "")))).isEqualTo("done true");
        assertThat(endOf(answered(clear, reply(404, "")))).isEqualTo("done true");
        assertThat(endOf(answered(clear, reply(500, "")))).isEqualTo("lost, look for r/1+");
    }

    @Test
    void aQueueThatFailsIsAskedAgainLater() {
        assertThat(endOf(answered(notifications.receive(NOW), reply(500, "")))).startsWith("not sent");
        assertThat(endOf(answered(notifications.receive(NOW), reply(200, "<html>"))))
                .startsWith("not sent");
        assertThat(endOf(answered(notifications.receive(NOW), reply(200, "{}"))))
                .startsWith("not sent");
        assertThat(endOf(answered(notifications.receive(NOW), reply(403, "")))).isEqualTo("refused UNAUTHORISED");
    }

    @Test
    void aChangedOrderIsAHintToFetchIt() {
        assertThat(translate(ORDER_CHANGE)).isEqualTo(Translation.of(new OrderChanged("203-1")));
    }

    @Test
    void theCaseOfFieldNamesDoesNotMatter() {
        String camelCase = ORDER_CHANGE
                .replace("\"NotificationType\"", "\"notificationType\"")
                .replace("\"Payload\"", "\"payload\"")
                .replace("\"OrderChangeNotification\"", "\"orderChangeNotification\"")
                .replace("\"AmazonOrderId\"", "\"amazonOrderId\"")
                .replace("\"NotificationMetadata\"", "\"notificationMetadata\"")
                .replace("\"NotificationId\"", "\"notificationId\"");

        assertThat(translate(camelCase)).isEqualTo(Translation.of(new OrderChanged("203-1")));
        assertThat(received(queue("r1", camelCase)).get(0).message().eventId()).isEqualTo("n-1");
    }

    @Test
    void anOrderThatAmazonShipsOrOfAnotherMarketplaceMeansNothing() {
        assertThat(translate(ORDER_CHANGE.replace("MFN", "AFN"))).isEqualTo(Translation.nothing());
        assertThat(translate(ORDER_CHANGE.replace("A1F83G8C2ARO7P", "A1PA6795UKMFR9")))
                .isEqualTo(Translation.nothing());
    }

    @Test
    void aNotificationForAnotherSellerSaysThatTheQueueIsShared() {
        assertThat(translate(ORDER_CHANGE.replace("A3EXAMPLE", "A3OTHER")).rejections())
                .extracting(Rejection::where)
                .containsExactly("SellerId");
        assertThat(translate(QUANTITY_CHANGE.replace("A3EXAMPLE", "A3OTHER")).rejections())
                .extracting(Rejection::where)
                .containsExactly("SellerId");
    }

    @Test
    void aChangedQuantityTellsWhatTheListingShows() {
        assertThat(translate(QUANTITY_CHANGE).messages())
                .map(Object::toString)
                .containsExactly("ShownQuantity[channelSku=SKU-1, channelLocation=, quantity=9,"
                        + " seenAt=2026-11-23T11:59:00.194Z]");
        assertThat(translate(QUANTITY_CHANGE.replace("DEFAULT", "STORE-9")).messages())
                .map(Object::toString)
                .first()
                .asString()
                .contains("channelLocation=STORE-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FEED_PROCESSING_FINISHED", "FULFILLMENT_ORDER_STATUS", "SOMETHING_NEW"})
    void everyOtherTypeMeansNothing(String type) {
        assertThat(translate("{\"notificationType\": \"%s\", \"payload\": {\"quantity\": {}}}".formatted(type)))
                .isEqualTo(Translation.nothing());
    }

    @Test
    void whatCannotBeUnderstoodIsParkedWithItsPlace() {
        assertThat(rejectedAt("no json")).isEqualTo("NotificationType");
        assertThat(rejectedAt("[]")).isEqualTo("NotificationType");
        assertThat(rejectedAt("{}")).isEqualTo("NotificationType");
        assertThat(rejectedAt("{\"NotificationType\": \"ORDER_CHANGE\"}"))
                .isEqualTo("Payload.OrderChangeNotification.AmazonOrderId");
        assertThat(rejectedAt(ORDER_CHANGE.replace("\"203-1\"", "{}")))
                .isEqualTo("Payload.OrderChangeNotification.AmazonOrderId");
        assertThat(rejectedAt(QUANTITY_CHANGE.replace("9}", "\"nine\"}"))).isEqualTo("Payload");
        assertThat(rejectedAt(QUANTITY_CHANGE.replace("2026-11-23", "today"))).isEqualTo("EventTime");
    }

    @Test
    void withoutAQueueThereIsNoSuchCapability() {
        Map<String, String> settings = new HashMap<>(AmazonFixture.SETTINGS);
        settings.remove("queue_endpoint");
        assertThat(channel(settings).notifications()).isEmpty();

        settings.put("queue_endpoint", " ");
        assertThat(channel(settings).notifications()).isEmpty();
    }

    private Translation translate(String notification) {
        return notifications.translate(raw(notification));
    }

    private String rejectedAt(String notification) {
        assertThat(translate(notification).messages()).isEmpty();
        assertThat(translate(notification).rejections()).hasSize(1);
        return translate(notification).rejections().get(0).where();
    }

    private List<Delivery> received(String body) {
        return resultOf(answered(notifications.receive(NOW), reply(200, body)));
    }

    private static String queue(String receipt, String body) {
        String text = body.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"Messages\": [{\"ReceiptHandle\": \"%s\", \"Body\": \"%s\"}]}".formatted(receipt, text);
    }
}
