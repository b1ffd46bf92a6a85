package penstock.channels.shopify.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GraphQL's inventory item with its level at one location. */
public record InventoryItem(@Nullable String id, @Nullable Level inventoryLevel) {

    /** What is at a location, by Shopify's quantity names. */
    public record Level(@Nullable List<Quantity> quantities) {}

    /** Units under one of Shopify's quantity names. */
    public record Quantity(@Nullable String name, @Nullable Integer quantity) {}
}
