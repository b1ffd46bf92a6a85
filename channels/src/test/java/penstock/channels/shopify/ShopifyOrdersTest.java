package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.shopify.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.OrderSource.Cursor;
import penstock.channels.spi.OrderSource.OrderPage;
import penstock.core.message.RawMessage;

class ShopifyOrdersTest {

    private final ShopifyOrders orders = new ShopifyOrders(Fixtures.calls(), Fixtures.translation());

    @Test
    void the_first_poll_looks_sixty_days_back() {
        Talk<OrderPage> talk = Talk.of(orders.poll(Optional.empty(), NOW), page("", null));

        assertThat(talk.body(0))
                .contains("\"variables\":{\"query\":\"updated_at:>='2026-09-24T09:58:00Z'\",\"after\":null}");
        assertThat(talk.calls().get(0).uri())
                .hasToString("https://example.myshopify.com/admin/api/2026-10/graphql.json");
        assertThat(talk.calls().get(0).headers()).doesNotContainKey("X-Shopify-Access-Token");
    }

    @Test
    void the_first_run_leaves_out_orders_that_were_shipped_before_we_came() {
        String two = order(1, "UNFULFILLED") + "," + order(2, "FULFILLED");

        assertThat(Talk.of(orders.poll(Optional.empty(), NOW), page(two, null))
                        .result()
                        .messages())
                .hasSize(1);
        assertThat(Talk.of(orders.poll(Optional.of(new Cursor("2026-11-23T09:50:00Z next -")), NOW), page(two, null))
                        .result()
                        .messages())
                .hasSize(2);
    }

    @Test
    void a_run_pages_through_and_then_says_how_far_it_has_read() {
        Cursor start = new Cursor("2026-11-23T09:50:00Z next -");
        OrderPage first = Talk.of(orders.poll(Optional.of(start), NOW), page(order(1, "UNFULFILLED"), "CUR1"))
                .result();
        Talk<OrderPage> second =
                Talk.of(orders.poll(Optional.of(first.next()), NOW), page(order(2, "UNFULFILLED"), null));

        assertThat(line(first)).isEqualTo("1 message, 2026-11-23T09:50:00Z next CUR1, more, read through nothing yet");
        assertThat(second.body(0)).contains("updated_at:>='2026-11-23T09:48:00Z'", "\"after\":\"CUR1\"");
        assertThat(line(second.result()))
                .isEqualTo("1 message, 2026-11-23T09:59:02Z next -, over, read through 2026-11-23T09:59:02Z");
    }

    @Test
    void a_run_whose_cursor_is_refused_is_begun_anew_at_the_next_poll() {
        Cursor spent = new Cursor("2026-11-23T09:50:00Z first CUR1");
        String refusal = "{\"errors\":[{\"message\":\"Invalid cursor for current pagination sort.\"}]}";

        assertThat(line(Talk.of(orders.poll(Optional.of(spent), NOW), refusal).result()))
                .isEqualTo("0 message, 2026-11-23T09:50:00Z first -, over, read through nothing yet");
        assertThat(Talk.of(orders.poll(Optional.of(new Cursor("2026-11-23T09:50:00Z first -")), NOW), refusal)
                        .end())
                .isInstanceOf(Conversation.Refused.class);
    }

    @Test
    void without_a_date_in_the_reply_our_own_clock_says_how_far_it_has_read() {
        OrderPage page = Talk.of(
                        orders.poll(Optional.empty(), NOW),
                        new HttpReply(200, Map.of(), Fixtures.bytes(page("", null))))
                .result();

        assertThat(page.readThrough()).contains(NOW.minus(ShopifyOrders.SAFETY_MARGIN));
    }

    @Test
    void the_watermark_never_goes_back_when_a_poll_follows_at_once() {
        Cursor ahead = new Cursor("2026-11-23T09:59:50Z next -");

        assertThat(Talk.of(orders.poll(Optional.of(ahead), NOW), page("", null))
                        .result()
                        .next())
                .isEqualTo(ahead);
    }

    @Test
    void an_order_with_more_lines_than_come_with_a_page_is_a_hint_to_fetch_it() {
        String tooLong = order(1, "UNFULFILLED").replace("\"hasNextPage\":false", "\"hasNextPage\":true");
        List<RawMessage> messages = Talk.of(
                        orders.poll(Optional.empty(), NOW), page(tooLong + "," + order(2, "UNFULFILLED"), null))
                .result()
                .messages();

        assertThat(Fixtures.words(orders.translate(messages.get(0)))).isEqualTo("OrderChanged[channelOrderId=1]\n");
        assertThat(Fixtures.words(orders.translate(messages.get(1)))).contains("  1 S1 ordered 1 cancelled 0");
    }

    @Test
    void an_order_is_fetched_with_all_of_its_lines() {
        Talk<Optional<RawMessage>> talk =
                Talk.of(orders.fetch("1", NOW), oneOrder(lines(1, 50), "L1"), oneOrder(lines(51, 63), null));

        assertThat(talk.operations()).isEqualTo("OneOrder 104\nOneOrder 104\n");
        assertThat(talk.body(1)).contains("\"after\":\"L1\"");
        assertThat(Fixtures.words(orders.translate(talk.result().orElseThrow())).lines())
                .hasSize(64)
                .endsWith("  63 S63 ordered 1 cancelled 0");
    }

    @Test
    void an_order_with_more_lines_than_we_take_is_seen_to_be_too_long() {
        String[] pages = new String[ShopifyOrders.LINE_PAGES];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = oneOrder(lines(i * 50 + 1, i * 50 + 50), "L" + i);
        }

