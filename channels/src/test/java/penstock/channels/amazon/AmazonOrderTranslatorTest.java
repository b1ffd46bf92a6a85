package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.amazon.AmazonFixture.channel;
import static penstock.channels.amazon.AmazonFixture.raw;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.OrderSource;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Recipient;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.Translation;

class AmazonOrderTranslatorTest {

    private static final String ITEM = """
            {"orderItemId": "L1", "quantityOrdered": 2, "product": {"sellerSku": "SKU-1"},
             "fulfillment": {"quantityFulfilled": 0, "quantityUnfulfilled": 2}}""";

    private static final String FULFILMENT = """
            {"fulfillmentStatus": "%s", "fulfilledBy": "MERCHANT",
             "shipByWindow": {"earliestDateTime": "2026-11-23T00:00:00Z", "latestDateTime": "2026-11-25T23:59:59Z"}}""";

    private final OrderSource orders = channel().orders().orElseThrow();

    @Test
    void anUnshippedOrderMayBeShipped() {
        OrderSnapshot order = only(translate(order("UNSHIPPED", ITEM)));

        assertThat(order.channelOrderId()).isEqualTo("203-1");
        assertThat(order.revision()).isEqualTo(1_795_431_600_123_456L);
        assertThat(order.phase()).isEqualTo(OrderPhase.CONFIRMED);
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(order.shipBy()).contains(Instant.parse("2026-11-25T23:59:59Z"));
        assertThat(order.holdId()).isEmpty();
        assertThat(order.recipient()).isEmpty();
        assertThat(lines(order)).isEqualTo("L1 SKU-1 ordered 2 cancelled 0\n");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PENDING_AVAILABILITY, PENDING
            PendingAvailability,  PENDING
            PENDING,              PENDING
            Pending,              PENDING
            InvoiceUnconfirmed,   PENDING
            UNSHIPPED,            CONFIRMED
            Unshipped,            CONFIRMED
            PARTIALLY_SHIPPED,    CONFIRMED
            PartiallyShipped,     CONFIRMED
            SHIPPED,              CONFIRMED
            Shipped,              CONFIRMED
            CANCELLED,            CANCELLED
            Cancelled,            CANCELLED
            Canceled,             CANCELLED
            UNFULFILLABLE,        CANCELLED
            Unfulfillable,        CANCELLED
            """)
    void everyStatusHasItsPhaseInTheSpellingOfEitherVersion(String status, OrderPhase phase) {
        Translation translation = translate(order(status, ITEM));

        assertThat(only(translation).phase()).isEqualTo(phase);
        assertThat(translation.rejections()).isEmpty();
    }

    @Test
    void aStatusWeDoNotKnowHoldsTheUnitsAndIsReported() {
        Translation translation = translate(order("SOMETHING_NEW", ITEM));

        assertThat(only(translation).phase()).isEqualTo(OrderPhase.PENDING);
        assertThat(rejections(translation)).isEqualTo("fulfillment.fulfillmentStatus SOMETHING_NEW MALFORMED\n");
    }

    @ParameterizedTest(
            name = "{0}: {1} ordered, {2} shipped, {3} to ship, executed {4} -> {5} cancelled of {6}, {7} left")
    @CsvSource(textBlock = """
            UNSHIPPED,         3,  0,  3, no,  0, 3, 0
            UNSHIPPED,         3,  0,  1, no,  2, 3, 0
            UNSHIPPED,         3,  0,  1, yes, 2, 3, 0
            PARTIALLY_SHIPPED, 3,  1,  1, no,  1, 3, 1
            SHIPPED,           3,  3,  0, no,  0, 3, 3
            SHIPPED,           2,  2,  0, yes, 0, 2, 2
            SHIPPED,           3,  5,  0, no,  0, 3, 3
            UNSHIPPED,         3,  ,   ,  no,  0, 3, 0
            UNSHIPPED,         3,  ,   ,  yes, 3, 3, 0
            UNSHIPPED,         3,  1,  ,  yes, 2, 3, 1
            UNSHIPPED,         3,  ,   0, no,  0, 3, 0
            UNSHIPPED,         0,  0,  0, no,  1, 1, 0
            PENDING,           3,  0,  0, no,  0, 3, 0
            PENDING,           3,  ,   ,  no,  0, 3, 0
            CANCELLED,         3,  0,  0, yes, 3, 3, 0
            CANCELLED,         3,  ,   ,  no,  3, 3, 0
            CANCELLED,         0,  0,  0, no,  1, 1, 0
            CANCELLED,         3,  1,  0, no,  2, 3, 1
            SHIPPED,           3,  ,   ,  no,  0, 3, 3
            """)
    void whatIsMissingWhenShippedAndStillToShipAreAddedUpWasCancelled(
            String status,
            int ordered,
            Integer shipped,
            Integer toShip,
            String executed,
            int cancelled,
            int of,
            int left) {
        String item = """
                {"orderItemId": "L1", "quantityOrdered": %d, "product": {"sellerSku": "SKU-1"},
                 "fulfillment": {"quantityFulfilled": %s, "quantityUnfulfilled": %s}%s}""".formatted(
                        ordered,
                        shipped,
                        toShip,
                        executed.equals("yes")
                                ? ", \"cancellation\": {\"cancellationExecution\": {\"cancelledBy\": \"BUYER\"}}"
                                : "");

        assertThat(lines(only(translate(order(status, item)))))
                .isEqualTo("L1 SKU-1 ordered %d cancelled %d%s\n"
                        .formatted(of, cancelled, left == 0 ? "" : " shipped " + left));
    }

    @Test
    void aBuyersWishToCancelCancelsNothing() {
        String item = """
                {"orderItemId": "L1", "quantityOrdered": 1, "product": {"sellerSku": "SKU-1"},
                 "cancellation": {"cancellationRequest": {"requester": "BUYER", "cancelReason": "Changed mind"}}}""";

        assertThat(lines(only(translate(order("UNSHIPPED", item))))).isEqualTo("L1 SKU-1 ordered 1 cancelled 0\n");
    }

    @Test
    void anOrderThatAmazonShipsMeansNothing() {
        assertThat(translate(order("SHIPPED", ITEM).replace("MERCHANT", "AMAZON")))
                .isEqualTo(Translation.nothing());
        assertThat(translate(order("Shipped", ITEM).replace("MERCHANT", "Afn"))).isEqualTo(Translation.nothing());
    }

    @Test
    void anOrderOfAnotherMarketplaceMeansNothing() {
        assertThat(translate(order("UNSHIPPED", ITEM).replace("A1F83G8C2ARO7P", "A1PA6795UKMFR9")))
                .isEqualTo(Translation.nothing());
    }

    @Test
    void oneBadItemIsParkedAndTheOthersGoOn() {
        Translation translation = translate(order(
                "UNSHIPPED",
                ITEM,
                "{\"orderItemId\": \"L2\", \"quantityOrdered\": \"two\", \"product\": {\"sellerSku\": \"SKU-2\"}}",
                "{\"orderItemId\": \"L3\", \"quantityOrdered\": 1, \"product\": {\"asin\": \"B0\"}}",
                "{\"orderItemId\": \"L4\", \"product\": {\"sellerSku\": \"SKU-4\"}}",
                "{\"orderItemId\": \"L5\", \"quantityOrdered\": -1, \"product\": {\"sellerSku\": \"SKU-5\"}}",
                "{\"orderItemId\": \"L6\", \"quantityOrdered\": 2000000, \"product\": {\"sellerSku\": \"SKU-6\"}}",
                "{\"quantityOrdered\": 1, \"product\": {\"sellerSku\": \"SKU-7\"}}",
                "{\"orderItemId\": \"L8\", \"quantityOrdered\": 1.5, \"product\": {\"sellerSku\": \"SKU-8\"}}",
                "null"));

        assertThat(lines(only(translation))).isEqualTo("L1 SKU-1 ordered 2 cancelled 0\n");
        assertThat(rejections(translation)).isEqualTo("""
                orderItems[1]  MALFORMED
                orderItems[2].product.sellerSku  MISSING_FIELD
                orderItems[3].quantityOrdered  MISSING_FIELD
                orderItems[4].quantityOrdered -1 OUT_OF_RANGE
                orderItems[5].quantityOrdered 2000000 OUT_OF_RANGE
                orderItems[6].orderItemId  MISSING_FIELD
                orderItems[7]  MALFORMED
                orderItems[8]  MALFORMED
                """);
    }

    @Test
    void anOrderWithoutWhatWeNeedIsParkedWithTheReason() {
        String order = order("UNSHIPPED", ITEM);

        assertThat(rejections(translate("not json"))).isEqualTo("order event MALFORMED\n");
        assertThat(rejections(translate("{}"))).isEqualTo("orderId  MISSING_FIELD\n");
        assertThat(rejections(translate(order.replace("2026-11-23T11:00:00.123456Z", "yesterday"))))
                .isEqualTo("lastUpdatedTime yesterday MISSING_FIELD\n");
        assertThat(rejections(translate(order.replace("createdTime", "created"))))
                .isEqualTo("createdTime  MISSING_FIELD\n");
        assertThat(rejections(translate(order.replace("fulfillmentStatus", "state"))))
                .isEqualTo("fulfillment.fulfillmentStatus  MISSING_FIELD\n");
        assertThat(rejections(translate(order("UNSHIPPED")))).isEqualTo("orderItems 0 items MISSING_FIELD\n");
        assertThat(translate(order("UNSHIPPED")).messages()).isEmpty();
    }

    @Test
    void moreItemsThanAnyOrderMayHaveAreParked() {
        String[] items = new String[OrderSnapshot.MAX_LINES + 1];
        Arrays.fill(items, ITEM);

        assertThat(rejections(translate(order("UNSHIPPED", items)))).isEqualTo("orderItems 1001 items TOO_LARGE\n");
    }

    @Test
    void aWholeAddressIsARecipient() {
        assertThat(recipient("""
                {"name": "Ada Byron", "companyName": "Engines Ltd", "addressLine1": "1 High Street",
                 "addressLine2": "Flat 2", "addressLine3": "", "city": "London", "districtOrCounty": "Greater London",
                 "stateOrRegion": "", "postalCode": "SW1A 1AA", "countryCode": "GB", "phone": "+44 20 7946 0000"}"""))
                .contains(new Recipient(
                        "Ada Byron",
                        "1 High Street",
                        Optional.of("Engines Ltd, Flat 2"),
                        "London",
                        Optional.of("Greater London"),
                        "SW1A 1AA",
                        "GB",
                        Optional.of("+44 20 7946 0000"),
                        Optional.empty()));
    }

    @Test
    void aCompanyWithoutAPersonIsTheRecipientsName() {
        assertThat(recipient(
                        "{\"companyName\": \"Engines Ltd\", \"addressLine2\": \"Dock 4\", \"countryCode\": \"IE\"}"))
                .contains(new Recipient(
                        "Engines Ltd",
                        "Dock 4",
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        "",
                        "IE",
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aTownWithoutAStreetIsNoRecipient() {
        assertThat(recipient("{\"city\": \"London\", \"postalCode\": \"SW1A 1AA\", \"countryCode\": \"GB\"}"))
                .isEmpty();
        assertThat(recipient("{}")).isEmpty();
    }

    private Optional<Recipient> recipient(String address) {
        String order = order("UNSHIPPED", ITEM)
                .replace(
                        "\"orderItems\"",
                        "\"recipient\": {\"deliveryAddress\": %s}, \"orderItems\"".formatted(address));
        return only(translate(order)).recipient();
    }

    private Translation translate(String order) {
        return orders.translate(raw(order));
    }

    private static String order(String status, String... items) {
        return """
                {"orderId": "203-1", "createdTime": "2026-11-23T09:00:00Z",
                 "lastUpdatedTime": "2026-11-23T11:00:00.123456Z",
                 "salesChannel": {"channelName": "AMAZON", "marketplaceId": "A1F83G8C2ARO7P"},
                 "fulfillment": %s, "orderItems": [%s], "unheardOf": {"by": "us"}}
                """.formatted(FULFILMENT.formatted(status), String.join(",", items));
    }

    private static OrderSnapshot only(Translation translation) {
        assertThat(translation.messages()).hasSize(1);
        return (OrderSnapshot) translation.messages().get(0);
    }

    private static String lines(OrderSnapshot order) {
        return order.lines().stream()
                .map(line -> "%s %s ordered %d cancelled %d%s\n"
                        .formatted(
                                line.channelLineId(),
                                line.channelSku(),
                                line.ordered(),
                                line.cancelled(),
                                line.shipped() == 0 ? "" : " shipped " + line.shipped()))
                .collect(Collectors.joining());
    }

    private static String rejections(Translation translation) {
        return translation.rejections().stream()
                .map(AmazonOrderTranslatorTest::line)
                .collect(Collectors.joining());
    }

    private static String line(Rejection rejection) {
        RejectionReason reason = rejection.reason();
        return "%s %s %s\n".formatted(rejection.where(), rejection.value(), reason);
    }
}
