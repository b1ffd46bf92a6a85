package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** Where a connection's page ends. */
public record PageInfo(
        @Nullable Boolean hasNextPage, @Nullable String endCursor) {

    /** Whether there is more to ask for, and with what. */
    public boolean more() {
        return Boolean.TRUE.equals(hasNextPage) && endCursor != null;
    }
}
