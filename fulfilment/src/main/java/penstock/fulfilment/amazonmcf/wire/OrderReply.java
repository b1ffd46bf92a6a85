package penstock.fulfilment.amazonmcf.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reply of getFulfillmentOrder. Its shipments are read one by one, so that a bad one does not spoil the others. */
public record OrderReply(@Nullable Payload payload) {

    public record Payload(
            @Nullable Order fulfillmentOrder, @Nullable List<JsonNode> fulfillmentShipments) {}

    public record Order(
            @Nullable String sellerFulfillmentOrderId,
            @Nullable String fulfillmentOrderStatus,
            @Nullable String statusUpdatedDate) {}

    /** What leaves one warehouse; a field's name is singular although it is a list. */
    public record Shipment(
            @Nullable String amazonShipmentId,
            @Nullable String fulfillmentShipmentStatus,
            @Nullable List<ShipmentItem> fulfillmentShipmentItem,
            @Nullable List<ShipmentPackage> fulfillmentShipmentPackage) {}

    public record ShipmentItem(
            @Nullable String sellerFulfillmentOrderItemId,
            @Nullable Integer quantity,
            @Nullable Integer packageNumber) {}

    public record ShipmentPackage(
            @Nullable Integer packageNumber,
            @Nullable String carrierCode,
            @Nullable String trackingNumber,
            @Nullable String amazonFulfillmentTrackingNumber) {}
}
