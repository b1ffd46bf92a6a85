package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A webhook that says which order changed but not what it is like now.
 *
 * @param id the order, in {@code orders/delete}
 * @param orderId the order, in {@code refunds/create}
 * @param orderEdit what {@code orders/edited} carries
 */
public record HookOrderHint(
        @Nullable String id,
        @Nullable String orderId,
        @Nullable Edit orderEdit) {

    /** Whether a body is about an edit, told without reading all of an order. */
    public static boolean namesAnEdit(JsonNode body) {
        return body.hasNonNull("order_edit");
    }

    /** An edit of the order. */
    public record Edit(@Nullable String orderId) {}
}
