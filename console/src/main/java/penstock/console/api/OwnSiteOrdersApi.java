package penstock.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.book.Reply.LineState;
import penstock.core.book.Reply.Verdict;
import penstock.core.identity.Ids;
import penstock.core.message.RawMessage;
import penstock.core.order.ApplyOrder;
import penstock.core.order.Orders.LineView;
import penstock.core.order.Orders.OrderView;

/** What a buyer on the seller's own site waits for: I buy it. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/accounts/{accountId}")
@Tag(name = "Own site")
public class OwnSiteOrdersApi {

    private final SiteOrders orders;
    private final Entries entries;
    private final Ids ids;
    private final Clock clock;

    public OwnSiteOrdersApi(SiteOrders orders, Entries entries, Ids ids, Clock clock) {
        this.orders = orders;
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Place an order",
            description =
                    "All lines are reserved, or with backorders promised for a day out of what is still to come, or the order is"
                            + " refused as a whole. The id is yours and the same in every"
                            + " repeat: 201 the first time, 200 after it, 409 with other lines, latest dispatch or recipient, 422 if"
                            + " there is not enough or the hold has run out and there is not enough without it. After a 503 or no"
                            + " answer nobody knows: repeat it, or cancel it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OwnSiteOrder.class))))
    public ResponseEntity<PlacedOrder> order(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody byte[] body) {
        OwnSiteOrder order = OwnSiteOrder.parse(body);
        entries.requireOwnSite(sellerId, accountId);
        Instant now = clock.instant();
        String eventId = order.id() + ":" + OwnSiteOrder.FIRST_REVISION + ":" + ids.next();
        long inboxId = orders.store(sellerId, accountId, new RawMessage(OwnSiteOrder.SOURCE, eventId, body, now));
        ApplyOrder placing = orders.placing(sellerId, accountId, order.snapshot(now), inboxId);
        Reply reply = orders.decide(sellerId, inboxId, placing, Verdict.CREATED);
        if (reply.verdict() == Verdict.NOT_FOUND) {
            throw Refused.field(ProblemType.UNKNOWN_REFERENCE, "holdId", "there is no such hold; order without it");
        }
        Answers.requireHolds(reply);
        return Answers.of(reply.verdict(), PlacedOrder.of(order.id(), reply));
    }

    @GetMapping("/orders/{channelOrderId}")
    @Operation(summary = "Read an order", description = "By your own id, as it stands.")
    public PlacedOrderState getOrder(
            @PathVariable long sellerId, @PathVariable long accountId, @PathVariable String channelOrderId) {
        entries.requireOwnSite(sellerId, accountId);
        return PlacedOrderState.of(orders.get(sellerId, accountId, channelOrderId));
    }

    /** An order of the own site as it stands. */
    public record PlacedOrderState(
            String id,
            long orderId,

            @Schema(description = "Raised by every edit and cancel.", example = "1")
            long revision,

            @Schema(example = "CONFIRMED") String phase,
            Instant placedAt,
            List<PlacedLine> lines) {
        static PlacedOrderState of(OrderView order) {
            return new PlacedOrderState(
                    order.channelOrderId(),
                    order.orderId(),
                    order.revision(),
                    order.phase(),
                    order.placedAt(),
                    order.lines().stream().map(PlacedLine::of).toList());
        }
    }

    /** What became of the wish to place, edit or cancel an order, and the order as it stands. */
    public record PlacedOrder(String id, long orderId, Verdict verdict, List<PlacedLine> lines) {
        static PlacedOrder of(String id, Reply reply) {
            return new PlacedOrder(
                    id,
                    reply.id(),
                    reply.verdict(),
                    reply.lines().stream().map(PlacedLine::of).toList());
        }

        static PlacedOrder of(String id, OrderView order, Verdict verdict) {
            return new PlacedOrder(
                    id,
                    order.orderId(),
                    verdict,
                    order.lines().stream().map(PlacedLine::of).toList());
        }
    }

    /** A line; quantities are units of the SKU. */
    public record PlacedLine(
            int lineNo,
            String id,
            String sku,
            int ordered,
            int reserved,
            int shipped,

            @Schema(description = "Promised out of what is still to come.")
            int backordered,

            @Schema(description = "The day by which all that is backordered was promised.")
            Optional<LocalDate> promisedOn,

            int cancelled,

            @Schema(description = "Ordered, but no longer there: stock was lost since.") @JsonProperty("short")
            int shortUnits) {
        static PlacedLine of(LineState line) {
            return new PlacedLine(
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.promisedOn(),
                    line.cancelled(),
                    line.shortUnits());
        }

        static PlacedLine of(LineView line) {
            return new PlacedLine(
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.promisedOn(),
                    line.cancelled(),
                    line.shortUnits());
        }
    }
}
