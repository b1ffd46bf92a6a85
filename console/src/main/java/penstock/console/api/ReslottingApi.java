package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Balance;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Locations.Location;
import penstock.core.engine.Engine;
import penstock.core.ledger.Reslot;
import penstock.core.warehouse.Reslottings;
import penstock.core.warehouse.Reslottings.Proposal;
import penstock.core.warehouse.Reslottings.Shift;
import penstock.core.warehouse.Reslottings.Step;

/** Bringing what is picked often nearer to the packing bench. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/locations/{location}/re-slotting")
@Tag(name = "Warehouse")
public class ReslottingApi {

    private final Reslottings reslottings;
    private final Engine engine;
    private final Entries entries;
    private final Places places;

    public ReslottingApi(Reslottings reslottings, Engine engine, Entries entries, Places places) {
        this.reslottings = reslottings;
        this.engine = engine;
        this.entries = entries;
        this.places = places;
    }

    @GetMapping
    @Operation(
            summary = "Ask what is best brought to another bin",
            description =
                    "By the picks of the last days. Each step brings all of a SKU in a bin to another, or exchanges two; the one"
                            + " that saves most walking first, each counted after those before it. Everything fits after every step."
                            + " Nothing is changed: POST the shifts of what was done.")
    public ProposalAnswer propose(
            @PathVariable long sellerId,
            @PathVariable String location,
            @RequestParam Optional<String> zone,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(defaultValue = "20") int steps) {
        return ProposalAnswer.of(reslottings.propose(
                sellerId,
                entries.location(sellerId, location),
                zone.orElse(""),
                Fields.within("days", days, 1, Reslottings.MAX_DAYS),
                Fields.within("steps", steps, 1, Reslottings.MAX_STEPS)));
    }

    @PostMapping
    @Operation(
            summary = "Report that stacks were brought to other bins",
            description =
                    "All of them or none: as moves, one for each lot. A stack that is not what was proposed any more, or is"
                            + " assigned to orders, is refused as STALE; ask for a new proposal. The id is yours and the same in"
                            + " every repeat: 201 the first time, 200 after it, 409 with other content.")
    public ResponseEntity<ReslottingAnswer> accept(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String location,
            @RequestBody ReslottingReport report) {
        Location place = entries.location(sellerId, location);
        List<Reslot.Shift> shifts = report.shifts().stream()
                .map(shift -> shift(sellerId, place, shift))
                .toList();
        Reslot command = new Reslot(report.id(), place.locationId(), shifts);
        Reply reply = engine.decide(sellerId, new ActedBy(actor, command));
        if (reply.verdict() == Verdict.STALE) {
            throw Refused.field(ProblemType.NOT_POSSIBLE, "", reply.verdict().name(), reply.detail());
        }
        Answers.requireHolds(reply);
        return Answers.of(reply.verdict(), new ReslottingAnswer(report.id(), reply.id(), reply.verdict()));
    }

    private Reslot.Shift shift(long sellerId, Location place, ShiftBody shift) {
        return new Reslot.Shift(
                entries.sku(sellerId, "shifts.sku", shift.sku()).skuId(),
                places.bin(sellerId, "shifts.from", place.code(), shift.from()).getAsLong(),
                places.bin(sellerId, "shifts.to", place.code(), shift.to()).getAsLong(),
                shift.units());
    }

    /** What was brought elsewhere. */
    public record ReslottingReport(
            @Schema(description = "Yours, the same in every repeat.", example = "RESLOT-2026-48-1")
            String id,

            @Schema(description = "Of one step or of several.")
            List<ShiftBody> shifts) {
        public ReslottingReport {
            Fields.callerId("id", id);
            shifts = Fields.list("shifts", shifts, 2 * Reslottings.MAX_STEPS);
            if (shifts.stream()
                            .map(shift -> List.of(shift.sku(), shift.from()))
                            .distinct()
                            .count()
                    < shifts.size()) {
                throw Refused.field("shifts", "shifts names a stack twice; it is brought to one place");
            }
        }
    }

    /** All units of a SKU in a bin, brought to another. */
    public record ShiftBody(
            @Schema(example = "MUG") String sku,
            @Schema(example = "B-07-2") String from,
            @Schema(example = "A-01-1") String to,

            @Schema(description = "All that lie there.", example = "40")
            int units) {
        public ShiftBody {
            Fields.within("units", units, 1, Balance.MAX_UNITS);
            if (from.equals(to)) {
                throw Refused.field("to", "to is where the units lie already; name another bin");
            }
        }

        static ShiftBody of(Shift shift) {
            return new ShiftBody(shift.sku(), shift.from(), shift.to(), shift.units());
        }
    }

    /** One shift, or two that exchange stacks. */
    public record StepAnswer(
            List<ShiftBody> shifts,

            @Schema(description = "Of walking to pick, a month.")
            int savedMetres,

            @Schema(
                    description =
                            "Of walking to do it, once; at most, for how far bins are from each other is not known.")
            int effortMetres,

            @Schema(description = "Saved in the first month, less the effort.")
            int netMetres) {
        static StepAnswer of(Step step) {
            return new StepAnswer(
                    step.shifts().stream().map(ShiftBody::of).toList(),
                    ProductionAnswers.count(step.savedMetres()),
                    ProductionAnswers.count(step.effortMetres()),
                    ProductionAnswers.count(step.savedMetres() - step.effortMetres()));
        }
    }

    /** What is best brought elsewhere. */
    public record ProposalAnswer(
            Instant picksSince,

            @Schema(description = "To the stacks that were looked at as they lie now, a month.")
            int walkedMetres,

            List<StepAnswer> steps) {
        static ProposalAnswer of(Proposal proposal) {
            return new ProposalAnswer(
                    proposal.picksSince(),
                    ProductionAnswers.count(proposal.walkedMetres()),
                    proposal.steps().stream().map(StepAnswer::of).toList());
        }
    }

    /** What became of a report. */
    public record ReslottingAnswer(String id, long moveId, Verdict verdict) {}
}
