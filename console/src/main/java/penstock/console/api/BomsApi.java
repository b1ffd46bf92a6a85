package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.catalogue.bom.Bom;
import penstock.core.catalogue.bom.Bom.Role;
import penstock.core.catalogue.bom.BomGraph;
import penstock.core.catalogue.bom.Boms;

/** What is made from what. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/skus/{sku}")
@Tag(name = "Bills of materials")
public class BomsApi {

    private final Boms boms;
    private final Kits kits;
    private final Entries entries;

    public BomsApi(Boms boms, Kits kits, Entries entries) {
        this.boms = boms;
        this.kits = kits;
        this.entries = entries;
    }

    @GetMapping("/boms")
    @Operation(summary = "List the bills of materials of a SKU", description = "By version; the last one is used.")
    public BomList list(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return new BomList(
                boms.list(sellerId, List.of(found)).stream().map(BomAnswer::of).toList());
    }

    @PostMapping("/boms")
    @Operation(
            summary = "Add a version of a SKU's bill of materials",
            description =
                    "It is used from now on. The version is its key: 201 when it is new, 200 when it came before with the"
                            + " same content, 409 with other content, and 409 with the path if a SKU would be needed to make itself.")
    public ResponseEntity<BomAnswer> add(
            @PathVariable long sellerId, @PathVariable String sku, @RequestBody NewBom wish) {
        Bom bom = new Bom(
                entries.sku(sellerId, sku).code(),
                wish.version(),
                wish.batch().orElse(1),
                wish.lines().stream().map(BomLineFields::line).toList());
        Outcome outcome = boms.put(sellerId, bom);
        return Answers.of(outcome == Outcome.CREATED, BomAnswer.of(bom));
    }

    @GetMapping("/requirements")
    @Operation(
            summary = "Explode a bill of materials",
            description =
                    "Everything that is needed to make so many units from nothing, by level. What all users of a component"
                            + " take together is rounded up once.")
    public RequirementList requirements(
            @PathVariable long sellerId, @PathVariable String sku, @RequestParam int quantity) {
        Sku found = entries.sku(sellerId, sku);
        Fit.within("quantity", quantity, 1, Fit.MAX_UNITS);
        return new RequirementList(boms.graph(sellerId).explode(found.code(), quantity).stream()
                .map(RequirementAnswer::of)
                .toList());
    }

    @GetMapping("/uses")
    @Operation(
            summary = "List what a SKU goes into",
            description =
                    "By bills of materials, directly or through others, the nearest first; and the kits that it is in.")
    public UseList uses(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return new UseList(
                boms.graph(sellerId).whereUsed(found.code()).stream()
                        .map(use -> new UseAnswer(use.sku(), use.steps()))
                        .toList(),
                List.copyOf(kits.containing(sellerId, found.skuId()).keySet()));
    }

    /** A version to be added. */
    public record NewBom(
            @Schema(description = "From 1, higher than those before.", example = "1")
            int version,

            @Schema(description = "Units that one batch yields; 1 if left out.", example = "10")
            Optional<Integer> batch,

            List<BomLineFields> lines) {
        public NewBom {
            lines = Fields.list("lines", lines, Bom.MAX_LINES);
        }
    }

    /** What a batch takes of one component. */
    public record BomLineFields(
            @Schema(example = "CLAY") String component,

            @Schema(description = "In one batch.", example = "4500")
            int units,

            @Schema(
                    description = "Added for what is spoilt, in hundredths of a per cent: 250 is 2.5 %.",
                    example = "250")
            Optional<Integer> scrapBasisPoints,

            @Schema(description = "CONSUMABLE: used up, never part of what is made. COMPONENT if left out.")
            Optional<Role> role) {
        Bom.Line line() {
            return new Bom.Line(component, units, scrapBasisPoints.orElse(0), role.orElse(Role.COMPONENT));
        }

        static BomLineFields of(Bom.Line line) {
            return new BomLineFields(
                    line.component(), line.units(), Optional.of(line.scrapBasisPoints()), Optional.of(line.role()));
        }
    }

    /** A version of a bill of materials. */
    public record BomAnswer(String sku, int version, int batch, List<BomLineFields> lines) {
        static BomAnswer of(Bom bom) {
            return new BomAnswer(
                    bom.sku(),
                    bom.version(),
                    bom.batch(),
                    bom.lines().stream().map(BomLineFields::of).toList());
        }
    }

    /** The versions of a SKU's bill of materials. */
    public record BomList(List<BomAnswer> boms) {}

    /** What is needed of one SKU in all. */
    public record RequirementAnswer(
            String sku,
            int units,
            @Schema(description = "Its low-level code.") int level,

            @Schema(description = "Whether all of it is used up.")
            boolean consumable,

            @Schema(description = "Whether it has a bill of materials.")
            boolean made) {
        static RequirementAnswer of(BomGraph.Requirement need) {
            return new RequirementAnswer(need.sku(), need.units(), need.level(), need.consumable(), need.made());
        }
    }

    /** What is needed in all. */
    public record RequirementList(List<RequirementAnswer> requirements) {}

    /** Something that a SKU goes into; steps is 1 if its own bill of materials names the SKU. */
    public record UseAnswer(String sku, int steps) {}

    /** What a SKU goes into. */
    public record UseList(List<UseAnswer> madeInto, List<String> kits) {}
}
