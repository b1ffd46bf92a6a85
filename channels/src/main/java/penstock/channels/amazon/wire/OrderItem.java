package penstock.channels.amazon.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An item of an {@link Order}. */
public record OrderItem(
        @Nullable String orderItemId,
        @Nullable Integer quantityOrdered,
        @Nullable Product product,
        @Nullable Cancellation cancellation,
        @Nullable Quantities fulfillment) {

    public record Product(@Nullable String sellerSku) {}

    /** Says that and by whom the item was cancelled, not how many units. */
    public record Cancellation(@Nullable JsonNode cancellationExecution) {}

    /** Units shipped and units still to ship; what is missing to the ordered ones was cancelled. */
    public record Quantities(
            @Nullable Integer quantityFulfilled, @Nullable Integer quantityUnfulfilled) {}
}
