package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** The reply's {@code extensions.cost}: what the request costs in points and how full the bucket is. */
public record Cost(
        @Nullable Double requestedQueryCost,
        @Nullable Double actualQueryCost,
        @Nullable ThrottleStatus throttleStatus) {

    /** The bucket of this app at this shop; {@code restoreRate} in points a second. */
    public record ThrottleStatus(
            @Nullable Double maximumAvailable,
            @Nullable Double currentlyAvailable,
            @Nullable Double restoreRate) {}
}
