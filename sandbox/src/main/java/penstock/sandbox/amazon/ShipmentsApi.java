package penstock.sandbox.amazon;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** Orders v0: confirmShipment. The same package reference again is an edit. Used under the seller's lock. */
final class ShipmentsApi {
    Reply confirm(AmazonSeller seller, Request request, String orderId) {
        AmazonOrder order = seller.orders
                .find(orderId)
                .orElseThrow(() -> Refused.notFound("The order " + orderId + " was not found."));
        JsonNode body = request.json();
        if (!field(body, "marketplaceId").equals(seller.settings.marketplaceId())) {
            throw Refused.invalid("The order was not placed in this marketplace.");
        }
        if (order.pending() || order.cancelled() || order.byAmazon()) {
            throw Refused.invalid("The order " + orderId + " cannot be shipped by the seller: it is " + order.status()
                    + (order.byAmazon() ? " and fulfilled by Amazon." : "."));
        }
        seller.ship(order, parcel(seller, order, body.path("packageDetail")));
        return Reply.empty(204);
    }

    private static AmazonOrder.Package parcel(AmazonSeller seller, AmazonOrder order, JsonNode detail) {
        String reference = field(detail, "packageReferenceId");
        if (!reference.matches("[1-9]\\d*")) {
            throw Refused.invalid("packageReferenceId must be a positive number, but is '" + reference + "'.");
        }
        String carrier = field(detail, "carrierCode");
        if (carrier.equalsIgnoreCase("Other")
                && Json.optional(detail, "carrierName").isEmpty()) {
            throw Refused.invalid("carrierName is required when carrierCode is Other.");
        }
        String shipDate = field(detail, "shipDate");
        requireDate(shipDate);
        List<AmazonOrder.PackageItem> items = items(order, reference, detail);
        return new AmazonOrder.Package(
                reference,
                seller.now(),
                carrier,
                Json.optional(detail, "shippingMethod"),
                field(detail, "trackingNumber"),
                shipDate,
                items);
    }

    private static List<AmazonOrder.PackageItem> items(AmazonOrder order, String reference, JsonNode detail) {
        Map<String, Integer> inThisParcel = new HashMap<>();
        order.parcel(reference)
                .ifPresent(parcel ->
                        parcel.items().forEach(i -> inThisParcel.merge(i.itemId(), i.quantity(), Integer::sum)));
        List<AmazonOrder.PackageItem> items = new ArrayList<>();
        for (JsonNode entry : Json.each(detail, "orderItems")) {
            String itemId = field(entry, "orderItemId");
            int quantity = Json.integer(entry, "quantity", 0);
            Optional<AmazonOrder.Item> item = order.item(itemId);
            int open = item.map(AmazonOrder.Item::open).orElse(0) + inThisParcel.getOrDefault(itemId, 0);
            if (item.isEmpty() || quantity < 1 || quantity > open) {
                throw Refused.invalid("The quantity " + quantity + " of item " + itemId + " is more than the " + open
                        + " that are left to ship.");
            }
            inThisParcel.merge(itemId, -quantity, Integer::sum);
            items.add(new AmazonOrder.PackageItem(itemId, quantity));
        }
        if (items.isEmpty()) {
            throw Refused.invalid("orderItems must not be empty.");
        }
        return items;
    }

    private static void requireDate(String text) {
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.invalid("shipDate '" + text + "' is not a date in ISO 8601 format.");
        }
    }

    private static String field(JsonNode node, String name) {
        return Json.optional(node, name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refused.invalid("The field " + name + " is required."));
    }
}
