package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** Something named by its global id only. */
public record Ref(@Nullable String id) {}
