package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Kits.Kit;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Listings.Listing;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.engine.Engine;
import penstock.core.order.MapParkedLines;
import penstock.core.port.Wake;

/** What kits are sold from. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/skus/{sku}/kit")
@Tag(name = "Kits")
public class KitsApi {

    private final Kits kits;
    private final Listings listings;
    private final Engine engine;
    private final Entries entries;
    private final Wake wake;

    public KitsApi(Kits kits, Listings listings, Engine engine, Entries entries, Wake wake) {
        this.kits = kits;
        this.listings = listings;
        this.engine = engine;
        this.entries = entries;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "Read what a kit consists of",
            description = "404 if nobody has said it, or if the SKU is no kit.")
    public KitAnswer get(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return kits.list(sellerId, List.of(found)).stream()
                .findFirst()
                .map(KitAnswer::of)
                .orElseThrow(() -> Refused.notFound("the SKU is no kit, or has no components yet"));
    }

    @PutMapping
    @Operation(
            summary = "Say what a kit consists of",
            description =
                    "In place of what it consisted of before; orders that came before keep their parts. Its listings are"
                            + " looked at again at once. 201 the first time, 200 when it changed or stood there so already. 409 if the"
                            + " SKU is not of kind KIT, or a component is.")
    public ResponseEntity<KitAnswer> put(
            @PathVariable long sellerId, @PathVariable String sku, @RequestBody KitFields fields) {
        Kit kit = new Kit(entries.sku(sellerId, sku).code(), fields.byCode());
        Outcome outcome = kits.put(sellerId, kit);
        listings.listOfSku(sellerId, kit.sku()).forEach(listing -> mapParkedLines(sellerId, listing));
        wake.wake(sellerId);
        return Answers.of(outcome == Outcome.CREATED, KitAnswer.of(kit));
    }

    /** Orders for a kit of which nobody had said what it consists of. */
    private void mapParkedLines(long sellerId, Listing listing) {
        long orders;
        do {
            orders = engine.decide(sellerId, new MapParkedLines(listing.accountId(), listing.channelSku()))
                    .id();
        } while (orders > 0);
    }

    /** What a kit is to consist of. */
    public record KitFields(List<KitPart> components) {
        public KitFields {
            components = Fields.list("components", components, Kits.MAX_COMPONENTS);
        }

        Map<String, Integer> byCode() {
            Map<String, Integer> byCode = new HashMap<>();
            for (KitPart part : components) {
                if (byCode.put(part.sku(), part.units()) != null) {
                    throw Refused.field("components", part.sku() + " stands there twice; add the two up");
                }
            }
            return byCode;
        }
    }

    /** A component of a kit. */
    public record KitPart(
            @Schema(example = "MUG-BLUE") String sku,

            @Schema(description = "Of the component in one kit.", example = "2")
            int units) {}

    /** A kit and its components, by code. */
    public record KitAnswer(String sku, List<KitPart> components) {
        static KitAnswer of(Kit kit) {
            return new KitAnswer(
                    kit.sku(),
                    new TreeMap<>(kit.components())
                            .entrySet().stream()
                                    .map(part -> new KitPart(part.getKey(), part.getValue()))
                                    .toList());
        }
    }
}
