package penstock.sandbox.shopify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;
import penstock.sandbox.shopify.graphql.Call;
import penstock.sandbox.shopify.graphql.GraphObject;
import penstock.sandbox.shopify.graphql.GraphRefusal;

/** The root of all mutations of one shop. */
final class ShopMutations {
    private final ShopifyShop shop;
    private final Subscriptions subscriptions;
    private final SettingQuantities settingQuantities;
    private final Fulfilling fulfilling;

    ShopMutations(ShopifyShop shop, Subscriptions subscriptions, StockGraph stock, OrderGraph orders) {
        this.shop = shop;
        this.subscriptions = subscriptions;
        this.settingQuantities = new SettingQuantities(shop, stock);
        this.fulfilling = new Fulfilling(shop, orders);
    }

    GraphObject root() {
        return new GraphObject("Mutation")
                .asking("inventorySetQuantities", settingQuantities::set)
                .asking("fulfillmentCreate", fulfilling::create)
                .asking("orderCancel", this::cancel)
                .asking("webhookSubscriptionCreate", this::subscribe);
    }

    private GraphObject cancel(Call call) {
        String id = call.requiredText("orderId");
        call.required("reason");
        boolean restock = call.required("restock").booleanValue();
        if (shop.order(id).isEmpty()) {
            return cancelled(null, List.of(cancelError("NOT_FOUND", "Order does not exist")));
        }
        if (!shop.cancel(id, restock)) {
            return cancelled(null, List.of(cancelError("INVALID", "Order cannot be cancelled")));
        }
        GraphObject job =
                new GraphObject("Job").with("id", Gid.of("Job", shop.nextId())).with("done", true);
        return cancelled(job, List.of());
    }

    private static GraphObject cancelled(@Nullable GraphObject job, List<GraphObject> errors) {
        return new GraphObject("OrderCancelPayload")
                .with("job", job)
                .with("orderCancelUserErrors", errors)
                .lazily("userErrors", () -> List.of());
    }

    private static GraphObject cancelError(String code, String message) {
        return new GraphObject("OrderCancelUserError")
                .with("code", code)
                .with("message", message)
                .with("field", List.of("orderId"));
    }

    private GraphObject subscribe(Call call) {
        String topic;
        try {
            topic = Subscriptions.topic(call.requiredText("topic"));
        } catch (IllegalArgumentException e) {
            throw new GraphRefusal(String.valueOf(e.getMessage()), "INVALID_VARIABLE");
        }
        String uri = Json.optional(call.required("webhookSubscription"), "uri")
                .or(() -> Json.optional(call.required("webhookSubscription"), "callbackUrl"))
                .orElse("");
        if (!uri.startsWith("http")) {
            return subscribed(null, "Address is invalid");
        }
        if (subscriptions.exists(topic, uri)) {
            return subscribed(null, "Address for this topic has already been taken");
        }
        Subscriptions.Subscription added = new Subscriptions.Subscription(shop.nextId(), topic, uri, shop.now());
        subscriptions.add(added);
        return subscribed(ShopQueries.subscription(added), "");
    }

    private static GraphObject subscribed(@Nullable GraphObject subscription, String error) {
        List<GraphObject> errors = error.isEmpty()
                ? List.of()
                : List.of(new GraphObject("UserError")
                        .with("field", List.of("webhookSubscription", "callbackUrl"))
                        .with("message", error));
        return new GraphObject("WebhookSubscriptionCreatePayload")
                .with("webhookSubscription", subscription)
                .with("userErrors", errors);
    }
}
