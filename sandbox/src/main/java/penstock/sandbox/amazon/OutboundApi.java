package penstock.sandbox.amazon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** Fulfillment Outbound 2020-07-01, which the vendor sells as Multi-Channel Fulfillment. Used under the seller's lock. */
final class OutboundApi {
    private static final int LIST_PAGE = 50;
    private static final List<String> SPEEDS = List.of("Standard", "Expedited", "Priority", "ScheduledDelivery");
    private static final List<String> REQUIRED = List.of(
            "sellerFulfillmentOrderId",
            "displayableOrderId",
            "displayableOrderDate",
            "displayableOrderComment",
            "shippingSpeedCategory",
            "destinationAddress",
            "items");

    private final McfOrders orders;
    private final AmazonSeller seller;
    private int worded;

    OutboundApi(AmazonSeller seller) {
        this.seller = seller;
        this.orders = new McfOrders(seller);
    }

    Reply create(Request request) {
        JsonNode body = request.json();
        REQUIRED.forEach(field -> requireField(body, field));
        requireAddress(body.get("destinationAddress"));
        if (Json.required(body, "sellerFulfillmentOrderId").length() > McfOrders.ID_CHARS_MAX) {
            throw Refused.invalid("sellerFulfillmentOrderId has more than 40 characters.");
        }
        if (!SPEEDS.contains(Json.required(body, "shippingSpeedCategory"))) {
            throw Refused.invalid("shippingSpeedCategory must be one of " + SPEEDS + ".");
        }
        orders.create(body);
        return Reply.json(200, Json.object());
    }

    Reply get(String id) {
        McfOrder order = found(id);
        return Reply.json(
                200,
                Json.object(
                        "payload",
                        Json.object(
                                "fulfillmentOrder", head(order),
                                "fulfillmentOrderItems",
                                        order.items.stream()
                                                .map(OutboundApi::item)
                                                .toList(),
                                "fulfillmentShipments", shipments(order),
                                "returnItems", List.of(),
                                "returnAuthorizations", List.of())));
    }

    Reply update(Request request, String id) {
        McfOrder order = found(id);
        if (Json.optional(request.json(), "fulfillmentAction").equals(Optional.of("Ship"))) {
            orders.release(order);
        }
        return Reply.json(200, Json.object());
    }

    Reply cancel(String id) {
        orders.cancel(found(id));
        return Reply.json(200, Json.object());
    }

    Reply list(Request request) {
        Instant from = request.whole("queryStartDate").map(OrdersApi::instant).orElse(Instant.MIN);
        int begin = request.parameter("nextToken").map(Integer::parseInt).orElse(0);
        List<McfOrder> found = orders.all().stream()
                .filter(order -> !order.statusAt.isBefore(from))
                .toList();
        int end = Math.min(begin + LIST_PAGE, found.size());
        Map<String, @Nullable Object> payload = Json.object(
                "fulfillmentOrders",
                found.subList(Math.min(begin, end), end).stream()
                        .map(this::head)
                        .toList());
        if (end < found.size()) {
            payload.put("nextToken", String.valueOf(end));
        }
        return Reply.json(200, Json.object("payload", payload));
    }

    Reply preview(Request request) {
        JsonNode body = request.json();
        requireField(body, "address");
        requireField(body, "items");
        requireAddress(body.get("address"));
        List<String> speeds = new ArrayList<>();
        Json.each(body, "shippingSpeedCategories").forEach(speed -> speeds.add(speed.asString()));
        List<Map<String, @Nullable Object>> previews = (speeds.isEmpty() ? SPEEDS.subList(0, 3) : speeds)
                .stream().map(speed -> preview(body, speed)).toList();
        return Reply.json(200, Json.object("payload", Json.object("fulfillmentPreviews", previews)));
    }

