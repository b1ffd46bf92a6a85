package penstock.channels.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An order of Orders 2026-01-01. Its items are read one by one, so that a bad one does not spoil the others. */
public record Order(
        @Nullable String orderId,
        @Nullable String createdTime,
        @Nullable String lastUpdatedTime,
        @Nullable SalesChannel salesChannel,
        @Nullable Recipient recipient,
        @Nullable Fulfillment fulfillment,
        @Nullable List<JsonNode> orderItems,
        @Nullable List<Parcel> packages) {

    public record SalesChannel(@Nullable String marketplaceId) {}

    public record Fulfillment(
            @Nullable String fulfillmentStatus,
            @Nullable String fulfilledBy,
            @Nullable Window shipByWindow) {}

    public record Window(@Nullable String latestDateTime) {}

    public record Recipient(@Nullable Address deliveryAddress) {}

    public record Address(
            @Nullable String name,
            @Nullable String companyName,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String addressLine3,
            @Nullable String city,
            @Nullable String districtOrCounty,
            @Nullable String stateOrRegion,
            @Nullable String postalCode,
            @Nullable String countryCode,
            @Nullable String phone) {}

    /** A package that Amazon knows of. */
    public record Parcel(
            @Nullable String packageReferenceId, @Nullable String trackingNumber) {}
}
