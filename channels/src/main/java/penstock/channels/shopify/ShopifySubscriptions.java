package penstock.channels.shopify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.Connection;
import penstock.channels.shopify.wire.Subscription;
import penstock.channels.shopify.wire.UserError;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.WebhookSubscriptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asking Shopify to call back: one subscription a topic and address. Shopify deletes one after eight deliveries in a row
 * have failed, which takes four hours (shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks, read 2026-11-27).
 * Those of an address that we have left are not deleted here: they end in that way.
 */
final class ShopifySubscriptions implements WebhookSubscriptions {

    /**
     * Every change of an order and of what is shown. {@code ORDERS_UPDATED} comes for edits, refunds and parcels as well,
     * so the topics of these add nothing.
     */
    static final List<String> TOPICS =
            List.of("ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_PAID", "ORDERS_CANCELLED", "INVENTORY_LEVELS_UPDATE");

    /** Subscriptions at other addresses that are looked through, in pages; more are some defect's. */
    static final int PAGES = 20;

    /** Shopify has no code for this error (UserError of webhookSubscriptionCreate, 2026-10). */
    private static final String TAKEN = "already been taken";

    private final ShopifyCalls calls;

    ShopifySubscriptions(ShopifyCalls calls) {
        this.calls = calls;
    }

    /** Half an hour: what is lost meanwhile, the poll of orders reads. */
    @Override
    public Duration lookInterval() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Conversation<Standing> ensure(URI address) {
        return look(address.toString(), null, new Standing(List.of(), List.of(), List.of()), 1);
    }

    private Conversation<Standing> look(String address, @Nullable String after, Standing before, int pageNo) {
        ObjectNode variables = Wire.GRAPH.object();
        TOPICS.forEach(variables.putArray("topics")::add);
        variables.put("after", after);
        return calls.read(ShopifyDocuments.SUBSCRIPTIONS, variables, ShopifyDocuments.SUBSCRIPTIONS_COST, answer -> {
            Connection page = Wire.GRAPH.read(answer.data().path("webhookSubscriptions"), Connection.class);
            Standing standing = before;
            for (JsonNode node : page.list()) {
                standing = with(standing, Wire.GRAPH.read(node, Subscription.class), address);
            }
            if (page.more() && pageNo < PAGES) {
                return look(address, Objects.requireNonNull(page.pageInfo()).endCursor(), standing, pageNo + 1);
            }
            List<String> found = standing.found();
            List<String> missing =
                    TOPICS.stream().filter(topic -> !found.contains(topic)).toList();
            return make(address, missing, standing);
        });
    }

    private static Standing with(Standing standing, Subscription subscription, String address) {
        String topic = subscription.topic();
        return topic != null && TOPICS.contains(topic) && address.equals(subscription.uri())
                ? new Standing(plus(standing.found(), topic), standing.made(), standing.refused())
                : standing;
    }

    private Conversation<Standing> make(String address, List<String> missing, Standing standing) {
        if (missing.isEmpty()) {
            return Conversation.done(standing);
        }
        String topic = missing.get(0);
        ObjectNode variables = Wire.GRAPH.object();
        variables.put("topic", topic);
        variables.put("uri", address);
        return calls.write(
                ShopifyDocuments.SUBSCRIBE, variables, ShopifyDocuments.SUBSCRIBE_COST, "webhooks " + topic, answer -> {
                    List<UserError> errors = new ArrayList<>();
                    answer.data()
                            .path("webhookSubscriptionCreate")
                            .path("userErrors")
                            .forEach(error -> errors.add(Wire.GRAPH.read(error, UserError.class)));
                    return make(address, missing.subList(1, missing.size()), after(standing, topic, errors));
                });
    }

    private static Standing after(Standing standing, String topic, List<UserError> errors) {
        if (errors.isEmpty()) {
            return new Standing(standing.found(), plus(standing.made(), topic), standing.refused());
        }
        String why = errors.get(0).text();
        return why.contains(TAKEN)
                ? new Standing(plus(standing.found(), topic), standing.made(), standing.refused())
                : new Standing(standing.found(), standing.made(), plus(standing.refused(), topic + ": " + why));
    }

    private static List<String> plus(List<String> texts, String more) {
        List<String> all = new ArrayList<>(texts);
        if (!all.contains(more)) {
            all.add(more);
        }
        return all;
    }
}
