package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.shopify.Fixtures.NOW;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.StockSink.Observed;
import penstock.core.message.ListingRef;
import penstock.core.message.Outcome;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;

class ShopifyStockTest {

    private static final String HERE = "gid://shopify/Location/24826418";

    private final ShopifyStock stock = new ShopifyStock(Fixtures.calls(), HERE);

    @Test
    void a_batch_is_one_call_with_compare_and_set_and_an_idempotency_key() {
        Talk<List<StockOutcome>> talk = Talk.of(
                stock.publish(List.of(
                        update("p1", "101", 7, OptionalInt.of(9)), update("p2", "102", 0, OptionalInt.empty()))),
                applied());

        assertThat(talk.body(0))
                .contains("inventorySetQuantities(input: $input) @idempotent(key: $key)")
                .endsWith("""
                        "variables":{"input":{"name":"available","reason":"correction",\
                        "referenceDocumentUri":"gid://penstock/StockUpdate/KEY","quantities":[\
                        {"inventoryItemId":"gid://shopify/InventoryItem/101","locationId":"HERE","quantity":7,"changeFromQuantity":9},\
                        {"inventoryItemId":"gid://shopify/InventoryItem/102","locationId":"HERE","quantity":0,"changeFromQuantity":null}]},\
                        "key":"KEY"}}""".replace("HERE", HERE).replace("KEY", key(talk)));
        assertThat(words(talk)).isEqualTo("""
                        p1 Done gid://shopify/InventoryAdjustmentGroup/5
                        p2 Done gid://shopify/InventoryAdjustmentGroup/5
                        """);
        assertThat(talk.operations()).isEqualTo("SetQuantities 10 writes " + key(talk) + "\n");
    }

    @Test
    void a_refused_line_refuses_itself_and_sends_the_others_back_at_once() {
        Talk<List<StockOutcome>> talk = Talk.of(
                stock.publish(List.of(
                        update("p1", "101", 7, OptionalInt.of(9)),
                        update("p2", "102", 3, OptionalInt.of(3)),
                        update("p3", "103", 1, OptionalInt.of(1)),
                        update("p4", "104", 1, OptionalInt.of(1)))),
                userErrors(
                        error("CHANGE_FROM_QUANTITY_STALE", "[\"input\",\"quantities\",\"1\",\"changeFromQuantity\"]"),
                        error("INVALID_INVENTORY_ITEM", "[\"input\",\"quantities\",\"3\",\"inventoryItemId\"]")));

        assertThat(words(talk)).isEqualTo("""
                        p1 NotSent PT0S Shopify refused the batch because of another line
                        p2 Refused STALE CHANGE_FROM_QUANTITY_STALE: said so
                        p3 NotSent PT0S Shopify refused the batch because of another line
                        p4 Refused NOT_FOUND INVALID_INVENTORY_ITEM: said so
                        """);
    }

    @Test
    void an_error_that_names_no_line_concerns_every_line_without_one_of_its_own() {
        Talk<List<StockOutcome>> talk = Talk.of(
                stock.publish(
                        List.of(update("p1", "101", 7, OptionalInt.of(9)), update("p2", "102", 3, OptionalInt.of(3)))),
                userErrors(
                        error("INVALID_REASON", "[\"input\",\"reason\"]"),
                        error("CHANGE_FROM_QUANTITY_STALE", "[\"input\",\"quantities\",\"1\"]"),
                        error("INVALID_LOCATION", "[\"input\",\"quantities\",\"77\"]")));

        assertThat(words(talk)).isEqualTo("""
                        p1 Refused INVALID INVALID_REASON: said so
                        p2 Refused STALE CHANGE_FROM_QUANTITY_STALE: said so
                        """);
    }

    @Test
    void a_spent_idempotency_key_is_read_back_and_a_concurrent_one_waited_for() {
        List<StockUpdate> one = List.of(update("p1", "101", 7, OptionalInt.of(9)));

        assertThat(outcome(one, "IDEMPOTENCY_CONCURRENT_REQUEST"))
                .isEqualTo("p1 NotSent PT5S IDEMPOTENCY_CONCURRENT_REQUEST: said so\n");
        assertThat(outcome(one, "IDEMPOTENCY_KEY_PARAMETER_MISMATCH")).startsWith("p1 Unknown ");
        assertThat(outcome(one, "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")).startsWith("p1 Unknown ");
    }

