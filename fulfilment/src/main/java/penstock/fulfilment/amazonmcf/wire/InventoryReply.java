package penstock.fulfilment.amazonmcf.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply of getInventorySummaries. */
public record InventoryReply(
        @Nullable Payload payload, @Nullable Pagination pagination) {

    public record Payload(@Nullable List<Summary> inventorySummaries) {}

    public record Summary(
            @Nullable String sellerSku, @Nullable Details inventoryDetails) {}

    /** Of all the quantities only this one can be picked, packed and shipped. */
    public record Details(@Nullable Integer fulfillableQuantity) {}

    public record Pagination(@Nullable String nextToken) {}
}
