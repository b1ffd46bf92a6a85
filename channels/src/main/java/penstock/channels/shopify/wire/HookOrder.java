package penstock.channels.shopify.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of the order webhooks, as far as it concerns stock and shipping. */
public record HookOrder(
        @Nullable String id,
        @Nullable String createdAt,
        @Nullable String updatedAt,
        @Nullable String cancelledAt,
        @Nullable Boolean test,
        @Nullable String financialStatus,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address shippingAddress,
        @Nullable List<JsonNode> lineItems,
        @Nullable List<Parcel> fulfillments) {

    /** A webhook's address. */
    public record Address(
            @Nullable String name,
            @Nullable String address1,
            @Nullable String address2,
            @Nullable String city,
            @Nullable String provinceCode,
            @Nullable String zip,
            @Nullable String countryCode,
            @Nullable String phone) {

        /** Says nothing: personal data. */
        @Override
        public String toString() {
            return "Address[withheld]";
        }
    }

    /**
     * A webhook's line of an order.
     *
     * @param quantity units ordered, with those removed since
     * @param currentQuantity units ordered, without those removed or refunded since
     * @param fulfillableQuantity units still to be shipped
     */
    public record Line(
            @Nullable String id,
            @Nullable String sku,
            @Nullable String variantId,
            @Nullable Integer quantity,
            @Nullable Integer currentQuantity,
            @Nullable Integer fulfillableQuantity) {}

    /** A webhook's fulfilment; its lines carry the units in it. */
    public record Parcel(@Nullable String status, @Nullable List<Packed> lineItems) {}

    /** Units of an order line in a fulfilment. */
    public record Packed(@Nullable String id, @Nullable Integer quantity) {}

    /** Leaves the buyer out. */
    @Override
    public String toString() {
        return "HookOrder[" + id + "]";
    }
}
