package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.money.Money;
import penstock.core.warehouse.SpaceCosts;
import penstock.core.warehouse.SpaceCosts.SpaceCost;
import penstock.core.warehouse.SpaceUse;
import penstock.core.warehouse.SpaceUse.By;
import penstock.core.warehouse.SpaceUse.Cost;
import penstock.core.warehouse.SpaceUse.Key;
import penstock.core.warehouse.SpaceUse.Measure;
import penstock.core.warehouse.SpaceUse.SkuKey;
import penstock.core.warehouse.SpaceUse.SkuSpace;
import penstock.core.warehouse.SpaceUse.Space;

/** How much room there is, what takes it, and what that costs. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Warehouse")
public class SpaceApi {

    /** Codes hold no slash; a zone may, so it comes last. */
    private static final String SEPARATOR = "/";

    private final SpaceUse use;
    private final SpaceCosts costs;
    private final Entries entries;

    public SpaceApi(SpaceUse use, SpaceCosts costs, Entries entries) {
        this.use = use;
        this.costs = costs;
        this.entries = entries;
    }

    @GetMapping("/space-use")
    @Operation(
            summary = "See how much room there is and how much is taken",
            description =
                    "In cubic metres and kilograms, of each location, each zone, or each level of each zone; what lies in no bin"
                            + " apart. unmeasured units are of SKUs without a size, or a weight: they take none. Bins without a limit"
                            + " are unlimited; filled is of those that have one. Ask for the next page with after = next.")
    public SpacePage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "ZONE") By by,
            @RequestParam Optional<String> location,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        List<Space> rows = use.list(sellerId, by, place(sellerId, location), key(after), Page.limit(limit) + 1);
        Page<Space> page = Page.cut(rows, limit, space -> next(space.key()));
        return new SpacePage(page.map(SpaceAnswer::of), page.next());
    }

    @GetMapping(path = "/space-use.csv", produces = JournalSheet.CSV)
    @Operation(summary = "Download how much room there is and how much is taken")
    public void sheet(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "ZONE") By by,
            @RequestParam Optional<String> location,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        String place = place(sellerId, location);
        attach(response, "space-use.csv");
        SpaceSheet.ofSpaces((after, limit) -> use.list(sellerId, by, place, after, limit), response.getOutputStream());
    }

    @GetMapping("/space-use/skus")
    @Operation(
            summary = "See which SKU takes how much room, and what that costs a month",
            description =
                    "By location, SKU and zone. What has no size is there without one. Ask for the next page with after ="
                            + " next.")
    public SkuSpacePage listSkus(
            @PathVariable long sellerId,
            @RequestParam Optional<String> location,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        List<SkuSpace> rows = use.listSkus(sellerId, place(sellerId, location), skuKey(after), Page.limit(limit) + 1);
        Page<SkuSpace> page = Page.cut(
                rows,
                limit,
                row -> String.join(
                        SEPARATOR,
                        row.key().location(),
                        row.key().sku(),
                        row.key().zone()));
        return new SkuSpacePage(page.map(SkuSpaceAnswer::of), page.next());
    }

    @GetMapping(path = "/space-use/skus.csv", produces = JournalSheet.CSV)
    @Operation(summary = "Download which SKU takes how much room, and what that costs a month")
    public void skuSheet(
            @PathVariable long sellerId,
            @RequestParam Optional<String> location,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        String place = place(sellerId, location);
        attach(response, "space-use-skus.csv");
        SpaceSheet.ofSkus((after, limit) -> use.listSkus(sellerId, place, after, limit), response.getOutputStream());
    }

    @GetMapping("/locations/{location}/space-costs")
    @Operation(
            summary = "List what a cubic metre costs a month",
            description = "Of the location, and of the zones of which something else is said.")
    public SpaceCostList costs(@PathVariable long sellerId, @PathVariable String location) {
        Location place = entries.location(sellerId, location);
        return new SpaceCostList(
                costs.list(sellerId, place).stream().map(SpaceCostAnswer::of).toList());
    }

    @PutMapping("/locations/{location}/space-costs")
    @Operation(
            summary = "Say what a cubic metre costs a month",
            description =
                    "Of the location, or of one of its zones, in place of what was said before. All of a location in one"
                            + " currency. 201 when it is new.")
    public ResponseEntity<SpaceCostAnswer> put(
            @PathVariable long sellerId, @PathVariable String location, @RequestBody SpaceCostAnswer wish) {
        Location place = entries.location(sellerId, location);
        return Answers.of(costs.put(sellerId, place, wish.cost()) == Outcome.CREATED, wish);
    }

    private String place(long sellerId, Optional<String> location) {
        return location.map(code -> entries.location(sellerId, "location", code).code())
                .orElse("");
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(JournalSheet.CSV + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    private static String next(Key last) {
        return String.join(SEPARATOR, last.location(), "" + last.level(), "" + last.inBins(), last.zone());
    }

    private static Key key(String after) {
        if (after.isEmpty()) {
            return Key.NOTHING;
        }
        String[] parts = after.split(SEPARATOR, 4);
        if (parts.length != 4 || !parts[1].matches("\\d{1,6}")) {
            throw notNext();
        }
        return new Key(parts[0], parts[3], Integer.parseInt(parts[1]), parts[2].equals("true"));
    }

    private static SkuKey skuKey(String after) {
        if (after.isEmpty()) {
            return SkuKey.NOTHING;
        }
        String[] parts = after.split(SEPARATOR, 3);
        if (parts.length != 3) {
            throw notNext();
        }
        return new SkuKey(parts[0], parts[1], parts[2]);
    }

    private static Refused notNext() {
        return Refused.field("after", "after is what the page before named as next; leave it out for the first page");
    }

    /** What a cubic metre costs a month. */
    public record SpaceCostAnswer(
            @Schema(description = "The location if left out.", example = "A", maxLength = Fields.MAX_CODE)
            Optional<String> zone,

            @Schema(example = "12.50") String perCubicMetre,
            @Schema(example = "EUR") String currency) {
        static SpaceCostAnswer of(SpaceCost cost) {
            Money money = cost.perCubicMetre();
            return new SpaceCostAnswer(
                    Optional.of(cost.zone()).filter(zone -> !zone.isEmpty()),
                    money.amount().toPlainString(),
                    money.currency().getCurrencyCode());
        }

        SpaceCost cost() {
            zone.ifPresent(name -> Fields.text("zone", name, Fields.MAX_CODE));
            return new SpaceCost(
                    zone.orElse(""),
                    Amounts.cost("perCubicMetre", perCubicMetre, Amounts.currency("currency", currency)));
        }
    }

    /** What the room of a location costs. */
    public record SpaceCostList(List<SpaceCostAnswer> costs) {}

    /** Room, or weight. */
    public record MeasureAnswer(
            @Schema(description = "Of the bins that have a limit.", example = "1.200000")
            Optional<String> capacity,

            @Schema(example = "0.480000") String used,

            @Schema(description = "Percent of the bins that have a limit.", example = "40.0")
            Optional<String> filled,

            @Schema(description = "Bins without a limit.") int unlimited,

            @Schema(description = "Units of SKUs of which it is not known.")
            int unmeasured) {
        static MeasureAnswer of(Measure measure) {
            return new MeasureAnswer(
                    measure.capacity().map(SpaceApi::text),
                    text(measure.used()),
                    measure.filled().map(SpaceApi::text),
                    measure.unlimited(),
                    ProductionAnswers.count(measure.unmeasured()));
        }
    }

    /** What room costs a month. */
    public record CostAnswer(
            @Schema(description = "Left out where zones differ.", example = "12.50")
            Optional<String> perCubicMetre,

            @Schema(description = "Of all the room that there is.", example = "15.00")
            String ofCapacity,

            @Schema(description = "Of the room that is taken.", example = "6.00")
            String ofUsed,

            @Schema(example = "EUR") String currency) {
        static CostAnswer of(Cost cost) {
            return new CostAnswer(
                    cost.perCubicMetre().map(money -> text(money.amount())),
                    text(cost.ofCapacity().amount()),
                    text(cost.ofUsed().amount()),
                    cost.ofUsed().currency().getCurrencyCode());
        }
    }

    /** The room of a location, a zone or a level. */
    public record SpaceAnswer(
            String location,

            @Schema(description = "Empty for bins of no zone, and unless zones or levels are asked for.")
            String zone,

            Optional<Integer> level,

            @Schema(description = "False for what lies in no bin.")
            boolean inBins,

            int bins,
            MeasureAnswer cubicMetres,
            MeasureAnswer kilograms,
            Optional<CostAnswer> cost) {
        static SpaceAnswer of(Space space) {
            return new SpaceAnswer(
                    space.key().location(),
                    space.key().zone(),
                    space.level(),
                    space.key().inBins(),
                    space.bins(),
                    MeasureAnswer.of(space.cubicMetres()),
                    MeasureAnswer.of(space.kilograms()),
                    space.cost().map(CostAnswer::of));
        }
    }

    /** A page of rooms. */
    public record SpacePage(List<SpaceAnswer> spaces, Optional<String> next) {}

    /** The room that a SKU takes in a zone. */
    public record SkuSpaceAnswer(
            String location,
            String zone,
            String sku,
            int units,

            @Schema(description = "Left out of a SKU without a size.", example = "0.004000")
            Optional<String> cubicMetres,

            @Schema(description = "Left out of a SKU without a weight.", example = "2.000")
            Optional<String> kilograms,

            @Schema(description = "A month.", example = "0.05")
            Optional<String> cost,

            Optional<String> currency) {
        static SkuSpaceAnswer of(SkuSpace space) {
            return new SkuSpaceAnswer(
                    space.key().location(),
                    space.key().zone(),
                    space.key().sku(),
                    ProductionAnswers.count(space.units()),
                    space.cubicMetres().map(SpaceApi::text),
                    space.kilograms().map(SpaceApi::text),
                    space.cost().map(money -> text(money.amount())),
                    space.cost().map(money -> money.currency().getCurrencyCode()));
        }
    }

    /** A page of what takes room. */
    public record SkuSpacePage(List<SkuSpaceAnswer> skus, Optional<String> next) {}

    private static String text(BigDecimal value) {
        return value.toPlainString();
    }
}
