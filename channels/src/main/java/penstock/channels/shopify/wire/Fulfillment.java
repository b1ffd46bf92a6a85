package penstock.channels.shopify.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GraphQL's fulfilment: a parcel that Shopify knows of. */
public record Fulfillment(
        @Nullable String id,
        @Nullable String status,
        @Nullable List<TrackingInfo> trackingInfo,
        @Nullable Connection fulfillmentLineItems) {

    /** How to follow it. */
    public record TrackingInfo(
            @Nullable String company, @Nullable String number) {}

    /** Units of an order line in it. */
    public record Line(@Nullable Ref lineItem, @Nullable Integer quantity) {}
}
