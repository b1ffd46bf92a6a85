package penstock.channels.amazon.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The envelope of every notification. Amazon writes some types in PascalCase and some in camelCase. */
public record Notification(
        @Nullable String notificationType,
        @Nullable String eventTime,
        @Nullable JsonNode payload,
        @Nullable Metadata notificationMetadata) {

    public record Metadata(@Nullable String notificationId) {}

    /** The payload of ORDER_CHANGE. */
    public record OrderChangePayload(@Nullable OrderChange orderChangeNotification) {}

    public record OrderChange(
            @Nullable String sellerId,
            @Nullable String amazonOrderId,
            @Nullable Summary summary) {}

    public record Summary(
            @Nullable String marketplaceId, @Nullable String fulfillmentType) {}

    /** The payload of LISTINGS_ITEM_MFN_QUANTITY_CHANGE. */
    public record QuantityChange(
            @Nullable String sellerId,
            @Nullable String fulfillmentChannelCode,
            @Nullable String sku,
            @Nullable Integer quantity) {}
}
