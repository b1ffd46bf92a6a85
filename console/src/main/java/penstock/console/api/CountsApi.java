package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Balance;
import penstock.core.book.Reply;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.warehouse.CountedLines;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Counts.Begun;
import penstock.core.warehouse.Counts.Count;
import penstock.core.warehouse.Counts.Line;
import penstock.core.warehouse.Reasons;
import penstock.core.warehouse.Reasons.Reason;
import penstock.core.warehouse.Tolerance;
import penstock.core.warehouse.Turnover;

/** Counting what is there while orders go on, and why stock is adjusted. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Warehouse")
public class CountsApi {

    private final Counts counts;
    private final CountedLines countedLines;
    private final Reasons reasons;
    private final Entries entries;

    public CountsApi(Counts counts, CountedLines countedLines, Reasons reasons, Entries entries) {
        this.counts = counts;
        this.countedLines = countedLines;
        this.reasons = reasons;
        this.entries = entries;
    }

    @PostMapping("/counts")
    @Operation(
            summary = "Begin a count",
            description =
                    "Of everything at a location that lies in the zone, is of SKUs of the turnover class, or of the SKU. A blind one"
                            + " does not say what is expected. The id is yours and the same in every repeat: 201 the first time,"
                            + " 200 after it, 409 with other content.")
    public ResponseEntity<CountAnswer> begin(@PathVariable long sellerId, @RequestBody NewCount wish) {
        Begun begun = counts.begin(
                sellerId,
                new Counts.Plan(
                        wish.id(),
                        entries.location(sellerId, "location", wish.location()),
                        wish.zone(),
                        wish.turnover(),
                        wish.sku()
                                .map(code -> entries.sku(sellerId, "sku", code))
                                .map(Sku::skuId),
                        wish.blind().orElse(false),
                        wish.tolerance()));
        Answers.requireHolds(Reply.of(begun.verdict(), begun.countId(), begun.detail()));
        return Answers.of(begun.verdict(), CountAnswer.of(get(sellerId, begun.countId())));
    }

    @GetMapping("/counts")
    @Operation(summary = "List counts", description = "The newest first. Ask for the next page with before = next.")
    public CountPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Count> page = Page.cut(
                counts.list(sellerId, before, Page.limit(limit) + 1), limit, count -> Long.toString(count.countId()));
        return new CountPage(page.map(CountAnswer::of), page.next());
    }

    @GetMapping("/counts/{countId}/lines")
    @Operation(
            summary = "List what is to be counted, and what was",
            description = "In the order of the walk. Ask for the next page with after = next.")
    public CountLines lines(
            @PathVariable long sellerId,
            @PathVariable long countId,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "100") int limit) {
        long position = counts.position(sellerId);
        Page<Line> page = Page.cut(
                counts.lines(sellerId, get(sellerId, countId), after, Page.limit(limit) + 1),
                limit,
                line -> Integer.toString(line.lineNo()));
        return new CountLines(position, page.map(CountLineAnswer::of), page.next());
    }

    @PostMapping("/counts/{countId}/lines/{lineNo}")
    @Operation(
            summary = "Say what was counted",
            description =
                    "Compared with what the ledger said at the position at which it was counted: now, unless position says otherwise."
                            + " Within the tolerance the difference is booked at once, whatever moved since; beyond it the line is"
                            + " TO_APPROVE. A repeat changes nothing.")
    public CountLineAnswer counted(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long countId,
            @PathVariable int lineNo,
            @RequestBody Counted counted) {
        Answers.requireHolds(
                countedLines.record(sellerId, actor, countId, lineNo, counted.units(), counted.ledgerPosition()));
        return line(sellerId, countId, lineNo);
    }

    @PostMapping("/counts/{countId}/lines/{lineNo}/judgement")
    @Operation(
            summary = "Book a difference beyond the tolerance, or reject it",
            description =
                    "A loss takes units that are promised to nobody first; beyond those, orders become short and are sourced from"
                            + " elsewhere. A repeat changes nothing.")
    public CountLineAnswer judge(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long countId,
            @PathVariable int lineNo,
            @RequestBody Judgement judgement) {
        Answers.requireHolds(countedLines.judge(sellerId, actor, countId, lineNo, judgement.approved()));
        return line(sellerId, countId, lineNo);
    }

    private Count get(long sellerId, long countId) {
        return counts.find(sellerId, countId).orElseThrow(() -> Refused.notFound("there is no such count"));
    }

    private CountLineAnswer line(long sellerId, long countId, int lineNo) {
        return counts.lines(sellerId, get(sellerId, countId), lineNo - 1, 1).stream()
                .map(CountLineAnswer::of)
                .findFirst()
                .orElseThrow(() -> Refused.notFound("there is no such line"));
    }

    @GetMapping("/adjustment-reasons")
    @Operation(summary = "List why stock may be adjusted", description = "The usual reasons, and your own, by code.")
    public ReasonList reasons(@PathVariable long sellerId) {
        return new ReasonList(reasons.list(sellerId));
    }

    @PutMapping("/adjustment-reasons/{reason}")
    @Operation(
            summary = "Add a reason, or change one",
            description = "One that is not active is not taken any more. 201 when it is new.")
    public ResponseEntity<Reason> putReason(
            @PathVariable long sellerId, @PathVariable String reason, @RequestBody ReasonChange change) {
        Reason wanted = new Reason(reason, change.name(), change.active().orElse(true));
        return Answers.of(reasons.put(sellerId, wanted) == Outcome.CREATED, wanted);
    }

    /** A count to begin. */
    public record NewCount(
            @Schema(description = "Yours, the same in every repeat.", example = "COUNT-2026-48")
            String id,

            @Schema(example = "WH1") String location,
            @Schema(description = "Of bins.", example = "A") Optional<String> zone,

            @Schema(
                    description =
                            "By units shipped in 90 days: A the fastest that make up 80 %, B up to 95 %, C the rest.")
            Optional<Turnover> turnover,

            Optional<String> sku,
            Optional<Boolean> blind,

            @Schema(description = "Units that a line may differ without a person looking; 0 if left out.")
            Optional<Integer> toleranceUnits,

            @Schema(
                    description = "The same in hundredths of a percent of what is expected; the wider counts.",
                    example = "50")
            Optional<Integer> toleranceBasisPoints) {
        public NewCount {
            Fields.callerId("id", id);
        }

        Tolerance tolerance() {
            return new Tolerance(toleranceUnits.orElse(0), toleranceBasisPoints.orElse(0));
        }
    }

    /** What was counted. */
    public record Counted(
            @Schema(description = "Sound units, promised or not.", example = "12")
            int units,

            @Schema(description = "The ledger's at that moment; now if left out.")
            Optional<Long> position) {
        public Counted {
            Fields.within("units", units, 0, Balance.MAX_UNITS);
        }

        OptionalLong ledgerPosition() {
            return position.map(OptionalLong::of).orElse(OptionalLong.empty());
        }
    }

    /** Whether a difference is to be booked. */
    public record Judgement(boolean approved) {}

    /** A reason's name. */
    public record ReasonChange(
            @Schema(example = "Broken", maxLength = Fields.MAX_NAME)
            String name,

            Optional<Boolean> active) {}

    /** A count. */
    public record CountAnswer(
            long countId,
            String location,
            boolean blind,
            int toleranceUnits,
            int toleranceBasisPoints,
            int lines,
            @Schema(description = "Still to be counted.") int open,
            int toApprove,
            Instant createdAt) {
        static CountAnswer of(Count count) {
            return new CountAnswer(
                    count.countId(),
                    count.location(),
                    count.blind(),
                    count.tolerance().units(),
                    count.tolerance().basisPoints(),
                    count.lines(),
                    count.open(),
                    count.toApprove(),
                    count.createdAt());
        }
    }

    /** Units of a SKU in one bin and of one lot, or of a SKU at the location where that is not kept. */
    public record CountLineAnswer(
            int lineNo,
            String sku,
            String bin,
            String lot,
            Counts.State state,
            Optional<Integer> expected,
            Optional<Integer> counted,
            Optional<Integer> difference,

            @Schema(description = "The ledger's, at which it was counted.")
            Optional<Long> position) {
        static CountLineAnswer of(Line line) {
            return new CountLineAnswer(
                    line.lineNo(),
                    line.sku(),
                    line.bin(),
                    line.lot(),
                    line.state(),
                    line.expected(),
                    line.counted(),
                    line.difference(),
                    line.position().isPresent() ? Optional.of(line.position().getAsLong()) : Optional.empty());
        }
    }

    /** A page of counts. */
    public record CountPage(List<CountAnswer> counts, Optional<String> next) {}

    /** A page of lines. */
    public record CountLines(
            @Schema(description = "The ledger's, of this answer: tell it with what is counted from now on.")
            long position,

            List<CountLineAnswer> lines,
            Optional<String> next) {}

    /** All reasons. */
    public record ReasonList(List<Reason> reasons) {}
}
