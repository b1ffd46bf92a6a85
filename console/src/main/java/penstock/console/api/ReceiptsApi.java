package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import penstock.core.message.OrderLineSnapshot;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.Discrepancies;
import penstock.core.purchasing.Discrepancy;
import penstock.core.purchasing.PurchaseOrder;
import penstock.core.purchasing.Receipt;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.Receipts;
import penstock.core.purchasing.Receiving;

/** Deliveries, and what is wrong with them. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Receiving")
public class ReceiptsApi {

    private final Receiving receiving;
    private final Receipts receipts;
    private final ReceiptCosts costs;
    private final Discrepancies discrepancies;

    public ReceiptsApi(Receiving receiving, Receipts receipts, ReceiptCosts costs, Discrepancies discrepancies) {
        this.receiving = receiving;
        this.receipts = receipts;
        this.costs = costs;
        this.discrepancies = discrepancies;
    }

    @PostMapping("/receipts")
    @Operation(
            summary = "Take a delivery in",
            description =
                    "Against an order, an announcement, or blind at a location. What came is booked, whatever was expected:"
                            + " sound units are available, or in quality control where a rule wants them inspected; damaged ones"
                            + " are damaged; what is too much or nobody expects is in quality control. What is wrong is a"
                            + " discrepancy. Of a SKU that is tracked, items name the lot or the serials; a lot that may not be"
                            + " sold is in quality control. What the units cost is posted by the order's prices. The id is"
                            + " yours: 201 the first time, 200 after it, 409 with other content.")
    public ResponseEntity<ReceiptAnswer> receive(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @RequestBody NewReceipt wish) {
        Reply reply = receiving.receive(sellerId, actor, wish.delivery());
        return Answers.of(reply.verdict(), get(sellerId, wish.id()));
    }

    @GetMapping("/receipts")
    @Operation(
            summary = "List deliveries that were taken in",
            description =
                    "The oldest first, those whose cost is DUE, UNKNOWN or POSTED if that is given. Ask for the next page"
                            + " with after = next.")
    public ReceiptPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<Receipt.Cost> cost,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Receipt> page = Page.cut(
                receipts.list(sellerId, cost, after, Page.limit(limit) + 1),
                limit,
                receipt -> Long.toString(receipt.receiptId()));
        return new ReceiptPage(page.map(ReceiptAnswer::of), page.next());
    }

    @GetMapping("/receipts/{receipt}")
    @Operation(summary = "Read a delivery that was taken in")
    public ReceiptAnswer get(@PathVariable long sellerId, @PathVariable String receipt) {
        return receipts.find(sellerId, receipt)
                .map(ReceiptAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no receipt of this id"));
    }

    @PostMapping("/receipts/{receipt}/cost")
    @Operation(
            summary = "Post what a delivery cost, if it is due",
            description =
                    "When what stood in the way is gone: an exchange rate was entered. It is tried again by itself as well, at"
                            + " costNextAt. A repeat changes nothing.")
    public ReceiptAnswer postCost(@PathVariable long sellerId, @PathVariable String receipt) {
        get(sellerId, receipt);
        costs.post(sellerId, receipt);
        return get(sellerId, receipt);
    }

    @GetMapping("/discrepancies")
    @Operation(
            summary = "List what is wrong with deliveries",
            description =
                    "Open ones, or those that have ended; the oldest first. Ask for the next page with after = next.")
    public DiscrepancyPage listDiscrepancies(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "OPEN") DiscrepancyState state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Discrepancy> page = Page.cut(
                discrepancies.list(sellerId, state == DiscrepancyState.OPEN, after, Page.limit(limit) + 1),
                limit,
                one -> Long.toString(one.discrepancyId()));
        return new DiscrepancyPage(page.map(DiscrepancyAnswer::of), page.next());
    }

    @PostMapping("/discrepancies/{discrepancyId}/resolve")
    @Operation(
            summary = "Say how a discrepancy ends",
            description =
                    "ACCEPT: the units are available. KEEP: they stay damaged. SEND_BACK, DISPOSE: they left. AWAIT: what"
                            + " is missing comes later. GIVE_UP: it is not incoming any more. GONE: the units left by another"
                            + " way. endsAs lists what serves. A repeat changes nothing.")
    public ResolvedAnswer resolve(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long discrepancyId,
            @RequestBody DiscrepancyEnd end) {
        Reply reply = discrepancies.resolve(
                sellerId, actor, discrepancyId, end.resolution(), end.note().orElse(""));
        return new ResolvedAnswer(discrepancyId, end.resolution(), reply.verdict());
    }

    /** Whether somebody has said how it ends. */
    public enum DiscrepancyState {
        OPEN,
        RESOLVED
    }

    /** A delivery as it was counted at the door. */
    public record NewReceipt(
            @Schema(description = "Yours, the same in every repeat.", example = "GR-2026-0001")
            String id,

            @Schema(description = "The number of the order that it is received against.", example = "PO-2026-0001")
            Optional<String> order,

            @Schema(description = "Or that of an announcement.")
            Optional<String> announcement,

            @Schema(description = "Or, of a blind receipt, where it came to.")
            Optional<String> location,

            @Schema(description = "Of a blind receipt: whose it is, if that is known.")
            Optional<String> supplier,

            @Schema(
                    description =
                            "Nothing more of the delivery comes: what is missing is a discrepancy. False if left out.")
            Optional<Boolean> complete,

            List<ReceivedItem> items) {
        public NewReceipt {
            Fields.callerId("id", id);
            order.ifPresent(number -> Fields.code("order", number));
            announcement.ifPresent(number -> Fields.code("announcement", number));
            location.ifPresent(code -> Fields.code("location", code));
            supplier.ifPresent(code -> Fields.code("supplier", code));
            if (Stream.of(order, announcement, location)
                            .filter(Optional::isPresent)
                            .count()
                    != 1) {
                throw Refused.field(
                        "order", "name one of order, announcement and location, against which it is received");
            }
            if (supplier.isPresent() && location.isEmpty()) {
                throw Refused.field("supplier", "supplier is of a blind receipt; an order knows whose it is");
            }
            items = Fields.list("items", items, PurchaseOrder.MAX_LINES);
        }

        Delivery delivery() {
            return new Delivery(
                    id,
                    source(),
                    complete.orElse(false),
                    items.stream().map(ReceivedItem::item).toList());
        }

        private Delivery.Source source() {
            return order.<Delivery.Source>map(Delivery.OfOrder::new)
                    .or(() -> announcement.map(Delivery.OfAnnouncement::new))
                    .orElseGet(() -> new Delivery.Blind(location.orElseThrow(), supplier));
        }
    }

    /** Units of a SKU, or of something that is none of ours. */
    public record ReceivedItem(
            @Schema(example = "MUG-BLUE") Optional<String> sku,

            @Schema(
                    description = "What it is, if it is no SKU of ours; it enters no stock.",
                    maxLength = Fields.MAX_NAME)
            Optional<String> description,

            @Schema(description = "Units that look as they should; 0 if left out.", example = "12")
            Optional<Integer> sound,

            @Schema(description = "Units that are visibly damaged; 0 if left out.")
            Optional<Integer> damaged,

            @Schema(description = WhichUnits.BIN, example = "A-01-1")
            Optional<String> bin,

            @Schema(description = WhichUnits.LOT + " Several lots of a SKU are several items.", example = "L2026-11")
            Optional<String> lot,

            @Schema(description = "Of a new lot: the day it was made.", example = "2026-11-02")
            Optional<String> manufacturedOn,

            @Schema(
                    description =
                            "Of a new lot: the last day on which it may be used; by the SKU's shelf life if left out.",
                    example = "2027-11-02")
            Optional<String> expiresOn,

            @Schema(description = WhichUnits.SERIALS + " Damaged pieces are an item of their own.")
            Optional<List<String>> serials) {
        public ReceivedItem {
            sku.ifPresent(code -> Fields.code("sku", code));
            sound.ifPresent(units -> Fields.within("sound", units, 0, OrderLineSnapshot.MAX_QUANTITY));
            damaged.ifPresent(units -> Fields.within("damaged", units, 0, OrderLineSnapshot.MAX_QUANTITY));
            if (lot.isEmpty() && (manufacturedOn.isPresent() || expiresOn.isPresent())) {
                throw Refused.field("lot", "lot is missing: manufacturedOn and expiresOn are a lot's");
            }
        }

        Delivery.Item item() {
            return new Delivery.Item(
                    sku,
                    description.orElse(""),
                    sound.orElse(0),
                    damaged.orElse(0),
                    WhichUnits.named(bin, lot, manufacturedOn, expiresOn, serials));
        }
    }

    /** A delivery that was taken in. */
    public record ReceiptAnswer(
            String id,
            String location,
            Optional<String> supplier,
            Optional<String> order,
            Optional<String> announcement,
            boolean complete,
            Instant recordedAt,

            @Schema(description = "UNKNOWN: nobody ordered them; post a cost document. DUE: something is in the way.")
            Receipt.Cost cost,

            Optional<String> costProblem,

            @Schema(description = "When it is tried again to post it, as long as it is DUE.")
            Optional<Instant> costNextAt,

            List<ReceiptLineAnswer> lines) {
        static ReceiptAnswer of(Receipt receipt) {
            return new ReceiptAnswer(
                    receipt.id(),
                    receipt.location(),
                    receipt.supplier(),
                    receipt.order(),
                    receipt.announcement(),
                    receipt.complete(),
                    receipt.recordedAt(),
                    receipt.cost(),
                    Optional.of(receipt.costProblem()).filter(problem -> !problem.isEmpty()),
                    receipt.costNextAt(),
                    receipt.lines().stream().map(ReceiptLineAnswer::of).toList());
        }
    }

    /** What came of a line of an order, or without one. */
    public record ReceiptLineAnswer(
            @Schema(description = "The cause of its postings.")
            long itemId,

            Optional<String> sku,
            Optional<String> description,
            Optional<String> order,
            Optional<Integer> orderLine,
            int expected,
            int sound,
            int damaged,

            @Schema(description = "Of the sound ones, those beyond what is tolerated.")
            int surplus,

            Optional<String> bin,
            Optional<String> lot,
            List<String> serials) {
        static ReceiptLineAnswer of(Receipt.Line line) {
            return new ReceiptLineAnswer(
                    line.itemId(),
                    line.sku(),
                    Optional.of(line.description()).filter(text -> !text.isEmpty()),
                    line.order(),
                    line.orderLine(),
                    line.expected(),
                    line.sound(),
                    line.damaged(),
                    line.surplus(),
                    line.bin(),
                    line.lot(),
                    line.serialNos());
        }
    }

    /** A page of deliveries. */
    public record ReceiptPage(List<ReceiptAnswer> receipts, Optional<String> next) {}

    /** How a discrepancy ends. */
    public record DiscrepancyEnd(
            Discrepancy.Resolution resolution,

            @Schema(example = "agreed by phone", maxLength = Fields.MAX_NAME)
            Optional<String> note) {
        public DiscrepancyEnd {
            Fields.text("note", note, Fields.MAX_NAME);
        }
    }

    /** That it has ended. */
    public record ResolvedAnswer(long discrepancyId, Discrepancy.Resolution resolution, Reply.Verdict verdict) {}

    /** Something that is wrong with a delivery. */
    public record DiscrepancyAnswer(
            long discrepancyId,
            String receipt,
            Discrepancy.Kind kind,
            Optional<String> sku,
            Optional<String> order,
            Optional<Integer> orderLine,
            int units,

            @Schema(description = "What serves to resolve it.")
            List<Discrepancy.Resolution> endsAs,

            Optional<Discrepancy.Resolution> resolution,
            Optional<String> note,
            Optional<Instant> resolvedAt) {
        static DiscrepancyAnswer of(Discrepancy one) {
            return new DiscrepancyAnswer(
                    one.discrepancyId(),
                    one.receipt(),
                    one.kind(),
                    one.sku(),
                    one.order(),
                    one.orderLine(),
                    one.units(),
                    one.kind().ends(),
                    one.resolution(),
                    Optional.of(one.note()).filter(text -> !text.isEmpty()),
                    one.resolvedAt());
        }
    }

    /** A page of discrepancies. */
    public record DiscrepancyPage(List<DiscrepancyAnswer> discrepancies, Optional<String> next) {}
}
