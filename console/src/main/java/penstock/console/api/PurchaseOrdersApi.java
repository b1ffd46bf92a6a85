package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.catalogue.Unit;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.money.Money;
import penstock.core.purchasing.NewPurchaseOrder;
import penstock.core.purchasing.PurchaseOrder;
import penstock.core.purchasing.PurchaseOrder.State;
import penstock.core.purchasing.PurchaseOrders;

/** Orders to suppliers. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/purchase-orders")
@Tag(name = "Purchasing")
public class PurchaseOrdersApi {

    private final PurchaseOrders orders;

    public PurchaseOrdersApi(PurchaseOrders orders) {
        this.orders = orders;
    }

    @PostMapping
    @Operation(
            summary = "Write down an order to a supplier",
            description =
                    "It is a draft: nothing is expected before it is ordered. The number is yours and the same in every"
                            + " repeat: 201 the first time, 200 after it, 409 with other content. It goes to a WAREHOUSE.")
    public ResponseEntity<PurchaseOrderAnswer> create(
            @PathVariable long sellerId, @RequestBody PurchaseOrderBody wish) {
        Reply reply = orders.create(sellerId, wish.order());
        return Answers.of(reply.verdict(), get(sellerId, wish.number()));
    }

    @GetMapping
    @Operation(
            summary = "List orders to suppliers",
            description = "The oldest first, of one state if it is given. Ask for the next page with after = next.")
    public PurchaseOrderPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<State> state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<PurchaseOrder> page = Page.cut(
                orders.list(sellerId, state.map(State::name).orElse(""), after, Page.limit(limit) + 1),
                limit,
                order -> Long.toString(order.purchaseId()));
        return new PurchaseOrderPage(page.map(PurchaseOrderAnswer::of), page.next());
    }

    @GetMapping("/{number}")
    @Operation(summary = "Read an order to a supplier")
    public PurchaseOrderAnswer get(@PathVariable long sellerId, @PathVariable String number) {
        return orders.find(sellerId, number)
                .map(PurchaseOrderAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no purchase order of this number"));
    }

    @PostMapping("/{number}/order")
    @Operation(
            summary = "Order it",
            description =
                    "Its units are incoming from now on. Nothing is sent to the supplier. A repeat changes nothing.")
    public PurchaseOrderAnswer order(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String number) {
        orders.order(sellerId, actor, number);
        return get(sellerId, number);
    }

    @PostMapping("/{number}/close")
    @Operation(
            summary = "Give up what has not come",
            description = "It is not incoming any more. A repeat changes nothing.")
    public PurchaseOrderAnswer close(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String number) {
        orders.close(sellerId, actor, number);
        return get(sellerId, number);
    }

    @PostMapping("/{number}/cancel")
    @Operation(
            summary = "Cancel it",
            description = "As long as nothing has come; after that it is closed. A repeat changes nothing.")
    public PurchaseOrderAnswer cancel(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String number) {
        orders.cancel(sellerId, actor, number);
        return get(sellerId, number);
    }

    /** An order to a supplier. */
    public record PurchaseOrderBody(
            @Schema(description = "Yours, the same in every repeat.", example = "PO-2026-0001")
            String number,

            @Schema(example = "ACME") String supplier,
            @Schema(example = "WH1") String location,

            @Schema(description = "ISO 4217.", example = "USD")
            String currency,

            List<PurchaseOrderLine> lines) {
        public PurchaseOrderBody {
            Fields.code("number", number);
            Fields.code("supplier", supplier);
            Fields.code("location", location);
            lines = Fields.list("lines", lines, PurchaseOrder.MAX_LINES);
        }

        NewPurchaseOrder order() {
            Currency of = Amounts.currency("currency", currency);
            return new NewPurchaseOrder(
                    number,
                    supplier,
                    location,
                    of,
                    lines.stream().map(PurchaseOrderLine::line).toList());
        }
    }

    /** What is ordered of a SKU. */
    public record PurchaseOrderLine(
            @Schema(example = "MUG-BLUE") String sku,

            @Schema(description = "A pack of the SKU, CASE for instance; units if left out.")
            Optional<String> pack,

            @Schema(description = "What you take the SKU to be counted in; refused if it is counted otherwise.")
            Optional<Unit> unit,

            @Schema(description = "Packs, or units of the SKU.", example = "12")
            int quantity,

            @Schema(
                    description =
                            "Of one pack, or of one whole unit (a kilogram, not a gram, of what is counted in thousandths"
                                    + " of it), with up to six decimals more than the currency has.",
                    example = "8.00")
            String cost,

            @Schema(example = "2026-03-01") Optional<String> expectedOn) {
        public PurchaseOrderLine {
            Fields.code("sku", sku);
            pack.ifPresent(name -> Fields.code("pack", name));
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
            Amounts.decimal("cost", cost);
            expectedOn.ifPresent(day -> Amounts.day("expectedOn", day));
        }

        NewPurchaseOrder.Line line() {
            return new NewPurchaseOrder.Line(
                    sku, pack, unit, quantity, Amounts.decimal("cost", cost), expectedOn.map(LocalDate::parse));
        }
    }

    /** An order to a supplier as it stands. */
    public record PurchaseOrderAnswer(
            String number,
            String supplier,
            String location,
            String currency,
            State state,
            Instant createdAt,
            Optional<Instant> orderedAt,
            List<PurchaseOrderLineAnswer> lines) {
        static PurchaseOrderAnswer of(PurchaseOrder order) {
            Currency currency = Money.currency(order.currency());
            return new PurchaseOrderAnswer(
                    order.number(),
                    order.supplier(),
                    order.location(),
                    order.currency(),
                    order.state(),
                    order.createdAt(),
                    order.orderedAt(),
                    order.lines().stream()
                            .map(line -> PurchaseOrderLineAnswer.of(line, currency))
                            .toList());
        }
    }

    /** A line as it stands, in units of the SKU. */
    public record PurchaseOrderLineAnswer(
            int line,
            String sku,
            Optional<String> pack,
            Optional<String> expectedOn,
            int ordered,
            @Schema(description = "Of what was ordered.") int received,
            @Schema(description = "Came beyond the order.") int surplus,
            @Schema(description = "Given up.") int cancelled,
            @Schema(description = "May still come.") int open,

            @Schema(description = "Of all units ordered.", example = "96.00")
            String total) {
        static PurchaseOrderLineAnswer of(PurchaseOrder.Line line, Currency currency) {
            return new PurchaseOrderLineAnswer(
                    line.lineNo(),
                    line.sku(),
                    Optional.of(line.pack()).filter(name -> !name.isEmpty()),
                    line.expectedOn().map(LocalDate::toString),
                    line.ordered(),
                    line.received(),
                    line.surplus(),
                    line.cancelled(),
                    line.open(),
                    Amounts.text(line.price().of(line.ordered()), currency));
        }
    }

    /** A page of orders. */
    public record PurchaseOrderPage(List<PurchaseOrderAnswer> orders, Optional<String> next) {}
}
