package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.order.OrderEdits;
import penstock.core.order.OrderEdits.EditView;
import penstock.core.order.OrderEdits.LineView;
import penstock.core.order.Orders;

/** What became of an order after it was placed. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/orders/{orderId}/edits")
@Tag(name = "Orders")
public class OrderEditsApi {

    private final Orders orders;
    private final OrderEdits edits;

    public OrderEditsApi(Orders orders, OrderEdits edits) {
        this.orders = orders;
        this.edits = edits;
    }

    @GetMapping
    @Operation(
            summary = "List the edits of an order",
            description =
                    "The latest first: of the own site, with whose key asked, and of a channel's newer snapshots; the lines that"
                            + " became more or fewer, before and after, and whether another recipient was named. Nothing in it is"
                            + " personal. Ask for the next page with before = next.")
    public EditPage list(
            @PathVariable long sellerId,
            @PathVariable long orderId,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        if (orders.find(sellerId, orderId).isEmpty()) {
            throw Refused.notFound("there is no such order");
        }
        Page<EditView> page = Page.cut(
                edits.list(sellerId, orderId, before, Page.limit(limit) + 1),
                limit,
                edit -> Long.toString(edit.editId()));
        return new EditPage(page.map(EditAnswer::of), page.next());
    }

    /** An edit. */
    public record EditAnswer(
            long editId,

            @Schema(description = "The own site's id of it.", example = "edit-1")
            Optional<String> id,

            @Schema(description = "The key, the installation's operator, or the account's channel.", example = "KEY:7")
            String editedBy,

            Instant editedAt,

            @Schema(description = "Of the order after it.") long revision,

            @Schema(description = "Whether another recipient was named.")
            boolean recipientChanged,

            List<EditedLine> lines) {
        static EditAnswer of(EditView edit) {
            return new EditAnswer(
                    edit.editId(),
                    edit.callerId(),
                    edit.editedBy(),
                    edit.editedAt(),
                    edit.revision(),
                    edit.goesElsewhere(),
                    edit.lines().stream().map(EditedLine::of).toList());
        }
    }

    /** A line that became more or fewer; units of the channel, those that have been shipped included. */
    public record EditedLine(
            @Schema(description = "The channel's id of the line.", example = "1")
            String id,

            @Schema(description = "As the channel calls it.", example = "MUG-BLUE")
            String sku,

            int before,
            int after) {
        static EditedLine of(LineView line) {
            return new EditedLine(line.channelLineId(), line.channelSku(), line.before(), line.after());
        }
    }

    /** A page of an order's edits. */
    public record EditPage(List<EditAnswer> edits, Optional<String> next) {}
}
