package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** One topic that Shopify calls an address for; the topic in GraphQL's words, {@code ORDERS_CREATE}. */
public record Subscription(@Nullable String topic, @Nullable String uri) {}
