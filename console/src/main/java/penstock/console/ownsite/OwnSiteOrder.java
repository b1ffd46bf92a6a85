package penstock.console.ownsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.console.json.ApiJson;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;

/**
 * An order that the seller's own site places.
 *
 * @param id the site's, the same in every repeat
 * @param holdId the hold whose units it takes over
 * @param placedAt when the buyer ordered; when we received it if left out
 */
@Schema(description = "An order of the own site.")
public record OwnSiteOrder(
        @Schema(description = "Yours, the same in every repeat.", example = "#1001")
        String id,

        @Schema(description = "The hold whose units it takes over.", example = "cart-77")
        Optional<String> holdId,

        @Schema(description = "Now if left out.", example = "2026-11-23T09:30:00Z")
        Optional<Instant> placedAt,

        @Schema(description = "The latest promised dispatch.")
        Optional<Instant> shipBy,

        List<Line> lines,

        @Schema(description = "Whether units that are still to come are taken as well.")
        Optional<Boolean> backorders,

        @Schema(description = "Personal data: kept sealed, and never shown.")
        Optional<SiteRecipient> recipient) {

    /** The source of these messages in the inbox. */
    public static final String SOURCE = "api:order";

    /** The order as it is placed; cancels count on from here. */
    public static final long FIRST_REVISION = 1;

    public OwnSiteOrder {
        Fields.callerId("id", id);
        holdId.ifPresent(hold -> Fields.callerId("holdId", hold));
        Fields.moment("placedAt", placedAt);
        Fields.moment("shipBy", shipBy);
        lines = Fields.list("lines", lines, OrderSnapshot.MAX_LINES);
        if (lines.stream().map(Line::id).distinct().count() < lines.size()) {
            throw Refused.field("lines", "lines holds an id twice; each line has an id of its own");
        }
    }

    /**
     * Reads an order.
     *
     * @throws tools.jackson.core.JacksonException if it is not one; the cause is a {@link Refused} when a value is wrong
     * @throws Refused if it is null
     */
    public static OwnSiteOrder parse(byte[] body) {
        OwnSiteOrder order = ApiJson.mapper().readValue(body, OwnSiteOrder.class);
        if (order == null) {
            throw Refused.of(ProblemType.MALFORMED_REQUEST, "the body must be an object, not null");
        }
        return order;
    }

    /** The order as a snapshot; for bytes that were kept, {@code receivedAt} is when they came. */
    public OrderSnapshot snapshot(Instant receivedAt) {
        OrderSnapshot order = new OrderSnapshot(
                id,
                FIRST_REVISION,
                OrderPhase.CONFIRMED,
                placedAt.orElse(receivedAt),
                shipBy,
                holdId,
                recipient.map(SiteRecipient::recipient),
                lines.stream()
                        .map(line -> new OrderLineSnapshot(line.id(), line.sku(), line.quantity(), 0))
                        .toList());
        return backorders.orElse(false) ? order.takingBackorders() : order;
    }

    /** Leaves the recipient out. */
    @Override
    public String toString() {
        return "OwnSiteOrder[" + id + " " + lines + "]";
    }

    /** A line. */
    @Schema(name = "OwnSiteOrderLine")
    public record Line(
            @Schema(description = "Yours, unique within the order.", example = "1")
            String id,

            @Schema(description = "Our SKU's code, or a channel SKU bound to it.", example = "MUG-BLUE")
            String sku,

            @Schema(example = "2") int quantity) {
        public Line {
            Fields.callerId("id", id);
            Fields.text("sku", sku, Fields.MAX_CODE);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }
}
