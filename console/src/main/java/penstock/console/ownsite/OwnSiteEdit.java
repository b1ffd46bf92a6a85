package penstock.console.ownsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.console.json.ApiJson;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.message.OrderEdit;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;

/**
 * What the own site wants an order to be from now on. What is left out stays as it is.
 *
 * @param id of the edit, the site's, the same in every repeat
 */
@Schema(description = "What an order is to be from now on; what is left out stays as it is.")
public record OwnSiteEdit(
        @Schema(description = "Of the edit: yours, the same in every repeat.", example = "edit-1")
        String id,

        @Schema(
                description = "The order's revision that you have seen, if the edit is to be made to no other.",
                example = "1")
        Optional<Long> revision,

        @Schema(description = "Lines that become more, fewer or none, and new ones under ids of their own.")
        Optional<List<Line>> lines,

        @Schema(description = "The latest promised dispatch.")
        Optional<Instant> shipBy,

        @Schema(description = "Whether units that are still to come are taken as well.")
        Optional<Boolean> backorders,

        @Schema(description = "Personal data: kept sealed, and never shown.")
        Optional<SiteRecipient> recipient) {

    /** The source of these messages in the inbox. */
    public static final String SOURCE = "api:edit";

    public OwnSiteEdit {
        Fields.callerId("id", id);
        Fields.moment("shipBy", shipBy);
        lines = lines.map(some -> Fields.list("lines", some, OrderSnapshot.MAX_LINES));
        boolean repeats = lines.map(
                        some -> some.stream().map(Line::id).distinct().count() < some.size())
                .orElse(false);
        if (repeats) {
            throw Refused.field("lines", "lines holds an id twice; name each line once");
        }
        if (lines.isEmpty() && shipBy.isEmpty() && recipient.isEmpty()) {
            throw Refused.field("lines", "an edit names lines, shipBy or recipient; this one would change nothing");
        }
    }

    /**
     * Reads an edit.
     *
     * @throws tools.jackson.core.JacksonException if it is not one; the cause is a {@link Refused} when a value is wrong
     * @throws Refused if it is null
     */
    public static OwnSiteEdit parse(byte[] body) {
        OwnSiteEdit edit = ApiJson.mapper().readValue(body, OwnSiteEdit.class);
        if (edit == null) {
            throw Refused.of(ProblemType.MALFORMED_REQUEST, "the body must be an object, not null");
        }
        return edit;
    }

    /** As an edit of that order. */
    public OrderEdit of(String channelOrderId) {
        return new OrderEdit(
                channelOrderId,
                Optional.of(id),
                revision,
                false,
                lines.orElse(List.of()).stream()
                        .map(line -> new OrderEdit.Line(line.id(), line.sku(), line.quantity()))
                        .toList(),
                shipBy,
                recipient.map(SiteRecipient::recipient),
                backorders.orElse(false));
    }

    /** Leaves the recipient out. */
    @Override
    public String toString() {
        return "OwnSiteEdit[" + id + " " + lines + "]";
    }

    /**
     * What an edit's bytes do not say: which order it is of, and who asked for it. It is the message's event id.
     *
     * @param attempt tells each attempt from the others
     */
    public record Filed(String channelOrderId, String editId, Actor by, long attempt) {

        /** As an event id; no caller's id holds a colon. */
        public String eventId() {
            return String.join(":", channelOrderId, editId, by.text(), Long.toString(attempt));
        }

        /** Read from an event id. */
        public static Filed of(String eventId) {
            String[] parts = eventId.split(":", -1);
            Actor by = new Actor(Actor.Kind.valueOf(parts[2]), Long.parseLong(parts[3]));
            return new Filed(parts[0], parts[1], by, Long.parseLong(parts[4]));
        }
    }

    /** A line as it is to be. */
    @Schema(name = "OwnSiteEditLine")
    public record Line(
            @Schema(description = "The line's id, or a new one.", example = "1")
            String id,

            @Schema(description = "Its SKU, as it was ordered.", example = "MUG-BLUE")
            String sku,

            @Schema(
                    description =
                            "Units that are wanted in all, those that have been shipped included; 0 takes the line out.",
                    example = "3")
            int quantity) {
        public Line {
            Fields.callerId("id", id);
            Fields.text("sku", sku, Fields.MAX_CODE);
            Fields.within("quantity", quantity, 0, OrderLineSnapshot.MAX_QUANTITY);
        }
    }
}