    private String outcome(List<StockUpdate> updates, String code) {
        return words(Talk.of(stock.publish(updates), userErrors(error(code, "null"))));
    }

    @Test
    void lines_that_shopify_would_refuse_do_not_take_the_others_with_them() {
        Talk<List<StockOutcome>> talk = Talk.of(
                stock.publish(List.of(
                        update("p1", "101", 7, OptionalInt.of(9)),
                        update("p2", "", 7, OptionalInt.of(9)),
                        update("p3", "103", -1, OptionalInt.of(9)),
                        update("p4", "104", 1_000_000_001, OptionalInt.of(9)),
                        update("p5", "gid://shopify/InventoryItem/101", 8, OptionalInt.of(9)))),
                applied());

        assertThat(words(talk)).isEqualTo("""
                        p1 Done gid://shopify/InventoryAdjustmentGroup/5
                        p2 Refused NOT_FOUND the listing has no Shopify inventory item: read the listings again
                        p3 Refused INVALID -1 units; Shopify takes 0 to 1000000000
                        p4 Refused INVALID 1000000001 units; Shopify takes 0 to 1000000000
                        p5 NotSent PT0S another line of the batch sets the same item
                        """);
    }

    @Test
    void nothing_is_called_when_no_line_is_left() {
        ShopifyStock nowhere = new ShopifyStock(Fixtures.calls(), "");
        Talk<List<StockOutcome>> talk =
                Talk.of(nowhere.publish(List.of(update("p1", "101", 7, OptionalInt.of(9)))), new String[0]);

        assertThat(talk.calls()).isEmpty();
        assertThat(words(talk))
                .isEqualTo("p1 Refused INVALID the listing has no Shopify location: enter the account's 'location'\n");
    }

    @Test
    void the_batch_key_depends_on_the_attempts_of_its_lines_and_on_nothing_else() {
        StockUpdate a = attempt("p1", "a");
        StockUpdate b = attempt("p2", "b");
        String key = StockBatch.of(List.of(a, b), HERE).key();

        assertThat(StockBatch.of(List.of(b, a), HERE).key()).isEqualTo(key);
        assertThat(StockBatch.of(List.of(a, attempt("p2", "b2")), HERE).key()).isNotEqualTo(key);
        assertThat(StockBatch.of(List.of(a), HERE).key()).isNotEqualTo(key);
        assertThat(StockBatch.of(List.of(attempt("p1", "ab"), attempt("p2", "")), HERE)
                        .key())
                .as("the border between two keys counts")
                .isNotEqualTo(key);
        assertThat(StockBatch.of(List.of(b, a), HERE).variables().toString())
                .isEqualTo(StockBatch.of(List.of(a, b), HERE).variables().toString());
    }

    @Test
    void a_reply_that_does_not_say_what_happened_is_lost_under_the_batch_key() {
        List<StockUpdate> one = List.of(update("p1", "101", 7, OptionalInt.of(9)));
        String key = StockBatch.of(one, HERE).key();

        for (String body : List.of(
                "<html>",
                "{}",
                "{\"data\":{\"inventorySetQuantities\":null}}",
                "{\"data\":{}}",
                "{\"data\":{\"inventorySetQuantities\":{\"userErrors\":[7]}}}")) {
            assertThat(Talk.of(stock.publish(one), body).end())
                    .as(body)
                    .isInstanceOfSatisfying(
                            Conversation.Lost.class,
                            lost -> assertThat(lost.ref()).isEqualTo(key));
        }
    }

