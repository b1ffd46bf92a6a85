package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;
import penstock.core.port.Recipients;
import penstock.core.port.Wake;
import penstock.core.shipping.AdvanceFulfilment;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Fulfilments.Fulfilment;
import penstock.core.shipping.ShipParcel;
import penstock.core.store.Walk;

/** What each location is told to ship, and the seller's own warehouse at work. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/fulfilments")
@Tag(name = "Fulfilment")
public class FulfilmentsApi {

    private final Fulfilments fulfilments;
    private final Recipients recipients;
    private final Engine engine;
    private final Clock clock;
    private final Wake wake;

    public FulfilmentsApi(Fulfilments fulfilments, Recipients recipients, Engine engine, Clock clock, Wake wake) {
        this.fulfilments = fulfilments;
        this.recipients = recipients;
        this.engine = engine;
        this.clock = clock;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "List fulfilment orders",
            description =
                    "The oldest first; of one state, or those whose recipient was changed after they were packed or a provider was"
                            + " told another (recipientChanged=true: pack it anew, have the provider told, or ask the parcel back), or those of orders that"
                            + " are picked before others (priority=true), if they are given. Ask"
                            + " for the next page with after = next: a page may have few or none and still name one, for at most "
                            + Walk.MAX_LOOKED_AT + " are looked at for it.")
    public FulfilmentPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<State> state,
            @RequestParam Optional<Boolean> recipientChanged,
            @RequestParam Optional<Boolean> priority,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Fulfilment> page = Page.cut(
                fulfilments.walk(sellerId, state, recipientChanged, priority, after, Page.limit(limit) + 1),
                limit,
                fulfilment -> Long.toString(fulfilment.fulfilmentId()));
        return new FulfilmentPage(page.map(FulfilmentAnswer::of), page.next());
    }

    @GetMapping("/{fulfilmentId}")
    @Operation(summary = "Read a fulfilment order")
    public FulfilmentAnswer get(@PathVariable long sellerId, @PathVariable long fulfilmentId) {
        return fulfilments
                .find(sellerId, fulfilmentId)
                .map(FulfilmentAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no such fulfilment order"));
    }

    @GetMapping("/{fulfilmentId}/recipient")
    @Operation(
            summary = "Read whom it goes to",
            description =
                    "For the label and the packing slip: personal data, opened from the sealed message and not to be kept longer"
                            + " than it is needed. 404 where the channel names nobody to us, or the person has been erased.")
    public RecipientAnswer recipient(@PathVariable long sellerId, @PathVariable long fulfilmentId) {
        Fulfilment fulfilment = fulfilments
                .find(sellerId, fulfilmentId)
                .orElseThrow(() -> Refused.notFound("there is no such fulfilment order"));
        return recipients
                .find(sellerId, fulfilment.orderId())
                .map(RecipientAnswer::of)
                .orElseThrow(() -> Refused.notFound("nobody is named as its recipient, or the person has been erased"));
    }

    @PostMapping("/{fulfilmentId}/pick")
    @Operation(summary = "Note that the warehouse has picked it", description = "A repeat changes nothing.")
    public FulfilmentAnswer pick(@PathVariable long sellerId, @PathVariable long fulfilmentId) {
        return advance(sellerId, fulfilmentId, State.PICKED);
    }

    @PostMapping("/{fulfilmentId}/pack")
    @Operation(
            summary = "Note that the warehouse has packed it",
            description = "May come without picking before it. A repeat changes nothing.")
    public FulfilmentAnswer pack(@PathVariable long sellerId, @PathVariable long fulfilmentId) {
        return advance(sellerId, fulfilmentId, State.PACKED);
    }

    private FulfilmentAnswer advance(long sellerId, long fulfilmentId, State to) {
        Answers.requireHolds(engine.decide(sellerId, new AdvanceFulfilment(fulfilmentId, to)));
        return get(sellerId, fulfilmentId);
    }

    @PostMapping("/{fulfilmentId}/ship")
    @Operation(
            summary = "Hand a parcel to the carrier",
            description =
                    "The units leave the stock, and the channel is told once. The parcelId is yours and the same in every"
                            + " repeat: 201 the first time, 200 after it, 409 with other content. Without lines it holds everything"
                            + " that is still open.")
    public ResponseEntity<ShippedAnswer> ship(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long fulfilmentId,
            @RequestBody NewParcel parcel) {
        ShipParcel command = new ShipParcel(
                fulfilmentId,
                parcel.parcelId(),
                parcel.carrier(),
                parcel.trackingNumber(),
                parcel.shippedAt().orElseGet(clock::instant),
                parcel.units());
        Reply reply = Answers.requireHolds(engine.decide(sellerId, new ActedBy(actor, command)));
        wake.wake(sellerId);
        return Answers.of(reply.verdict(), new ShippedAnswer(parcel.parcelId(), reply.id(), reply.verdict()));
    }

    /** A parcel that leaves. */
    public record NewParcel(
            @Schema(description = "Yours, the same in every repeat.", example = "BOX-1")
            String parcelId,

            @Schema(example = "DHL", maxLength = Fields.MAX_CODE)
            String carrier,

            @Schema(example = "00340434161094042557", maxLength = Fields.MAX_CODE)
            String trackingNumber,

            @Schema(description = "Now if left out.") Optional<Instant> shippedAt,

            @Schema(description = "Everything that is open if left out.")
            Optional<List<ParcelLine>> lines) {
        public NewParcel {
            Fields.callerId("parcelId", parcelId);
            Fields.text("carrier", carrier, Fields.MAX_CODE);
            Fields.text("trackingNumber", trackingNumber, Fields.MAX_CODE);
            Fields.moment("shippedAt", shippedAt);
            lines = lines.map(some -> Fields.list("lines", some, OrderSnapshot.MAX_LINES));
            if (lines.map(NewParcel::repeats).orElse(false)) {
                throw Refused.field("lines", "lines names a lineNo twice; add its quantities up");
            }
        }

        private static boolean repeats(List<ParcelLine> lines) {
            return lines.stream().map(ParcelLine::lineNo).distinct().count() < lines.size();
        }

        Map<Integer, Integer> units() {
            Map<Integer, Integer> units = new TreeMap<>();
            lines.orElse(List.of()).forEach(line -> units.put(line.lineNo(), line.quantity()));
            return units;
        }
    }

    /** Units of a line of the fulfilment order. */
    public record ParcelLine(
            @Schema(description = "Of the fulfilment order.", example = "1")
            int lineNo,

            @Schema(example = "2") int quantity) {
        public ParcelLine {
            Fields.within("lineNo", lineNo, 1, Integer.MAX_VALUE);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What became of a parcel. */
    public record ShippedAnswer(String parcelId, long shipmentId, Verdict verdict) {}

    /** What one location is told to ship of one order. */
    public record FulfilmentAnswer(
            long fulfilmentId,
            long orderId,
            String channelOrderId,
            String location,

            @Schema(description = "Who ships it; absent for the seller.")
            Optional<Long> providerAccountId,

            @Schema(example = "OPEN") String state,
            Optional<String> providerOrderId,
            Optional<String> providerStatus,
            Optional<String> refusedReason,

            @Schema(
                    description =
                            "Whether another recipient has been named since it was packed or the provider was told one: pack"
                                    + " it anew, or ask the provider to change it, or cancel.")
            boolean recipientChanged,

            @Schema(description = "Whether its order is picked before others.")
            boolean priority,

            Instant createdAt,
            List<FulfilmentLineAnswer> lines) {
        static FulfilmentAnswer of(Fulfilment fulfilment) {
            return new FulfilmentAnswer(
                    fulfilment.fulfilmentId(),
                    fulfilment.orderId(),
                    fulfilment.channelOrderId(),
                    fulfilment.locationCode(),
                    fulfilment.providerAccountId(),
                    fulfilment.state(),
                    fulfilment.providerOrderId(),
                    fulfilment.providerStatus(),
                    fulfilment.refusedReason(),
                    fulfilment.recipientChanged(),
                    fulfilment.priority(),
                    fulfilment.createdAt(),
                    fulfilment.lines().stream().map(FulfilmentLineAnswer::of).toList());
        }
    }

    /** Units of a SKU to be shipped. */
    public record FulfilmentLineAnswer(
            int lineNo, int orderLineNo, String sku, int quantity, int shipped, int cancelled) {
        static FulfilmentLineAnswer of(Fulfilments.Line line) {
            return new FulfilmentLineAnswer(
                    line.lineNo(),
                    line.orderLineNo(),
                    line.skuCode(),
                    line.quantity(),
                    line.shipped(),
                    line.cancelled());
        }
    }

    /** A page of fulfilment orders. */
    public record FulfilmentPage(List<FulfilmentAnswer> fulfilments, Optional<String> next) {}
}
