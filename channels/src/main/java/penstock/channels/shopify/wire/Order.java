package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** GraphQL's order, as far as it concerns stock and shipping. */
public record Order(
        @Nullable String id,
        @Nullable String legacyResourceId,
        @Nullable String createdAt,
        @Nullable String updatedAt,
        @Nullable String cancelledAt,
        @Nullable Boolean test,
        @Nullable String displayFinancialStatus,
        @Nullable String displayFulfillmentStatus,
        @Nullable String email,
        @Nullable String phone,
        @Nullable MailingAddress shippingAddress,
        @Nullable Connection lineItems) {

    /** Leaves the buyer out. */
    @Override
    public String toString() {
        return "Order[" + id + "]";
    }
}
