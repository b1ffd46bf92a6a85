package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.shopify.Fixtures.bytes;
import static penstock.channels.shopify.Fixtures.text;
import static penstock.channels.shopify.Fixtures.translation;
import static penstock.channels.shopify.Fixtures.words;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.Recipient;
import penstock.core.message.Translation;

class OrderTranslationTest {

    private static final String TOLD = text("webhook-orders-updated.json");
    private static final String POLLED = text("graphql-order.json");

    @Test
    void an_order_becomes_a_snapshot_with_its_lines() {
        assertThat(words(translation().told(bytes(TOLD)))).isEqualTo("""
                        5512345678901 1795368605000000 CONFIRMED
                          13998877000001 TEE-RED-M ordered 4 cancelled 1 shipped 2
                          13998877000002 MUG-WHITE ordered 5 cancelled 2
                          13998877000003 39072858 ordered 1 cancelled 0
                        """);
    }

    @Test
    void the_same_order_told_and_polled_makes_equal_snapshots() {
        Translation told = translation().told(bytes(TOLD));

        assertThat(translation().polled(bytes(POLLED))).isEqualTo(told);
        assertThat(snapshot(told).placedAt()).isEqualTo(Instant.parse("2026-11-20T08:15:00Z"));
    }

    @Test
    void the_recipient_is_taken_from_the_shipping_address_and_never_printed() {
        OrderSnapshot order = snapshot(translation().told(bytes(TOLD)));
        Recipient to = order.recipient().orElseThrow();

        assertThat(to.name() + ", " + to.addressLine1() + ", " + to.postalCode() + " " + to.city() + ", "
                        + to.countryCode())
                .isEqualTo("Ada Example, Musterweg 1, 10115 Berlin, DE");
        assertThat(to.phone()).contains("+493055550100");
        assertThat(to.email()).contains("ada@example.org");
        assertThat(to.stateOrRegion()).contains("BE");
        assertThat(order.toString()).doesNotContain("Ada", "Musterweg");
    }

