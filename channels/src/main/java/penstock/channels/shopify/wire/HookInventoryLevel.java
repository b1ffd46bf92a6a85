package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code inventory_levels/update}.
 *
 * @param available null where Shopify does not count the item
 */
public record HookInventoryLevel(
        @Nullable String inventoryItemId,
        @Nullable String locationId,
        @Nullable Integer available,
        @Nullable String updatedAt) {}
