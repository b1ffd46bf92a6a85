package penstock.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.api.FulfilmentsApi.FulfilmentAnswer;
import penstock.console.api.ParkedApi.RejectionAnswer;
import penstock.console.api.ShipmentsApi.ShipmentAnswer;
import penstock.console.api.ShipmentsApi.ShipmentList;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.inbox.Inbox;
import penstock.core.message.OrderPhase;
import penstock.core.order.Orders;
import penstock.core.order.Orders.LineView;
import penstock.core.order.Orders.OrderView;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.store.Walk;

/** Orders of all channels, to be read; nothing in them is personal. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/orders")
@Tag(name = "Orders")
public class OrdersApi {

    /** Fulfilment orders shown with an order. */
    private static final int MAX_FULFILMENTS = 500;

    private final Orders orders;
    private final Fulfilments fulfilments;
    private final Confirmations confirmations;
    private final Inbox inbox;

    public OrdersApi(Orders orders, Fulfilments fulfilments, Confirmations confirmations, Inbox inbox) {
        this.orders = orders;
        this.fulfilments = fulfilments;
        this.confirmations = confirmations;
        this.inbox = inbox;
    }

    @GetMapping
    @Operation(
            summary = "List orders",
            description =
                    "The newest first; of one account, of one phase, or called so by their channel, if accountId, phase or"
                            + " channelOrderId are given. Ask for the next page with before = next: a page may have few orders or none and"
                            + " still name one, for at most " + Walk.MAX_LOOKED_AT + " are looked at for it.")
    public OrderPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long accountId,
            @RequestParam Optional<String> channelOrderId,
            @RequestParam Optional<OrderPhase> phase,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Page.limit(limit) + 1;
        Page<OrderView> page = Page.cut(
                channelOrderId
                        .map(id -> new Walk<>(called(sellerId, id, accountId, phase, before), Optional.empty()))
                        .orElseGet(() -> orders.list(sellerId, accountId, phase, before, most)),
                limit,
                order -> Long.toString(order.orderId()));
        return new OrderPage(page.map(OrderAnswer::of), page.next());
    }

    /** As many as the seller has accounts, at most. */
    private List<OrderView> called(
            long sellerId, String channelOrderId, long accountId, Optional<OrderPhase> phase, long before) {
        return orders.listByChannelId(sellerId, channelOrderId).stream()
                .filter(order -> accountId == 0 || order.accountId() == accountId)
                .filter(order ->
                        phase.isEmpty() || order.phase().equals(phase.get().name()))
                .filter(order -> order.orderId() < before)
                .toList();
    }

    @GetMapping("/{orderId}")
    @Operation(summary = "Read an order", description = "With its fulfilment orders and shipments.")
    public OrderDetail get(@PathVariable long sellerId, @PathVariable long orderId) {
        OrderView order = require(sellerId, orderId);
        return new OrderDetail(
                OrderAnswer.of(order),
                fulfilments.list(sellerId, "", orderId, 0, MAX_FULFILMENTS).stream()
                        .map(FulfilmentAnswer::of)
                        .toList(),
                shipments(sellerId, orderId).shipments());
    }

    @GetMapping("/{orderId}/shipments")
    @Operation(summary = "List the shipments of an order", description = "With what its channel has been told of each.")
    public ShipmentList listShipments(@PathVariable long sellerId, @PathVariable long orderId) {
        require(sellerId, orderId);
        return shipments(sellerId, orderId);
    }

    private ShipmentList shipments(long sellerId, long orderId) {
        return new ShipmentList(confirmations.list(sellerId, orderId).stream()
                .map(ShipmentAnswer::of)
                .toList());
    }

    @DeleteMapping("/{orderId}/personal-data")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Erase the personal data of an order",
            description =
                    "Destroys the keys of all messages that the order was read from: what they said of a person can never"
                            + " be read again. The order and its stock stay. A repeat does nothing.")
    public void erase(@PathVariable long sellerId, @PathVariable long orderId) {
        require(sellerId, orderId);
        inbox.erase(sellerId, orderId);
    }

    private OrderView require(long sellerId, long orderId) {
        return orders.find(sellerId, orderId).orElseThrow(() -> Refused.notFound("there is no such order"));
    }

    /** An order. */
    public record OrderAnswer(
            long orderId,
            long accountId,

            @Schema(description = "The channel's own id.", example = "250-1234567-1234567")
            String channelOrderId,

            @Schema(description = "Of the channel's snapshot that it was last read from.")
            long revision,

            @Schema(example = "CONFIRMED") String phase,
            Instant placedAt,
            Optional<Instant> shipBy,

            @Schema(description = "Whether a person keeps it from fulfilment.")
            boolean held,

            @Schema(description = "Whether it is served and picked before others.")
            boolean priority,

            List<OrderLineAnswer> lines,

            @Schema(
                    description =
                            "Parts of that snapshot that nobody could understand; replay its message in /parked/messages"
                                    + " once they can be.")
            List<RejectionAnswer> rejections) {
        static OrderAnswer of(OrderView order) {
            return new OrderAnswer(
                    order.orderId(),
                    order.accountId(),
                    order.channelOrderId(),
                    order.revision(),
                    order.phase(),
                    order.placedAt(),
                    order.shipBy(),
                    order.held(),
                    order.priority(),
                    order.lines().stream().map(OrderLineAnswer::of).toList(),
                    order.rejections().stream().map(RejectionAnswer::of).toList());
        }
    }

    /** A line; quantities are units of the SKU. */
    public record OrderLineAnswer(
            int lineNo,
            String channelLineId,
            String channelSku,

            @Schema(description = "Our SKU; absent while the line is parked.")
            Optional<String> sku,

            int ordered,
            int reserved,
            int shipped,
            int backordered,

            @Schema(description = "The day by which all that is backordered was promised.")
            Optional<LocalDate> promisedOn,

            int cancelled,

            @Schema(description = "Left without our stock, by the channel's word.")
            int shippedElsewhere,

            @Schema(description = "Ordered, but neither reserved nor backordered.") @JsonProperty("short")
            int shortUnits,

            @Schema(description = "Units of the SKU in one unit of the channel.")
            int packSize,

            Optional<String> parkedReason) {
        static OrderLineAnswer of(LineView line) {
            return new OrderLineAnswer(
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.skuCode(),
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.promisedOn(),
                    line.cancelled(),
                    line.elsewhere(),
                    line.shortUnits(),
                    line.packSize(),
                    line.parkedReason());
        }
    }

    /** An order with who ships it and what was shipped. */
    public record OrderDetail(OrderAnswer order, List<FulfilmentAnswer> fulfilments, List<ShipmentAnswer> shipments) {}

    /** A page of orders. */
    public record OrderPage(List<OrderAnswer> orders, Optional<String> next) {}
}
