package penstock.channels.shopify.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A page of anything; the nodes stay trees, so that one that does not fit its record spoils no other. */
public record Connection(
        @Nullable List<JsonNode> nodes, @Nullable PageInfo pageInfo) {

    /** No page. */
    public static final Connection NONE = new Connection(List.of(), null);

    /** The page's nodes. */
    public List<JsonNode> list() {
        return nodes == null ? List.of() : nodes;
    }

    /** Whether another page follows. */
    public boolean more() {
        return pageInfo != null && pageInfo.more();
    }
}
