package penstock.sandbox.shopify;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.buyer.Buyer;
import penstock.sandbox.shopify.graphql.Connections;
import penstock.sandbox.shopify.graphql.GraphObject;

/** Orders, as objects of the graph. */
final class OrderGraph {
    private final StockGraph stock;

    OrderGraph(StockGraph stock) {
        this.stock = stock;
    }

    GraphObject order(ShopOrder order) {
        return new GraphObject("Order")
                .with("id", order.gid())
                .with("legacyResourceId", String.valueOf(order.id))
                .with("name", order.name())
                .with("email", order.buyer.email())
                .with("phone", order.buyer.phone())
                .with("createdAt", time(order.createdAt))
                .with("processedAt", time(order.createdAt))
                .with("updatedAt", time(order.updatedAt))
                .with("cancelledAt", order.cancelledAt.map(OrderGraph::time).orElse(null))
                .with("cancelReason", order.cancelledAt.map(at -> "CUSTOMER").orElse(null))
                .with("closedAt", null)
                .with("test", false)
                .with("currencyCode", "USD")
                .with("displayFinancialStatus", order.financialStatus)
                .with("displayFulfillmentStatus", order.fulfillmentStatus())
                .lazily("totalPriceSet", () -> money(ShopifyBodies.total(order, false)))
                .lazily("currentTotalPriceSet", () -> money(ShopifyBodies.total(order, true)))
                .lazily("shippingAddress", () -> address(order.buyer))
                .lazily("billingAddress", () -> address(order.buyer))
                .asking(
                        "lineItems",
                        call -> Connections.page("LineItem", call, order.lines, l -> StockGraph.key(l.id), this::line))
                .asking(
                        "fulfillmentOrders",
                        call -> Connections.page(
                                "FulfillmentOrder",
                                call,
                                order.fulfillmentOrders,
                                f -> StockGraph.key(f.id()),
                                f -> fulfillmentOrder(order, f)))
                .lazily(
                        "fulfillments",
                        () -> order.fulfillments.stream()
                                .map(parcel -> fulfillment(order, parcel))
                                .toList());
    }

    GraphObject line(ShopOrder.Line line) {
        return new GraphObject("LineItem")
                .with("id", Gid.of("LineItem", line.id))
                .with("name", line.product.title())
                .with("title", line.product.title())
                .with("sku", line.product.sku())
                .with("quantity", line.ordered)
                .with("currentQuantity", line.ordered - line.cancelled)
                .with("unfulfilledQuantity", line.open())
                .with("nonFulfillableQuantity", line.cancelled)
                .with("requiresShipping", true)
                .lazily("variant", () -> stock.variant(line.product))
                .lazily("originalUnitPriceSet", () -> money(new BigDecimal(line.product.price())));
    }

    GraphObject fulfillmentOrder(ShopOrder order, ShopOrder.FulfillmentOrder part) {
        return new GraphObject("FulfillmentOrder")
                .with("id", Gid.of("FulfillmentOrder", part.id()))
                .with("status", part.status())
                .with("requestStatus", "UNSUBMITTED")
                .with("orderId", order.gid())
                .with("orderName", order.name())
                .with("createdAt", time(order.createdAt))
                .with("updatedAt", time(order.updatedAt))
                .lazily(
                        "assignedLocation",
                        () -> new GraphObject("FulfillmentOrderAssignedLocation")
                                .with("name", part.location().name())
                                .lazily("location", () -> stock.location(part.location())))
                .asking(
                        "lineItems",
                        call -> Connections.page(
                                "FulfillmentOrderLineItem",
                                call,
                                part.lines(),
                                l -> StockGraph.key(l.id()),
                                this::fulfillmentOrderLine));
    }

    GraphObject fulfillment(ShopOrder order, ShopOrder.Fulfillment parcel) {
        return new GraphObject("Fulfillment")
                .with("id", Gid.of("Fulfillment", parcel.id()))
                .with("name", parcel.name())
                .with("status", "SUCCESS")
                .with("displayStatus", "FULFILLED")
                .with("createdAt", time(parcel.createdAt()))
                .with("updatedAt", time(parcel.createdAt()))
                .with(
                        "totalQuantity",
                        parcel.lines().stream()
                                .mapToInt(ShopOrder.Fulfilled::quantity)
                                .sum())
                .lazily("location", () -> stock.location(parcel.location()))
                .lazily("trackingInfo", () -> tracking(parcel))
                .lazily("order", () -> order(order))
                .asking(
                        "fulfillmentLineItems",
                        call -> Connections.page(
                                "FulfillmentLineItem",
                                call,
                                parcel.lines(),
                                packed -> StockGraph.key(packed.id()),
                                this::packed));
    }

    private GraphObject packed(ShopOrder.Fulfilled packed) {
        return new GraphObject("FulfillmentLineItem")
                .with("id", Gid.of("FulfillmentLineItem", packed.id()))
                .with("quantity", packed.quantity())
                .lazily("lineItem", () -> line(packed.line()));
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private GraphObject fulfillmentOrderLine(ShopOrder.FulfillmentOrderLine part) {
        ShopOrder.Line line = part.line();
        return new GraphObject("FulfillmentOrderLineItem")
                .with("id", Gid.of("FulfillmentOrderLineItem", part.id()))
                .with("sku", line.product.sku())
                .with("totalQuantity", line.ordered - line.cancelled)
                .with("remainingQuantity", line.open())
                .with("inventoryItemId", Gid.of("InventoryItem", line.product.inventoryItemId()))
                .lazily("lineItem", () -> line(line));
    }

    private static List<GraphObject> tracking(ShopOrder.Fulfillment parcel) {
        if (parcel.number().isEmpty() && parcel.company().isEmpty()) {
            return List.of();
        }
        return List.of(new GraphObject("FulfillmentTrackingInfo")
                .with("company", orNull(parcel.company()))
                .with("number", orNull(parcel.number()))
                .with("url", orNull(parcel.url())));
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    private static GraphObject money(BigDecimal amount) {
        GraphObject money = new GraphObject("MoneyV2")
                .with("amount", amount.toPlainString())
                .with("currencyCode", "USD");
        return new GraphObject("MoneyBag").with("shopMoney", money).with("presentmentMoney", money);
    }

    private static GraphObject address(Buyer buyer) {
        return new GraphObject("MailingAddress")
                .with("name", buyer.name())
                .with("firstName", buyer.firstName())
                .with("lastName", buyer.lastName())
                .with("company", null)
                .with("address1", buyer.street())
                .with("address2", null)
                .with("city", buyer.city())
                .with("province", buyer.province())
                .with("provinceCode", buyer.provinceCode())
                .with("zip", buyer.postcode())
                .with("country", buyer.country())
                .with("countryCodeV2", buyer.countryCode())
                .with("phone", buyer.phone());
    }
}
