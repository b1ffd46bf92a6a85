package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.shopify.Fixtures.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.Conversation;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.ShipmentNotice;

class ShopifyShipmentsTest {

    private static final String TRACKING = "1Z999AA10123456784";

    private final ShopifyShipments shipments = new ShopifyShipments(Fixtures.calls());

    @Test
    void a_parcel_takes_its_units_from_open_fulfilment_orders_and_tells_the_buyer() {
        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("ups", TRACKING, line("11", 2), line("12", 1))),
                state(
                        "",
                        fulfilmentOrder(1, "CLOSED", 5),
                        fulfilmentOrder(2, "OPEN", 5),
                        fulfilmentOrder(3, "IN_PROGRESS", 5)),
                openLines(open(21, "11", 1), open(22, "99", 4)),
                openLines(open(31, "11", 3), open(32, "12", 1)),
                created(777));

        assertThat(talk.operations()).isEqualTo("""
                        FulfilmentState 163
                        OpenLines 103
                        OpenLines 103
                        CreateFulfilment 10 writes 81
                        """);
        assertThat(talk.body(3)).endsWith("""
                        "variables":{"fulfillment":{"lineItemsByFulfillmentOrder":[\
                        {"fulfillmentOrderId":"gid://shopify/FulfillmentOrder/2","fulfillmentOrderLineItems":[\
                        {"id":"gid://shopify/FulfillmentOrderLineItem/21","quantity":1}]},\
                        {"fulfillmentOrderId":"gid://shopify/FulfillmentOrder/3","fulfillmentOrderLineItems":[\
                        {"id":"gid://shopify/FulfillmentOrderLineItem/31","quantity":1},\
                        {"id":"gid://shopify/FulfillmentOrderLineItem/32","quantity":1}]}],\
                        "trackingInfo":{"company":"UPS","number":"1Z999AA10123456784"},"notifyCustomer":true}}}""");
        assertThat(talk.result()).isEqualTo(new Outcome.Done("gid://shopify/Fulfillment/777"));
    }

    @Test
    void a_parcel_that_shopify_has_already_is_done_without_a_write() {
        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("UPS", TRACKING, line("11", 2))),
                state(fulfilment(700, "SUCCESS", TRACKING.toLowerCase(Locale.ROOT)), fulfilmentOrder(2, "CLOSED", 5)),
                parcelLines(packed("11", 2)));

        assertThat(talk.operations()).isEqualTo("FulfilmentState 163\nParcelLines 103\n");
        assertThat(talk.result()).isEqualTo(new Outcome.Done("gid://shopify/Fulfillment/700"));
    }

    @Test
    void only_what_an_earlier_attempt_left_open_is_confirmed() {
        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("UPS", TRACKING, line("11", 2), line("12", 1))),
                state(fulfilment(700, "SUCCESS", TRACKING), fulfilmentOrder(2, "OPEN", 5)),
                parcelLines(packed("11", 2)),
                openLines(open(21, "12", 1)),
                created(777));

        assertThat(talk.body(3)).contains("FulfillmentOrderLineItem/21").doesNotContain("LineItem/11");
        assertThat(talk.result()).isEqualTo(new Outcome.Done("gid://shopify/Fulfillment/777"));
    }

    @Test
    void cancelled_fulfilments_and_other_parcels_do_not_count() {
        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("UPS", TRACKING, line("11", 1))),
                state(
                        fulfilment(700, "CANCELLED", TRACKING) + "," + fulfilment(701, "SUCCESS", "OTHER"),
                        fulfilmentOrder(2, "OPEN", 5)),
                openLines(open(21, "11", 1)),
                created(777));

        assertThat(talk.operations()).doesNotContain("ParcelLines");
        assertThat(talk.result()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void lines_of_two_locations_make_two_fulfilments() {
        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("UPS", TRACKING, line("11", 2))),
                state("", fulfilmentOrder(2, "OPEN", 5), fulfilmentOrder(3, "OPEN", 6)),
                openLines(open(21, "11", 1)),
                openLines(open(31, "11", 1)),
                created(777),
                created(778));

        assertThat(talk.calls()).hasSize(5);
        assertThat(talk.result()).isEqualTo(new Outcome.Done("gid://shopify/Fulfillment/778"));
    }

    @Test
    void a_second_fulfilment_is_not_attempted_after_the_first_was_refused() {
        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("UPS", TRACKING, line("11", 2))),
                state("", fulfilmentOrder(2, "OPEN", 5), fulfilmentOrder(3, "OPEN", 6)),
                openLines(open(21, "11", 1)),
                openLines(open(31, "11", 1)),
                "{\"data\":{\"fulfillmentCreate\":{\"fulfillment\":null,"
                        + "\"userErrors\":[{\"field\":[\"fulfillment\"],\"message\":\"said no\"}]}}}");

        assertThat(talk.result()).isEqualTo(new Outcome.Refused(RefusalReason.INVALID, "said no"));
    }

    @Test
    void what_is_not_open_at_shopify_cannot_be_confirmed() {
        assertThat(Talk.of(
                                shipments.confirm(notice("UPS", TRACKING, line("11", 3))),
                                state("", fulfilmentOrder(2, "OPEN", 5)),
                                openLines(open(21, "11", 1)))
                        .result())
                .isEqualTo(
                        new Outcome.Refused(
                                RefusalReason.INVALID,
                                "Shopify has nothing open to ship for {11=2} (units by line): already shipped or cancelled there"));
    }

    @Test
    void what_is_on_hold_is_tried_again_later() {
        assertThat(Talk.of(
                                shipments.confirm(notice("UPS", TRACKING, line("11", 1))),
                                state("", fulfilmentOrder(2, "ON_HOLD", 5)),
                                openLines(open(21, "11", 1)))
                        .result())
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.retryAfter()).isEqualTo(Duration.ofMinutes(30)));
    }

    @Test
    void an_order_that_shopify_does_not_know_is_refused() {
        assertThat(Talk.of(shipments.confirm(notice("UPS", TRACKING, line("11", 1))), "{\"data\":{\"order\":null}}")
                        .end())
                .isEqualTo(Conversation.refused(RefusalReason.NOT_FOUND, "Shopify does not know the order"));
    }

    @Test
    void a_write_whose_reply_does_not_say_what_happened_is_lost_under_the_shipment() {
        assertThat(Talk.of(
                                shipments.confirm(notice("UPS", TRACKING, line("11", 1))),
                                state("", fulfilmentOrder(2, "OPEN", 5)),
                                openLines(open(21, "11", 1)),
                                "{\"data\":{\"fulfillmentCreate\":null}}")
                        .end())
                .isInstanceOfSatisfying(
                        Conversation.Lost.class, lost -> assertThat(lost.ref()).isEqualTo("81"));
    }

    @Test
    void reading_back_finds_the_parcel_by_tracking_number_and_all_its_lines() {
        ShipmentNotice notice = notice("UPS", TRACKING, line("11", 2));
        String known = state(fulfilment(700, "SUCCESS", TRACKING));

        assertThat(Talk.of(shipments.readBack(notice), known, parcelLines(packed("11", 2)))
                        .result())
                .isEqualTo(new Outcome.Done("gid://shopify/Fulfillment/700"));
        assertThat(Talk.of(shipments.readBack(notice), known, parcelLines(packed("11", 1)))
                        .result())
                .isInstanceOf(Outcome.NotSent.class);
        assertThat(Talk.of(shipments.readBack(notice), state("")).result()).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void a_parcel_without_tracking_is_known_by_having_none() {
        ShipmentNotice notice = notice("Post", "", line("11", 1));

        assertThat(Talk.of(
                                shipments.confirm(notice),
                                state(
                                        fulfilment(700, "SUCCESS", TRACKING) + "," + fulfilment(701, "SUCCESS", ""),
                                        fulfilmentOrder(2, "OPEN", 5)),
                                parcelLines(packed("11", 1)))
                        .result())
                .isEqualTo(new Outcome.Done("gid://shopify/Fulfillment/701"));
        Talk<Outcome> first = Talk.of(
                shipments.confirm(notice),
                state("", fulfilmentOrder(2, "OPEN", 5)),
                openLines(open(21, "11", 1)),
                created(777));
        assertThat(first.body(2)).doesNotContain("trackingInfo\":");
    }

    @Test
    void long_lists_are_read_page_by_page() {
        String firstOrders =
                state("", fulfilmentOrder(2, "OPEN", 5)).replace("\"hasNextPage\":false", "\"hasNextPage\":true");
        String firstLines = openLines(open(21, "98", 1)).replace("\"hasNextPage\":false", "\"hasNextPage\":true");

        Talk<Outcome> talk = Talk.of(
                shipments.confirm(notice("UPS", TRACKING, line("11", 1), line("12", 1))),
                firstOrders,
                state("", fulfilmentOrder(3, "OPEN", 5)),
                openLines(open(31, "12", 1)),
                firstLines,
                openLines(open(22, "11", 1)),
                created(777));

        assertThat(talk.body(1)).contains("\"after\":\"END\"");
        assertThat(talk.body(4)).contains("\"after\":\"END\"");
        assertThat(talk.result()).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource({
        "UPS, UPS",
        "ups, UPS",
        "FEDEX, FedEx",
        "dhl express, DHL Express",
        "Royal mail, Royal Mail",
        "My Van, My Van"
    })
    void carriers_are_spelt_as_shopify_knows_them(String ours, String theirs) {
        assertThat(ParcelPlan.carrier(ours)).isEqualTo(theirs);
    }

    private static ShipmentNotice notice(String carrier, String tracking, ShipmentNotice.Line... lines) {
        return new ShipmentNotice(81, 1, "5512345678901", carrier, tracking, NOW, List.of(lines));
    }

    private static ShipmentNotice.Line line(String id, int quantity) {
        return new ShipmentNotice.Line(id, "SKU-" + id, quantity);
    }

    private static String state(String fulfilments, String... orders) {
        return "{\"data\":{\"order\":{\"id\":\"gid://shopify/Order/5512345678901\",\"fulfillments\":[" + fulfilments
                + "],\"fulfillmentOrders\":{\"nodes\":[" + String.join(",", orders) + "]," + END + "}}}}";
    }

    private static final String END = "\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":\"END\"}";

    private static String fulfilment(int id, String status, String tracking) {
        String info = tracking.isEmpty() ? "" : "{\"company\":\"UPS\",\"number\":\"" + tracking + "\"}";
        return "{\"id\":\"gid://shopify/Fulfillment/" + id + "\",\"status\":\"" + status + "\",\"trackingInfo\":["
                + info + "]}";
    }

    private static String fulfilmentOrder(int id, String status, int location) {
        return "{\"id\":\"gid://shopify/FulfillmentOrder/" + id + "\",\"status\":\"" + status
                + "\",\"assignedLocation\":{\"location\":{\"id\":\"gid://shopify/Location/" + location + "\"}}}";
    }

    private static String parcelLines(String... lines) {
        return "{\"data\":{\"fulfillment\":{\"fulfillmentLineItems\":{\"nodes\":[" + String.join(",", lines) + "],"
                + END + "}}}}";
    }

    private static String packed(String line, int quantity) {
        return "{\"quantity\":" + quantity + ",\"lineItem\":{\"id\":\"gid://shopify/LineItem/" + line + "\"}}";
    }

    private static String openLines(String... lines) {
        return "{\"data\":{\"fulfillmentOrder\":{\"lineItems\":{\"nodes\":[" + String.join(",", lines) + "]," + END
                + "}}}}";
    }

    private static String open(int id, String line, int remaining) {
        return "{\"id\":\"gid://shopify/FulfillmentOrderLineItem/" + id + "\",\"remainingQuantity\":" + remaining
                + ",\"lineItem\":{\"id\":\"gid://shopify/LineItem/" + line + "\"}}";
    }

    private static String created(int id) {
        return "{\"data\":{\"fulfillmentCreate\":{\"fulfillment\":{\"id\":\"gid://shopify/Fulfillment/" + id
                + "\",\"status\":\"SUCCESS\"},\"userErrors\":[]}}}";
    }
}
