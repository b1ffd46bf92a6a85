package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/**
 * GraphQL's line of an order.
 *
 * @param quantity units ordered, with those removed since
 * @param currentQuantity units ordered, without those removed or refunded since
 * @param unfulfilledQuantity units still to be shipped
 * @param nonFulfillableQuantity units that will not be shipped any more and were not shipped
 */
public record LineItem(
        @Nullable String id,
        @Nullable String sku,
        @Nullable Integer quantity,
        @Nullable Integer currentQuantity,
        @Nullable Integer unfulfilledQuantity,
        @Nullable Integer nonFulfillableQuantity,
        @Nullable Ref variant) {}
