package penstock.sandbox.shopify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;
import penstock.sandbox.shopify.graphql.Call;
import penstock.sandbox.shopify.graphql.GraphObject;
import tools.jackson.databind.JsonNode;

/** The mutation fulfillmentCreate: one parcel of one location, never more than what remains. Used under the shop's lock. */
final class Fulfilling {
    /** Why a parcel is refused; becomes the answer's user error. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Refused(String message) {
            super(message, null, false, false);
        }
    }

    private record Part(ShopOrder order, ShopOrder.FulfillmentOrder fulfillmentOrder) {}

    private record Made(ShopOrder order, ShopOrder.Fulfillment parcel) {}

    private final ShopifyShop shop;
    private final OrderGraph orders;

    Fulfilling(ShopifyShop shop, OrderGraph orders) {
        this.shop = shop;
        this.orders = orders;
    }

    GraphObject create(Call call) {
        JsonNode input = call.required("fulfillment");
        try {
            Made made = created(input);
            return payload(orders.fulfillment(made.order(), made.parcel()), List.of());
        } catch (Refused e) {
            return payload(null, List.of(error(String.valueOf(e.getMessage()))));
        }
    }

    private Made created(JsonNode input) {
        List<Part> parts = new ArrayList<>();
        List<ShopOrder.Fulfilled> lines = new ArrayList<>();
        for (JsonNode entry : Json.each(input, "lineItemsByFulfillmentOrder")) {
            Part part = part(Json.optional(entry, "fulfillmentOrderId").orElse(""));
            parts.add(part);
            lines.addAll(lines(part.fulfillmentOrder(), entry));
        }
        if (lines.isEmpty()) {
            throw new Refused("Fulfillment must have at least one line item.");
        }
        Part first = parts.get(0);
        boolean mixed = parts.stream()
                .anyMatch(part -> part.order() != first.order()
                        || part.fulfillmentOrder().location()
                                != first.fulfillmentOrder().location());
        if (mixed) {
            throw new Refused("All fulfillment orders must belong to the same order and location.");
        }
        Location from = first.fulfillmentOrder().location();
        boolean notify = Json.flag(input, "notifyCustomer", false);
        return new Made(first.order(), shop.fulfil(first.order(), from, lines, tracking(input), notify));
    }

    private Part part(String gid) {
        long id = Gid.number("FulfillmentOrder", gid).orElse(-1);
        ShopOrder order =
                shop.orderOfFulfillmentOrder(id).orElseThrow(() -> new Refused("Fulfillment order does not exist."));
        return open(
                order,
                order.fulfillmentOrders.stream()
                        .filter(part -> part.id() == id)
                        .findFirst()
                        .orElseThrow());
    }

    private static Part open(ShopOrder order, ShopOrder.FulfillmentOrder part) {
        if (part.status().equals("CLOSED") || part.status().equals("CANCELLED")) {
            throw new Refused("Fulfillment order " + part.id() + " has an unfulfillable status= "
                    + part.status().toLowerCase(Locale.ROOT) + ".");
        }
        return new Part(order, part);
    }

    private List<ShopOrder.Fulfilled> lines(ShopOrder.FulfillmentOrder part, JsonNode entry) {
        List<ShopOrder.Fulfilled> lines = new ArrayList<>();
        JsonNode named = entry.get("fulfillmentOrderLineItems");
        if (named == null || named.isNull() || named.isEmpty()) {
            part.lines().stream()
                    .filter(line -> line.line().open() > 0)
                    .forEach(line -> lines.add(new ShopOrder.Fulfilled(
                            shop.nextId(), line.line(), line.line().open())));
            return lines;
        }
        for (JsonNode wanted : named) {
            ShopOrder.Line line = line(part, Json.optional(wanted, "id").orElse(""));
            int units = Json.integer(wanted, "quantity", 0);
            int already = lines.stream()
                    .filter(f -> f.line() == line)
                    .mapToInt(ShopOrder.Fulfilled::quantity)
                    .sum();
            if (units < 1 || units + already > line.open()) {
                throw new Refused("Invalid fulfillment order line item quantity requested.");
            }
            lines.add(new ShopOrder.Fulfilled(shop.nextId(), line, units));
        }
        return lines;
    }

    private static ShopOrder.Line line(ShopOrder.FulfillmentOrder part, String gid) {
        long id = Gid.number("FulfillmentOrderLineItem", gid).orElse(-1);
        return part.lines().stream()
                .filter(line -> line.id() == id)
                .map(ShopOrder.FulfillmentOrderLine::line)
                .findFirst()
                .orElseThrow(() -> new Refused("Fulfillment order line item does not exist."));
    }

    private static Tracking tracking(JsonNode input) {
        JsonNode info = input.path("trackingInfo");
        return new Tracking(
                Json.optional(info, "company"),
                Json.optional(info, "number").or(() -> firstOf(info, "numbers")),
                Json.optional(info, "url").or(() -> firstOf(info, "urls")));
    }

    private static Optional<String> firstOf(JsonNode info, String list) {
        for (JsonNode item : Json.each(info, list)) {
            return Optional.of(item.asString());
        }
        return Optional.empty();
    }

    private static GraphObject payload(@Nullable GraphObject fulfillment, List<GraphObject> errors) {
        return new GraphObject("FulfillmentCreatePayload")
                .with("fulfillment", fulfillment)
                .with("userErrors", errors);
    }

    private static GraphObject error(String message) {
        return new GraphObject("UserError")
                .with("field", List.of("fulfillment"))
                .with("message", message);
    }
}
