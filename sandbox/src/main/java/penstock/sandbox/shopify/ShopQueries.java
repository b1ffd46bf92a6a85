package penstock.sandbox.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.shopify.graphql.Call;
import penstock.sandbox.shopify.graphql.Connections;
import penstock.sandbox.shopify.graphql.GraphObject;
import tools.jackson.databind.JsonNode;

/** The root of all queries to one shop. */
final class ShopQueries {
    private final ShopifyShop shop;
    private final Subscriptions subscriptions;
    private final Faults faults;
    private final StockGraph stock;
    private final OrderGraph orders;

    ShopQueries(ShopifyShop shop, Subscriptions subscriptions, Faults faults, StockGraph stock, OrderGraph orders) {
        this.shop = shop;
        this.subscriptions = subscriptions;
        this.faults = faults;
        this.stock = stock;
        this.orders = orders;
    }

    GraphObject root() {
        return new GraphObject("QueryRoot")
                .asking("shop", call -> shopObject())
                .asking(
                        "order",
                        call -> shop.order(call.requiredText("id"))
                                .map(orders::order)
                                .orElse(null))
                .asking("orders", this::orders)
                .asking("fulfillment", call -> node(call.requiredText("id"), "Fulfillment"))
                .asking("fulfillmentOrder", call -> node(call.requiredText("id"), "FulfillmentOrder"))
                .asking("node", call -> node(call.requiredText("id")))
                .asking("nodes", this::nodes)
                .asking("inventoryItem", call -> node(call.requiredText("id"), "InventoryItem"))
                .asking("inventoryItems", this::inventoryItems)
                .asking("productVariants", this::variants)
                .asking(
                        "locations",
                        call -> Connections.page(
                                "Location",
                                call,
                                shop.stock().locations(),
                                l -> StockGraph.key(l.id()),
                                stock::location))
                .asking("webhookSubscriptions", this::webhookSubscriptions);
    }

    static GraphObject subscription(Subscriptions.Subscription subscription) {
        return new GraphObject("WebhookSubscription")
                .with("id", Gid.of("WebhookSubscription", subscription.id()))
                .with("legacyResourceId", String.valueOf(subscription.id()))
                .with("topic", subscription.enumTopic())
                .with("uri", subscription.uri())
                .with("format", "JSON")
                .with("createdAt", OrderGraph.time(subscription.createdAt()))
                .with("updatedAt", OrderGraph.time(subscription.createdAt()));
    }

    private GraphObject shopObject() {
        return new GraphObject("Shop")
                .with("id", Gid.of("Shop", 1))
                .with("name", shop.account())
                .with("myshopifyDomain", shop.domain());
    }

    private GraphObject orders(Call call) {
        String query = call.text("query").orElse("");
        Map<String, Function<ShopOrder, Object>> fields = Map.of(
                "updated_at", order -> order.updatedAt,
                "created_at", order -> order.createdAt,
                "name", ShopOrder::name,
                "id", order -> order.id,
                "status", order -> order.cancelledAt.isPresent() ? "cancelled" : "open",
                "financial_status", order -> order.financialStatus,
                "fulfillment_status", ShopOrder::fulfillmentStatus);
        List<ShopOrder> found = shop.orders().stream()
                .filter(order -> !order.foundFrom.isAfter(shop.now()))
                .filter(SearchQuery.of(query, fields))
                .toList();
        GraphObject page = Connections.page("Order", call, found, sortKey(call), orders::order);
        Optional<String> after = call.text("after");
        boolean repeated = after.isPresent()
                && faults.strike(ShopifyShop.CHANNEL, "orders", FaultKind.Place.PAGE)
                        .isPresent();
        return repeated ? Connections.repeating(page, after.get()) : page;
    }

    private static Function<ShopOrder, String> sortKey(Call call) {
        return switch (call.text("sortKey").orElse("ID")) {
            case "UPDATED_AT" -> order -> order.updatedAt + StockGraph.key(order.id);
            case "CREATED_AT", "PROCESSED_AT" -> order -> order.createdAt + StockGraph.key(order.id);
            default -> order -> StockGraph.key(order.id);
        };
    }

    private List<@Nullable GraphObject> nodes(Call call) {
        List<@Nullable GraphObject> nodes = new ArrayList<>();
        for (JsonNode id : call.required("ids")) {
            nodes.add(node(id.asString()));
        }
        return nodes;
    }

    /** The node, unless the id names something of another type. */
    private @Nullable GraphObject node(String gid, String type) {
        return Gid.type(gid).equals(type) ? node(gid) : null;
    }

    private @Nullable GraphObject node(String gid) {
        OptionalLong number = Gid.number(Gid.type(gid), gid);
        long id = number.orElse(-1);
        return switch (Gid.type(gid)) {
            case "Order" -> shop.order(gid).map(orders::order).orElse(null);
            case "InventoryItem" -> shop.stock().item(id).map(stock::item).orElse(null);
            case "ProductVariant" ->
                shop.stock().variant(id).map(stock::variant).orElse(null);
            case "Location" -> shop.stock().location(id).map(stock::location).orElse(null);
            case "Fulfillment" -> parcel(id);
            case "FulfillmentOrder" -> fulfillmentOrder(id);
            default -> null;
        };
    }

    private @Nullable GraphObject parcel(long id) {
        return shop.orders().stream()
                .flatMap(order -> order.fulfillments.stream()
                        .filter(parcel -> parcel.id() == id)
                        .map(parcel -> orders.fulfillment(order, parcel)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable GraphObject fulfillmentOrder(long id) {
        return shop.orderOfFulfillmentOrder(id).stream()
                .flatMap(order -> order.fulfillmentOrders.stream()
                        .filter(part -> part.id() == id)
                        .map(part -> orders.fulfillmentOrder(order, part)))
                .findFirst()
                .orElse(null);
    }

    private GraphObject inventoryItems(Call call) {
        return Connections.page(
                "InventoryItem", call, products(call), p -> StockGraph.key(p.inventoryItemId()), stock::item);
    }

    private GraphObject variants(Call call) {
        return Connections.page(
                "ProductVariant", call, products(call), p -> StockGraph.key(p.variantId()), stock::variant);
    }

    private List<Product> products(Call call) {
        String query = call.text("query").orElse("");
        Map<String, Function<Product, Object>> fields = Map.of("sku", Product::sku, "title", Product::title);
        return shop.stock().products().stream()
                .filter(SearchQuery.of(query, fields))
                .toList();
    }

    private GraphObject webhookSubscriptions(Call call) {
        return Connections.page(
                "WebhookSubscription",
                call,
                subscriptions.all(),
                s -> StockGraph.key(s.id()),
                ShopQueries::subscription);
    }
}
