package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
import penstock.core.book.Arrival;
import penstock.core.book.BackorderRule;
import penstock.core.book.BackorderRule.Kind;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.ledger.ExpectStock;
import penstock.core.ledger.Outstanding;
import penstock.core.ledger.Outstanding.Owed;
import penstock.core.ledger.Outstanding.SkuBacklog;
import penstock.core.ledger.Outstanding.SlipView;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.order.ReviewBackorders;
import penstock.core.port.Wake;

/** What is promised of stock that is still to come, and when it comes. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Backorders")
public class BackordersApi {

    private final Outstanding outstanding;
    private final BackorderRules rules;
    private final Locations locations;
    private final Engine engine;
    private final Entries entries;
    private final Wake wake;

    public BackordersApi(
            Outstanding outstanding,
            BackorderRules rules,
            Locations locations,
            Engine engine,
            Entries entries,
            Wake wake) {
        this.outstanding = outstanding;
        this.rules = rules;
        this.locations = locations;
        this.engine = engine;
        this.entries = entries;
        this.wake = wake;
    }

    @GetMapping("/skus/{sku}/backorders")
    @Operation(
            summary = "Read what of a SKU may be promised that is not there",
            description = "With what is on its way and what is owed.")
    public SkuBacklogAnswer get(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return answer(sellerId, found);
    }

    private SkuBacklogAnswer answer(long sellerId, Sku sku) {
        SkuBacklog backlog = outstanding.backlog(sellerId, sku.skuId());
        List<ArrivalAnswer> arrivals = backlog.backlog().arrivals().stream()
                .map(arrival -> ArrivalAnswer.of(arrival, code(sellerId, arrival)))
                .sorted(java.util.Comparator.comparing(ArrivalAnswer::expectedOn)
                        .thenComparing(ArrivalAnswer::location)
                        .thenComparing(ArrivalAnswer::document))
                .toList();
        return new SkuBacklogAnswer(
                sku.code(),
                RuleFields.of(backlog.backlog().rule()),
                backlog.incoming(),
                backlog.backlog().owed(),
                backlog.promisable(),
                arrivals);
    }

    private String code(long sellerId, Arrival arrival) {
        return locations.list(sellerId).stream()
                .filter(location -> location.locationId() == arrival.key().locationId())
                .map(Locations.Location::code)
                .findFirst()
                .orElseThrow();
    }

    @PutMapping("/skus/{sku}/backorders")
    @Operation(
            summary = "Say how much of a SKU may be promised that is not there",
            description =
                    "In place of what was said before; what was promised by that stays promised. Orders that are short of the"
                            + " SKU are promised what the rule allows at once. 409 if the SKU is a kit: its components have rules.")
    public SkuBacklogAnswer put(@PathVariable long sellerId, @PathVariable String sku, @RequestBody RuleFields fields) {
        Sku found = entries.sku(sellerId, sku);
        rules.put(sellerId, found, fields.rule());
        engine.decide(sellerId, new ReviewBackorders(found.skuId()));
        wake.wake(sellerId);
        return answer(sellerId, found);
    }

    @PostMapping("/expected-arrivals")
    @Operation(
            summary = "Say what is on its way",
            description =
                    "How many units of a SKU are to come to a location by a document of yours, and when: in place of what was"
                            + " said of these three before, 0 if none are to come any more. Orders that are short are promised"
                            + " them by the SKU's rule, and promises that will not be kept are noted. When they come, report a"
                            + " stock move ARRIVE. The id is yours and the same in every repeat: 201 CREATED the first time, 200"
                            + " EXISTS after it, 409 with other content.")
    public ResponseEntity<ExpectedAnswer> expect(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @RequestBody Expected expected) {
        Sku sku = entries.sku(sellerId, "sku", expected.sku());
        if (sku.isKit()) {
            throw Refused.field(
                    ProblemType.NOT_POSSIBLE,
                    "sku",
                    Reason.KIT_NOT_POSSIBLE.name(),
                    expected.sku() + " is a kit, which has no stock; name its components");
        }
        long location =
                entries.location(sellerId, "location", expected.location()).locationId();
        ExpectStock command = new ExpectStock(
                expected.id(),
                expected.document(),
                new StockKey(sku.skuId(), location),
                expected.quantity(),
                expected.expectedOn());
        Reply reply = Answers.requireHolds(engine.decide(sellerId, new ActedBy(actor, command)));
        return Answers.of(reply.verdict(), new ExpectedAnswer(expected.id(), reply.id(), reply.verdict()));
    }

    @GetMapping("/backorders")
    @Operation(
            summary = "List what is owed",
            description =
                    "Promises of units that are still to come, in the order in which they were made; of one SKU if sku is"
                            + " given, only those expected later than promised, or nobody knows when, if late is true. Ask for"
                            + " the next page with after = next.")
    public BackorderPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String sku,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Page.limit(limit) + 1;
        Page<Owed> page = Page.cut(
                outstanding.list(sellerId, sku, late, after, most), limit, owed -> Long.toString(owed.backorderId()));
        return new BackorderPage(page.map(BackorderAnswer::of), page.next());
    }

    @GetMapping("/backorder-slips")
    @Operation(
            summary = "List the promises that will not be kept, as it was noticed",
            description =
                    "The oldest first, each once for every day that is expected in its place: for a program that tells buyers."
                            + " Ask for what was noticed since with after = the last slipId.")
    public SlipPage slips(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Page.limit(limit) + 1;
        Page<SlipView> page =
                Page.cut(outstanding.slips(sellerId, after, most), limit, slip -> Long.toString(slip.slipId()));
        return new SlipPage(page.map(SlipAnswer::of), page.next());
    }

    /** How much may be promised that is not there. */
    public record RuleFields(
            @Schema(
                    description =
                            "NONE, BACKORDER, or PREORDER of what is not sold yet: then no day before releaseOn is promised.")
            Kind kind,

            @Schema(description = "Units beyond what is on its way; 0 if left out.", example = "5")
            Optional<Integer> beyond,

            @Schema(
                    description =
                            "Days until units come that no dated arrival covers, 0 to 730; it must be stated where units"
                                    + " beyond are promised.",
                    example = "21")
            Optional<Integer> leadDays,

            @Schema(description = "Of a PREORDER, the day from which it is sold.", example = "2026-12-01")
            Optional<LocalDate> releaseOn) {
        public RuleFields {
            beyond.ifPresent(units -> Fields.within("beyond", units, 0, BackorderRule.MAX_BEYOND));
            leadDays.ifPresent(days -> Fields.within("leadDays", days, 0, BackorderRule.MAX_LEAD_DAYS));
            if ((kind == Kind.PREORDER) != releaseOn.isPresent()) {
                throw Refused.field("releaseOn", "releaseOn is of a PREORDER, which has one; of nothing else");
            }
            if (beyond.orElse(0) > 0 && leadDays.isEmpty()) {
                throw Refused.field(
                        "leadDays", "leadDays is missing; say when units beyond what is on its way would come");
            }
        }

        BackorderRule rule() {
            return new BackorderRule(kind, beyond.orElse(0), leadDays.orElse(0), releaseOn);
        }

        static RuleFields of(BackorderRule rule) {
            return new RuleFields(
                    rule.kind(), Optional.of(rule.beyond()), Optional.of(rule.leadDays()), rule.releaseOn());
        }
    }

    /** What of a SKU may be promised that is not there. */
    public record SkuBacklogAnswer(
            String sku,
            RuleFields rule,

            @Schema(description = "Units on their way, whether or not anybody knows when they come.")
            long incoming,

            @Schema(description = "Units promised and neither there nor given up.")
            long owed,

            @Schema(description = "Units that may still be promised.")
            long promisable,

            List<ArrivalAnswer> arrivals) {}

    /** Units that are to come. */
    public record ArrivalAnswer(String document, String location, int quantity, LocalDate expectedOn) {
        static ArrivalAnswer of(Arrival arrival, String location) {
            return new ArrivalAnswer(arrival.document(), location, arrival.units(), arrival.expectedOn());
        }
    }

    /** Units that are to come by a document. */
    public record Expected(
            @Schema(description = "Yours, the same in every repeat.", example = "EXP-2026-0001")
            String id,

            @Schema(description = "By which they come, a purchase order for instance.", example = "PO-4711")
            String document,

            @Schema(example = "MUG-BLUE") String sku,
            @Schema(example = "WH1") String location,

            @Schema(description = "Units in all by this document, 0 if none are to come any more.", example = "48")
            int quantity,

            @Schema(example = "2026-12-15") LocalDate expectedOn) {
        public Expected {
            Fields.callerId("id", id);
            Fields.callerId("document", document);
            Fields.code("sku", sku);
            Fields.code("location", location);
            Fields.within("quantity", quantity, 0, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What became of it. */
    public record ExpectedAnswer(String id, long moveId, Verdict verdict) {}

    /** A promise of units that are still to come. */
    public record BackorderAnswer(
            long backorderId,
            long orderId,
            long accountId,
            String channelOrderId,
            int lineNo,
            String sku,
            int quantity,
            LocalDate promisedOn,

            @Schema(description = "As things stand; absent if nobody knows.")
            Optional<LocalDate> expectedOn,

            Instant madeAt) {
        static BackorderAnswer of(Owed owed) {
            return new BackorderAnswer(
                    owed.backorderId(),
                    owed.orderId(),
                    owed.accountId(),
                    owed.channelOrderId(),
                    owed.lineNo(),
                    owed.skuCode(),
                    owed.units(),
                    owed.promisedOn(),
                    owed.expectedOn(),
                    owed.madeAt());
        }
    }

    /** A page of what is owed. */
    public record BackorderPage(List<BackorderAnswer> backorders, Optional<String> next) {}

    /** A promise that was noticed not to be kept. */
    public record SlipAnswer(
            long slipId,
            long backorderId,
            long orderId,
            long accountId,
            String channelOrderId,
            String sku,
            LocalDate promisedOn,

            @Schema(description = "Absent if nobody knows.") Optional<LocalDate> expectedOn,

            Instant notedAt) {
        static SlipAnswer of(SlipView slip) {
            return new SlipAnswer(
                    slip.slipId(),
                    slip.backorderId(),
                    slip.orderId(),
                    slip.accountId(),
                    slip.channelOrderId(),
                    slip.skuCode(),
                    slip.promisedOn(),
                    slip.expectedOn(),
                    slip.notedAt());
        }
    }

    /** A page of what was noticed. */
    public record SlipPage(List<SlipAnswer> slips, Optional<String> next) {}
}