    private Map<String, @Nullable Object> preview(JsonNode body, String speed) {
        List<Object> fulfillable = new ArrayList<>();
        List<Object> unfulfillable = new ArrayList<>();
        for (JsonNode item : Json.each(body, "items")) {
            int wanted = Json.requiredInteger(item, "quantity");
            int there = seller.listing(Json.required(item, "sellerSku"))
                    .filter(found -> found.fba)
                    .map(found -> found.fulfillable)
                    .orElse(0);
            Map<String, @Nullable Object> words = Json.object(
                    "sellerSku", Json.required(item, "sellerSku"),
                    "quantity", wanted,
                    "sellerFulfillmentOrderItemId", Json.required(item, "sellerFulfillmentOrderItemId"));
            if (there >= wanted) {
                fulfillable.add(words);
            } else {
                words.put("itemUnfulfillableReasons", List.of("NotEnoughInventory"));
                unfulfillable.add(words);
            }
        }
        return Json.object(
                "shippingSpeedCategory",
                speed,
                "isFulfillable",
                unfulfillable.isEmpty(),
                "isCODCapable",
                false,
                "marketplaceId",
                seller.settings.marketplaceId(),
                "fulfillmentPreviewShipments",
                fulfillable.isEmpty() ? List.of() : List.of(Json.object("fulfillmentPreviewItems", fulfillable)),
                "unfulfillablePreviewItems",
                unfulfillable);
    }

    private McfOrder found(String id) {
        return orders.find(id).orElseThrow(() -> Refused.notFound("The fulfillment order " + id + " was not found."));
    }

    private Map<String, @Nullable Object> head(McfOrder order) {
        JsonNode request = order.request;
        return Json.object(
                "sellerFulfillmentOrderId", order.id,
                "marketplaceId", seller.settings.marketplaceId(),
                "displayableOrderId", request.get("displayableOrderId"),
                "displayableOrderDate", request.get("displayableOrderDate"),
                "displayableOrderComment", request.get("displayableOrderComment"),
                "shippingSpeedCategory", request.get("shippingSpeedCategory"),
                "destinationAddress", request.get("destinationAddress"),
                "fulfillmentAction", order.held ? "Hold" : "Ship",
                "fulfillmentPolicy", Json.optional(request, "fulfillmentPolicy").orElse("FillOrKill"),
                "receivedDate", order.receivedAt.toString(),
                "fulfillmentOrderStatus", worded(order.status),
                "statusUpdatedDate", order.statusAt.toString());
    }

    private String worded(McfOrder.Status status) {
        boolean loud = switch (seller.settings.statusWords()) {
            case MODEL -> false;
            case EXAMPLES -> true;
            case MIXED -> worded++ % 2 == 1;
        };
        return loud ? status.name().toUpperCase(Locale.ROOT) : status.name();
    }

    private static Map<String, @Nullable Object> item(McfOrder.Item item) {
        return Json.object(
                "sellerSku", item.listing.sku,
                "sellerFulfillmentOrderItemId", item.id,
                "quantity", item.quantity,
                "cancelledQuantity", item.cancelled,
                "unfulfillableQuantity", item.unfulfillable);
    }

    private static List<Map<String, @Nullable Object>> shipments(McfOrder order) {
        boolean shipped =
                order.status == McfOrder.Status.Complete || order.status == McfOrder.Status.CompletePartialled;
        if (!shipped && order.status != McfOrder.Status.Processing) {
            return List.of();
        }
        Map<String, @Nullable Object> shipment = Json.object(
                "amazonShipmentId",
                "D" + order.tracking().substring(3),
                "fulfillmentCenterId",
                "ABE2",
                "fulfillmentShipmentStatus",
                shipped ? "SHIPPED" : "PENDING",
                "fulfillmentShipmentItem",
                order.items.stream()
                        .filter(item -> item.filled > 0)
                        .map(item -> Json.object(
                                "sellerSku", item.listing.sku,
                                "sellerFulfillmentOrderItemId", item.id,
                                "quantity", item.filled,
                                "packageNumber", 1))
                        .toList());
        if (shipped) {
            shipment.put("shippingDate", order.statusAt.toString());
            shipment.put(
                    "fulfillmentShipmentPackage",
                    List.of(Json.object(
                            "packageNumber",
                            1,
                            "carrierCode",
                            "AMZN_US",
                            "trackingNumber",
                            order.tracking(),
                            "amazonFulfillmentTrackingNumber",
                            order.tracking())));
        }
        return List.of(shipment);
    }

    private static void requireAddress(JsonNode address) {
        List.of("name", "addressLine1", "postalCode", "countryCode").forEach(field -> requireField(address, field));
    }

    private static void requireField(JsonNode node, String field) {
        if (Json.optional(node, field).filter(text -> !text.isBlank()).isEmpty()) {
            throw Refused.invalid("The field " + field + " is required.");
        }
    }
}