        assertThat(Fixtures.words(orders.translate(
                        Talk.of(orders.fetch("1", NOW), pages).result().orElseThrow())))
                .isEqualTo("  order 1 | 1050 lines | TOO_LARGE\n");
    }

    @Test
    void fetching_and_polling_the_same_state_of_an_order_is_a_repeat() {
        RawMessage polled = Talk.of(orders.poll(Optional.empty(), NOW), page(order(1, "UNFULFILLED"), null))
                .result()
                .messages()
                .get(0);
        Talk<Optional<RawMessage>> talk =
                Talk.of(orders.fetch("1", NOW), "{\"data\":{\"order\":" + order(1, "UNFULFILLED") + "}}");
        RawMessage fetched = talk.result().orElseThrow();

        assertThat(talk.body(0)).contains("\"id\":\"gid://shopify/Order/1\"");
        assertThat(fetched.eventId())
                .isEqualTo(polled.eventId())
                .startsWith("gid://shopify/Order/1@2026-11-23T09:55:00Z#");
        assertThat(fetched.source()).isEqualTo("poll:order");
        assertThat(fetched.text()).isEqualTo(polled.text());
    }

    @Test
    void two_changes_in_one_second_of_shopifys_clock_are_two_events() {
        String before = "{\"data\":{\"order\":" + order(1, "UNFULFILLED") + "}}";
        String after = before.replace("\"currentQuantity\":1", "\"currentQuantity\":0");

        assertThat(Talk.of(orders.fetch("1", NOW), before)
                        .result()
                        .orElseThrow()
                        .eventId())
                .isNotEqualTo(Talk.of(orders.fetch("1", NOW), after)
                        .result()
                        .orElseThrow()
                        .eventId());
    }

    @Test
    void an_order_that_shopify_does_not_know_is_empty() {
        assertThat(Talk.of(orders.fetch("404", NOW), "{\"data\":{\"order\":null}}")
                        .result())
                .isEmpty();
    }

    @Test
    void a_throttled_poll_waits_until_the_points_are_back() {
        String throttled = """
                {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
                 "extensions":{"cost":{"requestedQueryCost":902,"actualQueryCost":null,
                   "throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":102,"restoreRate":100.0}}}}
                """;

        assertThat(Talk.of(orders.poll(Optional.empty(), NOW), throttled).end())
                .isEqualTo(Conversation.notSent(Duration.ofSeconds(8), "Shopify's points are used up"));
    }

    @Test
    void a_page_of_unexpected_shape_is_asked_for_again() {
        for (String body : List.of("{\"data\":{}}", "{\"data\":{\"orders\":{\"nodes\":7}}}", "<html>", "{}")) {
            assertThat(Talk.of(orders.poll(Optional.empty(), NOW), body).end())
                    .as(body)
                    .isInstanceOf(Conversation.NotSent.class);
        }
    }

    @Test
    void a_node_that_is_no_order_is_kept_and_rejected_by_itself() {
        OrderPage page = Talk.of(
                        orders.poll(Optional.empty(), NOW), page("{\"id\":7}," + order(1, "UNFULFILLED"), null))
                .result();

        assertThat(page.messages()).hasSize(2);
        assertThat(orders.translate(page.messages().get(0)).rejections()).hasSize(1);
        assertThat(orders.translate(page.messages().get(1)).messages()).hasSize(1);
    }

    @Test
    void a_cursor_that_is_not_ours_is_a_defect() {
        assertThatThrownBy(() -> orders.poll(Optional.of(new Cursor("nonsense")), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void a_cursor_says_whether_the_first_run_is_still_under_way() {
        ReadingPosition position =
                ReadingPosition.first(Instant.parse("2026-11-23T10:00:00Z")).page("CUR");

        assertThat(position.cursor().text()).isEqualTo("2026-09-24T10:00:00Z first CUR");
        assertThat(ReadingPosition.parse(position.cursor())).isEqualTo(position);
    }

    private static String line(OrderPage page) {
        return page.messages().size() + " message, " + page.next().text() + (page.more() ? ", more" : ", over")
                + ", read through " + page.readThrough().map(Instant::toString).orElse("nothing yet");
    }

    private static String page(String nodes, String endCursor) {
        return "{\"data\":{\"orders\":{\"nodes\":[" + nodes + "],\"pageInfo\":" + pageInfo(endCursor) + "}}}";
    }

    private static String pageInfo(String endCursor) {
        return endCursor == null
                ? "{\"hasNextPage\":false,\"endCursor\":null}"
                : "{\"hasNextPage\":true,\"endCursor\":\"" + endCursor + "\"}";
    }

    private static String order(int id, String fulfilment) {
        return ("{\"id\":\"gid://shopify/Order/%d\",\"createdAt\":\"2026-11-23T09:55:00Z\","
                        + "\"updatedAt\":\"2026-11-23T09:55:00Z\",\"displayFulfillmentStatus\":\"%s\","
                        + "\"lineItems\":{\"nodes\":[%s],\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":\"x\"}}}")
                .formatted(id, fulfilment, lines(1, 1));
    }

    private static String oneOrder(String lines, String endCursor) {
        return ("{\"data\":{\"order\":{\"id\":\"gid://shopify/Order/1\",\"createdAt\":\"2026-11-23T09:55:00Z\","
                        + "\"updatedAt\":\"2026-11-23T09:55:00Z\",\"lineItems\":{\"nodes\":[%s],\"pageInfo\":%s}}}}")
                .formatted(lines, pageInfo(endCursor));
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"id\":\"gid://shopify/LineItem/" + i + "\",\"sku\":\"S" + i
                        + "\",\"quantity\":1,\"currentQuantity\":1}")
                .collect(Collectors.joining(","));
    }
}