    @Test
    void read_back_asks_once_for_each_location_and_leaves_out_what_is_gone() {
        List<ListingRef> listings = List.of(
                new ListingRef("l1", "TEE", "gid://shopify/InventoryItem/101", HERE),
                new ListingRef("l2", "MUG", "102", ""),
                new ListingRef("l3", "CAP", "103", "99"),
                new ListingRef("l4", "GONE", "104", ""),
                new ListingRef("l5", "UNSTOCKED", "105", ""),
                new ListingRef("l6", "NO ITEM", "", ""),
                new ListingRef("l7", "TEE AGAIN", "101", ""));

        Talk<List<Observed>> talk = Talk.of(stock.readBack(listings, NOW), """
                {"data":{"nodes":[
                  {"id":"gid://shopify/InventoryItem/101","inventoryLevel":{"quantities":[{"name":"available","quantity":7}]}},
                  {"id":"gid://shopify/InventoryItem/102","inventoryLevel":{"quantities":[{"name":"available","quantity":-2}]}},
                  null,
                  {"id":"gid://shopify/InventoryItem/105","inventoryLevel":null}]}}
                """, """
                {"data":{"nodes":[
                  {"id":"gid://shopify/InventoryItem/103","inventoryLevel":{"quantities":[{"name":"available","quantity":3}]}}]}}
                """);

        assertThat(talk.operations()).isEqualTo("Levels 12\nLevels 3\n");
        assertThat(talk.body(1))
                .endsWith(
                        "\"variables\":{\"ids\":[\"gid://shopify/InventoryItem/103\"],\"location\":\"gid://shopify/Location/99\"}}");
        assertThat(talk.result())
                .extracting(seen -> seen.key() + " " + seen.shown().channelSku() + " at '"
                        + seen.shown().channelLocation() + "' shows "
                        + seen.shown().quantity())
                .containsExactly(
                        "l1 TEE at '" + HERE + "' shows 7",
                        "l2 MUG at '' shows -2",
                        "l7 TEE AGAIN at '' shows 7",
                        "l3 CAP at '99' shows 3");
        assertThat(talk.result().get(0).shown().seenAt()).hasToString("2026-11-23T10:00:02Z");
    }

    @Test
    void shopify_compares_and_sets_and_enforces_its_number() {
        assertThat(stock.comparesAndSets()).isTrue();
        assertThat(stock.enforcesItsNumber()).isTrue();
        assertThat(stock.batchLimit()).isEqualTo(25);
        assertThat(stock.readBackLimit()).isEqualTo(100);
    }

    private static StockUpdate update(String key, String item, int quantity, OptionalInt expected) {
        return new StockUpdate(key, "SKU-" + key, item, "", quantity, expected, "attempt-" + key);
    }

    private static StockUpdate attempt(String key, String idempotencyKey) {
        return new StockUpdate(key, "SKU", "10" + key.charAt(1), "", 1, OptionalInt.of(2), idempotencyKey);
    }

    private static String key(Talk<?> talk) {
        return talk.body(0).replaceFirst("(?s).*\"key\":\"([^\"]+)\".*", "$1");
    }

    private static String applied() {
        return "{\"data\":{\"inventorySetQuantities\":{\"inventoryAdjustmentGroup\":"
                + "{\"id\":\"gid://shopify/InventoryAdjustmentGroup/5\"},\"userErrors\":[]}}}";
    }

    private static String userErrors(String... errors) {
        return "{\"data\":{\"inventorySetQuantities\":{\"inventoryAdjustmentGroup\":null,\"userErrors\":["
                + String.join(",", errors) + "]}}}";
    }

    private static String error(String code, String field) {
        return "{\"code\":\"" + code + "\",\"field\":" + field + ",\"message\":\"said so\"}";
    }

    private static String words(Talk<List<StockOutcome>> talk) {
        return talk.result().stream()
                .sorted(Comparator.comparing(StockOutcome::key))
                .map(outcome -> outcome.key() + " " + words(outcome.outcome()) + "\n")
                .collect(Collectors.joining());
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return "Done " + done.ref();
        } else if (outcome instanceof Outcome.Refused refused) {
            return "Refused " + refused.reason() + " " + refused.detail();
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return "NotSent " + notSent.retryAfter() + " " + notSent.why();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return "Unknown " + unknown.ref();
        }
        return outcome.toString();
    }
}