    @Test
    void an_order_without_address_or_with_one_that_we_may_not_see_has_no_recipient() {
        String none = POLLED.replaceFirst("(?s)\"shippingAddress\": \\{.*?}", "\"shippingAddress\": null");
        String hidden = POLLED.replaceFirst(
                "(?s)\"shippingAddress\": \\{.*?}", "\"shippingAddress\": {\"name\": null, \"countryCodeV2\": \"DE\"}");

        assertThat(snapshot(translation().polled(bytes(none))).recipient()).isEmpty();
        assertThat(snapshot(translation().polled(bytes(hidden))).recipient()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    AUTHORIZED,         CONFIRMED, CONFIRMED
                    PAID,               CONFIRMED, CONFIRMED
                    PARTIALLY_PAID,     CONFIRMED, CONFIRMED
                    PARTIALLY_REFUNDED, CONFIRMED, CONFIRMED
                    paid,               CONFIRMED, CONFIRMED
                    PENDING,            PENDING,   CONFIRMED
                    EXPIRED,            PENDING,   PENDING
                    VOIDED,             PENDING,   PENDING
                    REFUNDED,           PENDING,   PENDING
                    SOMETHING_NEW,      PENDING,   PENDING
                    none,               PENDING,   PENDING
                    """)
    void the_financial_status_says_whether_an_order_may_be_shipped(
            String status, OrderPhase holding, OrderPhase shippingUnpaid) {
        assertThat(OrderTranslation.phase(false, status, false)).isEqualTo(holding);
        assertThat(OrderTranslation.phase(false, status, true)).isEqualTo(shippingUnpaid);
        assertThat(OrderTranslation.phase(true, status, true)).isEqualTo(OrderPhase.CANCELLED);
    }

    @Test
    void a_cancelled_order_is_cancelled_in_both_forms() {
        String told = TOLD.replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-11-22T18:30:05+01:00\"");
        String polled = POLLED.replace("\"cancelledAt\": null", "\"cancelledAt\": \"2026-11-22T17:30:05Z\"");

        assertThat(snapshot(translation().told(bytes(told))).phase()).isEqualTo(OrderPhase.CANCELLED);
        assertThat(translation().polled(bytes(polled))).isEqualTo(translation().told(bytes(told)));
    }

    /** Both forms of a line that was ordered, shipped, removed and sent back in turns. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    nothing happened,                       3, 3, 3, 0, 0, 0
                    one removed before shipping,            3, 2, 2, 0, 1, 1
                    all removed before shipping,            3, 0, 0, 0, 3, 3
                    two shipped,                            3, 3, 1, 2, 0, 0
                    two shipped then the third removed,     3, 2, 0, 2, 1, 1
                    two shipped and one of them came back,  3, 2, 1, 2, 0, 0
                    all shipped and all came back,          3, 0, 0, 3, 0, 0
                    two shipped one back the third removed, 3, 1, 0, 2, 1, 1
                    """)
    void only_units_removed_before_shipping_are_cancelled_and_what_left_is_told(
            String story, int ordered, int current, int open, int shipped, int unshippable, int cancelled) {
        String told = """
                {"id": 1, "created_at": "2026-11-20T08:15:00Z", "updated_at": "2026-11-20T08:15:00Z",
                 "line_items": [{"id": 11, "sku": "A", "quantity": %d, "current_quantity": %d, "fulfillable_quantity": %d}],
                 "fulfillments": [{"status": "success", "line_items": [{"id": 11, "quantity": %d}]}]}
                """.formatted(ordered, current, open, shipped);
        String polled = """
                {"id": "gid://shopify/Order/1", "createdAt": "2026-11-20T08:15:00Z", "updatedAt": "2026-11-20T08:15:00Z",
                 "lineItems": {"nodes": [{"id": "gid://shopify/LineItem/11", "sku": "A", "quantity": %d,
                   "currentQuantity": %d, "unfulfilledQuantity": %d, "nonFulfillableQuantity": %d}]}}
                """.formatted(ordered, current, open, unshippable);
        OrderLineSnapshot expected = new OrderLineSnapshot("11", "A", ordered, cancelled, shipped);

        assertThat(snapshot(translation().told(bytes(told))).lines()).as(story).containsExactly(expected);
        assertThat(snapshot(translation().polled(bytes(polled))).lines())
                .as(story)
                .containsExactly(expected);
    }

    @Test
    void of_an_order_that_is_fulfilled_all_that_was_kept_has_left() {
        String polled = """
                {"id": "gid://shopify/Order/1", "createdAt": "2026-11-20T08:15:00Z", "updatedAt": "2026-11-20T08:15:00Z",
                 "displayFulfillmentStatus": "FULFILLED",
                 "lineItems": {"nodes": [{"id": "gid://shopify/LineItem/11", "sku": "A", "quantity": 3,
                   "currentQuantity": 2, "nonFulfillableQuantity": 1}]}}
                """;

        assertThat(snapshot(translation().polled(bytes(polled))).lines())
                .containsExactly(new OrderLineSnapshot("11", "A", 3, 1, 2));
    }

    @Test
    void one_bad_line_of_three_is_rejected_by_itself() {
        String body = """
                {"id": 1, "created_at": "2026-11-20T08:15:00Z", "updated_at": "2026-11-20T08:15:00.5Z", "financial_status": "paid",
                 "line_items": [
                   {"id": 11, "sku": "A", "quantity": 2, "current_quantity": 2},
                   {"id": 12, "sku": "B", "quantity": "two", "current_quantity": 2},
                   {"id": 13, "sku": "C", "quantity": 1, "current_quantity": 0}]}
                """;

        assertThat(words(translation().told(bytes(body)))).isEqualTo("""
                        1 1795162500500000 CONFIRMED
                          11 A ordered 2 cancelled 0
                          13 C ordered 1 cancelled 1
                          order 1, line 2 (id 12) | has an unexpected quantity | MALFORMED
                        """);
    }

    @Test
    void every_flaw_of_a_line_has_its_own_rejection() {
        String body = """
                {"id": "gid://shopify/Order/1", "createdAt": "2026-11-20T08:15:00Z", "updatedAt": "2026-11-20T08:15:00Z",
                 "lineItems": {"nodes": [
                   {"id": "gid://shopify/LineItem/10", "sku": "A", "quantity": 1, "currentQuantity": 1},
                   "nonsense",
                   {"sku": "B", "quantity": 1},
                   {"id": "gid://shopify/LineItem/13", "sku": " ", "variant": null, "quantity": 1},
                   {"id": "gid://shopify/LineItem/14", "sku": "D"},
                   {"id": "gid://shopify/LineItem/15", "sku": "E", "quantity": 0},
                   {"id": "gid://shopify/LineItem/16", "sku": "F", "quantity": 1000001},
                   {"id": "gid://shopify/LineItem/17", "sku": "G", "quantity": 1.5},
                   null]}}
                """;

        assertThat(words(translation().polled(bytes(body)))).isEqualTo("""
                        1 1795162500000000 PENDING
                          10 A ordered 1 cancelled 0
                          order 1, line 2 | is no object | MALFORMED
                          order 1, line 3, id |  | MISSING_FIELD
                          order 1, line 4 (id 13), sku |  | MISSING_FIELD
                          order 1, line 5 (id 14), quantity |  | MISSING_FIELD
                          order 1, line 6 (id 15), quantity | 0 | OUT_OF_RANGE
                          order 1, line 7 (id 16), quantity | 1000001 | OUT_OF_RANGE
                          order 1, line 8 (id 17) | has an unexpected quantity | MALFORMED
                          order 1, line 9 | is no object | MALFORMED
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"line_items":                                                   | body                | MALFORMED
                    []                                                               | body                | MALFORMED
                    {}                                                               | order, id           | MISSING_FIELD
                    {"id":1}                                                         | order 1, updated at | MISSING_FIELD
                    {"id":1,"updated_at":"yesterday"}                                | order 1, updated at | MALFORMED
                    {"id":1,"updated_at":"2026-11-20T08:15:00Z"}                     | order 1, created at | MISSING_FIELD
                    {"id":1,"updated_at":"2026-11-20T08:15:00Z","created_at":"2026-11-20T08:15:00Z"} | order 1, lines | MISSING_FIELD
                    """)
    void an_order_that_is_not_one_is_rejected_as_a_whole(String body, String where, String reason) {
        Translation translation = translation().told(bytes(body));

        assertThat(translation.messages()).isEmpty();
        assertThat(translation.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.where()).startsWith(where);
            assertThat(rejection.reason()).hasToString(reason);
            assertThat(rejection.advice()).isNotBlank();
        });
    }

