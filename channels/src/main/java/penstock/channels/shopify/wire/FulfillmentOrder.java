package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** GraphQL's fulfilment order: lines of an order that are to leave from one location. */
public record FulfillmentOrder(
        @Nullable String id,
        @Nullable String status,
        @Nullable AssignedLocation assignedLocation,
        @Nullable Connection lineItems) {

    /** From where it is to leave. */
    public record AssignedLocation(@Nullable Ref location) {}

    /** Units of an order line still to be shipped. */
    public record Line(
            @Nullable String id,
            @Nullable Integer remainingQuantity,
            @Nullable Ref lineItem) {}
}
