package penstock.channels.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The replies of searchOrders (orders, pagination, lastUpdatedBefore) and getOrder (order). */
public record OrderReply(
        @Nullable JsonNode order,
        @Nullable List<JsonNode> orders,
        @Nullable Pagination pagination,
        @Nullable String lastUpdatedBefore) {

    public record Pagination(@Nullable String nextToken) {}
}