    @Test
    void an_empty_body_is_rejected() {
        assertThat(words(translation().told(new byte[0]))).isEqualTo("  body |  | MALFORMED\n");
        assertThat(words(translation().polled(new byte[0]))).isEqualTo("  body |  | MALFORMED\n");
    }

    @Test
    void a_rejection_never_quotes_the_buyer() {
        String body = TOLD.replace("\"zip\": \"10115\"", "\"zip\": {\"Ada\": \"10115\"}");

        assertThat(words(translation().told(bytes(body)))).isEqualTo("  body, shipping_address.zip |  | MALFORMED\n");
        assertThat(translation().told(bytes(body)).rejections().toString()).doesNotContain("10115");
    }

    @Test
    void an_order_with_more_lines_than_we_take_is_rejected_as_a_whole() {
        String lines = IntStream.rangeClosed(1, 1_001)
                .mapToObj(i -> "{\"id\":" + i + ",\"sku\":\"A\",\"quantity\":1}")
                .collect(Collectors.joining(","));
        String body = "{\"id\":1,\"created_at\":\"2026-11-20T08:15:00Z\",\"updated_at\":\"2026-11-20T08:15:00Z\","
                + "\"line_items\":[" + lines + "]}";

        assertThat(words(translation().told(bytes(body)))).isEqualTo("  order 1 | 1001 lines | TOO_LARGE\n");
    }

    @Test
    void a_test_order_means_nothing_unless_the_account_takes_them() {
        byte[] told = bytes(TOLD.replace("\"test\": false", "\"test\": true"));
        byte[] polled = bytes(POLLED.replace("\"test\": false", "\"test\": true"));

        assertThat(translation().told(told)).isEqualTo(Translation.nothing());
        assertThat(translation().polled(polled)).isEqualTo(Translation.nothing());
        assertThat(new OrderTranslation(true, false).told(told).messages()).hasSize(1);
    }

    @Test
    void the_revision_is_the_time_of_the_update_in_microseconds_whatever_its_offset() {
        assertThat(Arrays.asList("2026-11-22T18:30:05+01:00", "2026-11-22T17:30:05Z", "2026-11-22T12:30:05.000-05:00"))
                .extracting(text ->
                        OrderTranslation.revision(OrderTranslation.time(text).orElseThrow()))
                .containsOnly(1795368605000000L);
    }

    private static OrderSnapshot snapshot(Translation translation) {
        assertThat(translation.rejections()).isEmpty();
        return (OrderSnapshot) translation.messages().get(0);
    }
}
