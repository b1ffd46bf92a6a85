package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.money.Money;
import penstock.core.production.ProductionViews;
import penstock.core.production.Routings;
import penstock.core.production.Routings.Step;
import penstock.core.production.StandardCost;
import penstock.core.production.WorkCentres;
import penstock.core.production.WorkCentres.WorkCentre;
import penstock.core.valuation.ValuationReports;

/** Where things are made, through which stages they go, and what making them should cost. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Production")
public class WorkCentresApi {

    private final WorkCentres workCentres;
    private final Routings routings;
    private final ProductionViews views;
    private final ValuationReports valuation;
    private final Entries entries;

    public WorkCentresApi(
            WorkCentres workCentres,
            Routings routings,
            ProductionViews views,
            ValuationReports valuation,
            Entries entries) {
        this.workCentres = workCentres;
        this.routings = routings;
        this.views = views;
        this.valuation = valuation;
        this.entries = entries;
    }

    private Currency own(long sellerId) {
        return Money.currency(valuation.reached(sellerId).currency());
    }

    @GetMapping("/work-centres")
    @Operation(summary = "List the work centres", description = "By code.")
    public WorkCentreList list(@PathVariable long sellerId) {
        Currency own = own(sellerId);
        return new WorkCentreList(workCentres.list(sellerId).stream()
                .map(centre -> WorkCentreAnswer.of(centre, own))
                .toList());
    }

    @PutMapping("/work-centres/{workCentre}")
    @Operation(
            summary = "Create or change a work centre",
            description =
                    "201 when it is new, 200 when it changed or stood there so already. Orders that were planned before keep"
                            + " the rates they were planned with.")
    public ResponseEntity<WorkCentreAnswer> put(
            @PathVariable long sellerId, @PathVariable String workCentre, @RequestBody WorkCentreFields fields) {
        Currency own = own(sellerId);
        WorkCentre centre = new WorkCentre(
                workCentre,
                fields.name(),
                fields.minutesADay(),
                fields.labourPerHour()
                        .map(rate -> Amounts.cost("labourPerHour", rate, own).minor())
                        .orElse(0L),
                fields.overheadPerHour()
                        .map(rate -> Amounts.cost("overheadPerHour", rate, own).minor())
                        .orElse(0L));
        Outcome outcome = workCentres.put(sellerId, centre);
        return Answers.of(outcome == Outcome.CREATED, WorkCentreAnswer.of(centre, own));
    }

    @GetMapping("/skus/{sku}/routing")
    @Operation(
            summary = "Read through which stages a SKU goes",
            description = "In their order; none if nobody said it.")
    public Routing routing(@PathVariable long sellerId, @PathVariable String sku) {
        return Routing.of(routings.list(sellerId, entries.sku(sellerId, sku)));
    }

    @PutMapping("/skus/{sku}/routing")
    @Operation(
            summary = "Say through which stages a SKU goes",
            description =
                    "In place of what was said before; none is one step that costs nothing. Orders that were planned before"
                            + " keep their stages.")
    public Routing putRouting(@PathVariable long sellerId, @PathVariable String sku, @RequestBody Routing wish) {
        routings.put(
                sellerId,
                entries.sku(sellerId, sku),
                wish.stages().stream().map(StageFields::step).toList());
        return wish;
    }

    @GetMapping("/skus/{sku}/standard-cost")
    @Operation(
            summary = "Roll up what making a SKU should cost",
            description =
                    "By the bills of materials and routings that are used now, level by level, whole units, setups borne by all"
                            + " of them. Bought SKUs count with what they cost last, else with their standard; those of which"
                            + " nobody has said it count for nothing and are named.")
    public StandardCostAnswer standardCost(
            @PathVariable long sellerId, @PathVariable String sku, @RequestParam int quantity) {
        Sku found = entries.sku(sellerId, sku);
        Fit.within("quantity", quantity, 1, Fit.MAX_UNITS);
        return StandardCostAnswer.of(views.standardCost(sellerId, found, quantity), own(sellerId));
    }

    /** What a work centre is to be. */
    public record WorkCentreFields(
            @Schema(example = "Table saw") String name,

            @Schema(description = "That it can work.", example = "480")
            int minutesADay,

            @Schema(description = "In the seller's currency; nothing if left out.", example = "30.00")
            Optional<String> labourPerHour,

            @Schema(description = "Machine, rent, power; nothing if left out.", example = "6.00")
            Optional<String> overheadPerHour) {}

    /** A work centre. */
    public record WorkCentreAnswer(
            String code, String name, int minutesADay, String labourPerHour, String overheadPerHour) {
        static WorkCentreAnswer of(WorkCentre centre, Currency own) {
            return new WorkCentreAnswer(
                    centre.code(),
                    centre.name(),
                    centre.minutesADay(),
                    Amounts.text(centre.labourPerHour(), own),
                    Amounts.text(centre.overheadPerHour(), own));
        }
    }

    /** Work centres by code. */
    public record WorkCentreList(List<WorkCentreAnswer> workCentres) {}

    /** A stage of a routing. */
    public record StageFields(
            @Schema(example = "Saw") String name,

            @Schema(description = "Its code.", example = "SAW")
            String workCentre,

            @Schema(description = "Once an order.", example = "600")
            int setupSeconds,

            @Schema(description = "A unit.", example = "60") int runSeconds) {
        Step step() {
            return new Step(name, workCentre, setupSeconds, runSeconds);
        }
    }

    /** Stages in their order. */
    public record Routing(List<StageFields> stages) {
        public Routing {
            if (stages.size() > Routings.MAX_STAGES) {
                throw Refused.field(
                        "stages",
                        "stages has " + stages.size() + " entries; at most " + Routings.MAX_STAGES + " are taken");
            }
        }

        static Routing of(List<Step> steps) {
            return new Routing(steps.stream()
                    .map(step ->
                            new StageFields(step.name(), step.workCentre(), step.setupSeconds(), step.runSeconds()))
                    .toList());
        }
    }

    /** What a SKU costs in the making of another. */
    public record CostRow(
            @Schema(description = "Its low-level code; 0 is what is made.")
            int level,

            String sku,
            int units,

            @Schema(description = "Whether it has a bill of materials.")
            boolean made,

            String material,
            String labour,
            String overhead) {
        static CostRow of(StandardCost.Row row, Currency own) {
            return new CostRow(
                    row.level(),
                    row.sku(),
                    row.units(),
                    row.made(),
                    Amounts.text(row.material(), own),
                    Amounts.text(row.labour(), own),
                    Amounts.text(row.overhead(), own));
        }
    }

    /** What making so many units should cost; {@code unpriced} are SKUs that count for nothing. */
    public record StandardCostAnswer(
            String sku,
            int quantity,
            String currency,
            String material,
            String labour,
            String overhead,
            String cost,
            @Schema(description = "Of one unit, rounded.") String perUnit,
            List<String> unpriced,
            List<CostRow> rows) {
        static StandardCostAnswer of(StandardCost cost, Currency own) {
            return new StandardCostAnswer(
                    cost.sku(),
                    cost.units(),
                    own.getCurrencyCode(),
                    Amounts.text(cost.material(), own),
                    Amounts.text(cost.labour(), own),
                    Amounts.text(cost.overhead(), own),
                    Amounts.text(cost.cost(), own),
                    Amounts.text(cost.perUnit(), own),
                    cost.unpriced().toList(),
                    cost.rows().stream().map(row -> CostRow.of(row, own)).toList());
        }
    }
}
