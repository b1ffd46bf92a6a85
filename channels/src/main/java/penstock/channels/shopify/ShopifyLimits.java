package penstock.channels.shopify;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import penstock.channels.shopify.wire.Cost;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.LimitReader;
import tools.jackson.core.JacksonException;

/**
 * The bucket of points, which every reply of the GraphQL Admin API tells in {@code extensions.cost.throttleStatus}: larger
 * on larger plans, and emptied by whoever else calls with the same app
 * (shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits, read 2026-11-23).
 */
final class ShopifyLimits implements LimitReader {

    @Override
    public Optional<Limit> read(HttpReply reply) {
        try {
            Cost cost = Wire.GRAPH.read(
                    Wire.GRAPH.tree(reply.body()).path("extensions").path("cost"), Cost.class);
            return Optional.ofNullable(cost.throttleStatus())
                    .map(bucket -> new Limit(
                            positive(bucket.restoreRate()),
                            positive(bucket.maximumAvailable()),
                            number(bucket.currentlyAvailable())));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static OptionalDouble positive(@Nullable Double number) {
        return number == null || !(number > 0) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static OptionalDouble number(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
