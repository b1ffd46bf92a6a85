package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.WebhookSubscriptions.Standing;

class ShopifySubscriptionsTest {

    private static final URI OURS = URI.create("https://penstock.example/webhooks/1/2");
    private static final String DONE = created("");

    private final ShopifySubscriptions subscriptions = new ShopifySubscriptions(Fixtures.calls());

    @Test
    void what_is_missing_at_our_address_is_asked_for_and_nothing_else() {
        Talk<Standing> talk = Talk.of(
                subscriptions.ensure(OURS),
                page(
                        true,
                        subscription("ORDERS_CREATE", OURS),
                        subscription("ORDERS_PAID", URI.create("https://old.example"))),
                page(false, subscription("ORDERS_UPDATED", OURS), subscription("APP_UNINSTALLED", OURS)),
                DONE,
                DONE,
                DONE);

        assertThat(talk.operations()).isEqualTo("""
                Subscriptions 52
                Subscriptions 52
                Subscribe 10 writes webhooks ORDERS_PAID
                Subscribe 10 writes webhooks ORDERS_CANCELLED
                Subscribe 10 writes webhooks INVENTORY_LEVELS_UPDATE
                """);
        assertThat(talk.body(1)).contains("\"after\":\"p2\"");
        assertThat(talk.body(2))
                .endsWith(
                        "\"variables\":{\"topic\":\"ORDERS_PAID\",\"uri\":\"https://penstock.example/webhooks/1/2\"}}");
        assertThat(talk.result())
                .isEqualTo(new Standing(
                        List.of("ORDERS_CREATE", "ORDERS_UPDATED"),
                        List.of("ORDERS_PAID", "ORDERS_CANCELLED", "INVENTORY_LEVELS_UPDATE"),
                        List.of()));
    }

    @Test
    void a_topic_that_shopify_refuses_stops_no_other() {
        Talk<Standing> talk = Talk.of(
                subscriptions.ensure(OURS),
                page(false),
                DONE,
                created("Address for this topic has already been taken"),
                created("You do not have permission to create or update webhooks with orders/paid topic"),
                DONE,
                DONE);

        assertThat(talk.result())
                .isEqualTo(new Standing(
                        List.of("ORDERS_UPDATED"),
                        List.of("ORDERS_CREATE", "ORDERS_CANCELLED", "INVENTORY_LEVELS_UPDATE"),
                        List.of("ORDERS_PAID: You do not have permission to create or update webhooks with orders/paid"
                                + " topic")));
    }

    @Test
    void an_answer_that_cannot_be_told_is_looked_at_again() {
        Talk<Standing> talk = Talk.of(subscriptions.ensure(OURS), page(false), "no JSON");

        assertThat(talk.end())
                .isInstanceOfSatisfying(
                        Conversation.Lost.class, lost -> assertThat(lost.ref()).isEqualTo("webhooks ORDERS_CREATE"));
    }

    private static String page(boolean more, String... nodes) {
        return """
                {"data":{"webhookSubscriptions":{"nodes":[%s],"pageInfo":{"hasNextPage":%s,"endCursor":"p2"}}}}
                """.formatted(List.of(nodes).stream().collect(Collectors.joining(",")), more);
    }

    private static String subscription(String topic, URI uri) {
        return "{\"topic\":\"%s\",\"uri\":\"%s\"}".formatted(topic, uri);
    }

    private static String created(String error) {
        String errors = error.isEmpty() ? "" : "{\"field\":[\"webhookSubscription\"],\"message\":\"" + error + "\"}";
        return """
                {"data":{"webhookSubscriptionCreate":{"webhookSubscription":null,"userErrors":[%s]}}}
                """.formatted(errors);
    }
}
