package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.shipping.AssignPicks;
import penstock.core.shipping.ConfirmPick;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Fulfilments.Fulfilment;
import penstock.core.warehouse.PutAways;
import penstock.core.warehouse.PutAways.Proposal;
import penstock.core.warehouse.StockDetails;
import penstock.core.warehouse.StockDetails.After;
import penstock.core.warehouse.StockDetails.DetailView;
import penstock.core.warehouse.StockDetails.Pick;

/** What lies where in a warehouse, and bringing it to the packing bench. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Warehouse")
public class PickingApi {

    /** Codes hold no slash, so that it can stand between them. */
    private static final String SEPARATOR = "/";

    private final StockDetails details;
    private final PutAways putAways;
    private final Fulfilments fulfilments;
    private final Engine engine;
    private final Entries entries;
    private final Places places;

    public PickingApi(
            StockDetails details,
            PutAways putAways,
            Fulfilments fulfilments,
            Engine engine,
            Entries entries,
            Places places) {
        this.details = details;
        this.putAways = putAways;
        this.fulfilments = fulfilments;
        this.engine = engine;
        this.entries = entries;
        this.places = places;
    }

    @GetMapping("/stock-details")
    @Operation(
            summary = "List what lies in which bin and of which lot",
            description =
                    "Where that is kept: by SKU, location, bin and lot; of one SKU, location or bin if it is given. Allocated"
                            + " units are to be picked for fulfilment orders. Ask for the next page with after = next.")
    public DetailPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<String> sku,
            @RequestParam Optional<String> location,
            @RequestParam Optional<String> bin,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        List<DetailView> rows = details.list(
                sellerId,
                sku.map(code -> entries.sku(sellerId, code).code()).orElse(""),
                location.map(code -> entries.location(sellerId, code).code()).orElse(""),
                bin.orElse(""),
                after(after),
                Page.limit(limit) + 1);
        Page<DetailView> page = Page.cut(rows, limit, PickingApi::next);
        return new DetailPage(page.rows(), page.next());
    }

    private static String next(DetailView last) {
        return String.join(SEPARATOR, last.sku(), last.location(), last.bin(), last.lot(), last.state());
    }

    private static After after(String next) {
        if (next.isEmpty()) {
            return After.NOTHING;
        }
        String[] parts = next.split(SEPARATOR, -1);
        if (parts.length != 5) {
            throw Refused.field(
                    "after", "after is what the page before named as next; leave it out for the first page");
        }
        return new After(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    @GetMapping("/locations/{location}/put-away")
    @Operation(
            summary = "Ask where units are best put",
            description =
                    "Fast movers nearest to the packing bench, slow ones farthest, as far as there is room; a bin that has some of"
                            + " the SKU, and of the lot, comes first. Nothing is changed: report a MOVE when it is done.")
    public Proposal putAway(
            @PathVariable long sellerId,
            @PathVariable String location,
            @RequestParam String sku,
            @RequestParam Optional<String> lot,
            @RequestParam int units) {
        Sku of = entries.sku(sellerId, sku);
        Optional<Long> lotId =
                lot.map(code -> places.lot(sellerId, "lot", of, code).getAsLong());
        return putAways.propose(
                sellerId,
                entries.location(sellerId, location),
                of,
                lotId,
                Fields.within("units", units, 1, OrderLineSnapshot.MAX_QUANTITY));
    }

    @GetMapping("/locations/{location}/pick-list")
    @Operation(
            summary = "Get what is to be picked, in the order of the walk",
            description =
                    "Of one fulfilment order, or of the oldest that are open, so many of them. Bins and lots are assigned when an"
                            + " order is released, by the SKU's picking rule; unassigned units are promised, but lie in no bin"
                            + " that is picked from, or only lots are left that may not be sold.")
    public PickList picks(
            @PathVariable long sellerId,
            @PathVariable String location,
            @RequestParam Optional<Long> fulfilmentId,
            @RequestParam(defaultValue = "100") int limit) {
        return new PickList(details.picks(
                sellerId,
                entries.location(sellerId, location).code(),
                fulfilmentId.map(List::of).orElse(List.of()),
                Page.limit(limit)));
    }

    @PostMapping("/fulfilments/{fulfilmentId}/picks")
    @Operation(
            summary = "Confirm that units were picked",
            description =
                    "Where they were assigned, or from another bin or lot: then the others are given back. The units lie in the"
                            + " PACKING bin from then on. The fulfilment order is PICKED with the last of them. The id is yours and"
                            + " the same in every repeat: 201 the first time, 200 after it, 409 with other content.")
    public ResponseEntity<PickAnswer> pick(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long fulfilmentId,
            @RequestBody PickReport pick) {
        Fulfilment fulfilment = fulfilments
                .find(sellerId, fulfilmentId)
                .orElseThrow(() -> Refused.notFound("there is no such fulfilment order"));
        Sku sku = fulfilment.lines().stream()
                .filter(line -> line.lineNo() == pick.lineNo())
                .findFirst()
                .map(line -> entries.sku(sellerId, line.skuCode()))
                .orElseThrow(() -> Refused.field(
                        ProblemType.UNKNOWN_REFERENCE, "lineNo", "the fulfilment order has no line " + pick.lineNo()));
        OptionalLong bin = pick.bin()
                .map(code -> places.bin(sellerId, "bin", fulfilment.locationCode(), code))
                .orElse(OptionalLong.empty());
        OptionalLong lot =
                pick.lot().map(code -> places.lot(sellerId, "lot", sku, code)).orElse(OptionalLong.empty());
        ConfirmPick command = new ConfirmPick(
                pick.id(),
                fulfilmentId,
                pick.lineNo(),
                Places.spot(bin, lot),
                pick.quantity(),
                pick.serials().orElse(List.of()));
        Reply reply = Answers.requireHolds(engine.decide(sellerId, new ActedBy(actor, command)));
        return Answers.of(reply.verdict(), new PickAnswer(pick.id(), reply.id(), reply.verdict()));
    }

    @PostMapping("/fulfilments/{fulfilmentId}/assign")
    @Operation(
            summary = "Assign bins and lots to what has none",
            description =
                    "When an order was released nothing was there that might be picked, or the location kept no bins yet. Answers"
                            + " what is to be picked for it now. A repeat changes nothing.")
    public PickList assign(@PathVariable long sellerId, @PathVariable long fulfilmentId) {
        Answers.requireHolds(engine.decide(sellerId, new AssignPicks(fulfilmentId)));
        String location = fulfilments.find(sellerId, fulfilmentId).orElseThrow().locationCode();
        return new PickList(details.picks(sellerId, location, List.of(fulfilmentId), 1));
    }

    /** Units that were brought to the bench. */
    public record PickReport(
            @Schema(description = "Yours, the same in every repeat, among all stock moves.", example = "PICK-77-1")
            String id,

            @Schema(description = "Of the fulfilment order.", example = "1")
            int lineNo,

            @Schema(description = "Units.", example = "2") int quantity,

            @Schema(description = "Where they were taken from; from no bin if left out.")
            Optional<String> bin,

            Optional<String> lot,

            @Schema(description = "Required of a SKU that is tracked by serial: as many as units.")
            Optional<List<String>> serials) {
        public PickReport {
            Fields.callerId("id", id);
            Fields.within("lineNo", lineNo, 1, Integer.MAX_VALUE);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
            serials = serials.map(some -> Fields.list("serials", some, StockApi.MAX_SERIALS));
        }
    }

    /** What became of a pick. */
    public record PickAnswer(String id, long moveId, Verdict verdict) {}

    /** What is to be picked. */
    public record PickList(List<Pick> picks) {}

    /** A page of what lies where. */
    public record DetailPage(List<DetailView> details, Optional<String> next) {}
}
