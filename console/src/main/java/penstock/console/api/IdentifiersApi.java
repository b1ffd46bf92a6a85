package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Identifier;
import penstock.core.catalogue.Identifier.Type;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Identifiers.Identified;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Packs.Pack;
import penstock.core.catalogue.Packs.Packed;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;

/** What the world calls a seller's SKUs, and what they are packed in. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Identifiers and packs")
public class IdentifiersApi {

    private final Identifiers identifiers;
    private final Packs packs;
    private final Entries entries;

    public IdentifiersApi(Identifiers identifiers, Packs packs, Entries entries) {
        this.identifiers = identifiers;
        this.packs = packs;
        this.entries = entries;
    }

    @GetMapping("/identifiers")
    @Operation(
            summary = "Find what a scanned or typed identifier stands for",
            description =
                    "A GTIN in whatever length it is printed, an ASIN, an FNSKU, a manufacturer's number. Several only"
                            + " of the latter; none if nobody bears it.")
    public MatchList find(@PathVariable long sellerId, @RequestParam String value) {
        Fields.text("value", value, Fields.MAX_CODE);
        return new MatchList(
                identifiers.find(sellerId, value).stream().map(MatchAnswer::of).toList());
    }

    @GetMapping("/skus/{sku}/identifiers")
    @Operation(summary = "List the identifiers of a SKU", description = "Those of its packs among them.")
    public IdentifierList list(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return new IdentifierList(identifiers.list(sellerId, found.skuId()).stream()
                .map(IdentifierAnswer::of)
                .toList());
    }

    @PostMapping("/skus/{sku}/identifiers")
    @Operation(
            summary = "Give a SKU, or a pack of it, an identifier",
            description =
                    "Check digits are verified. 201 when it is new, 200 when the SKU has it already, 409 if another SKU"
                            + " has it; manufacturers' numbers may be several SKUs'.")
    public ResponseEntity<IdentifierAnswer> add(
            @PathVariable long sellerId, @PathVariable String sku, @RequestBody NewIdentifier wish) {
        Sku found = entries.sku(sellerId, sku);
        Identifier identifier =
                Identifier.of(wish.type(), wish.value(), wish.pack().orElse(""));
        Outcome outcome = identifiers.put(sellerId, new Identified(found.code(), identifier));
        return Answers.of(outcome == Outcome.CREATED, IdentifierAnswer.of(identifier));
    }

    @DeleteMapping("/skus/{sku}/identifiers/{type}/{value}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an identifier away from a SKU", description = "204 if the SKU had it.")
    public void remove(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @PathVariable Type type,
            @PathVariable String value) {
        Sku found = entries.sku(sellerId, sku);
        String lookup = Identifier.of(type, value, "").lookup();
        if (!identifiers.remove(sellerId, found.skuId(), type, lookup)) {
            throw Refused.notFound("the SKU has no such identifier");
        }
    }

    @GetMapping("/skus/{sku}/packs")
    @Operation(summary = "List the packs of a SKU", description = "Cases, pallets; by name.")
    public PackList packs(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return new PackList(
                packs.list(sellerId, found.skuId()).stream().map(PackAnswer::of).toList());
    }

    @PutMapping("/skus/{sku}/packs/{pack}")
    @Operation(
            summary = "Say what a pack of a SKU is",
            description = "201 when it is new, 200 when it changed or stood there so already.")
    public ResponseEntity<PackAnswer> put(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @PathVariable String pack,
            @RequestBody PackFields fields) {
        Sku found = entries.sku(sellerId, sku);
        Pack wish = new Pack(pack, fields.units(), fields.size().orElse(Size.UNKNOWN));
        Outcome outcome = packs.put(sellerId, new Packed(found.code(), wish));
        return Answers.of(outcome == Outcome.CREATED, PackAnswer.of(wish));
    }

    @DeleteMapping("/skus/{sku}/packs/{pack}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a pack of a SKU", description = "The identifiers that stand on it go with it.")
    public void removePack(@PathVariable long sellerId, @PathVariable String sku, @PathVariable String pack) {
        if (!packs.remove(sellerId, entries.sku(sellerId, sku).skuId(), pack)) {
            throw Refused.notFound("the SKU has no such pack");
        }
    }

    /** An identifier to be given. */
    public record NewIdentifier(
            Type type,

            @Schema(
                    description = "As it is printed; spaces and hyphens of a GTIN do not count.",
                    example = "978-0-306-40615-7")
            String value,

            @Schema(description = "The pack that it stands on; the unit itself if left out.", example = "CASE")
            Optional<String> pack) {}

    /** An identifier. */
    public record IdentifierAnswer(
            Type type,
            String value,

            @Schema(description = "As it is looked up: a GTIN in 14 digits.", example = "09780306406157")
            String lookup,

            Optional<String> pack) {
        static IdentifierAnswer of(Identifier identifier) {
            return new IdentifierAnswer(
                    identifier.type(),
                    identifier.value(),
                    identifier.lookup(),
                    Optional.of(identifier.pack()).filter(name -> !name.isEmpty()));
        }
    }

    /** The identifiers of a SKU. */
    public record IdentifierList(List<IdentifierAnswer> identifiers) {}

    /** What an identifier stands for. */
    public record MatchAnswer(
            String sku,
            IdentifierAnswer identifier,

            @Schema(description = "Of the SKU in what bears it.")
            int units) {
        static MatchAnswer of(Identifiers.Match match) {
            return new MatchAnswer(match.sku(), IdentifierAnswer.of(match.identifier()), match.units());
        }
    }

    /** What an identifier stands for. */
    public record MatchList(List<MatchAnswer> matches) {}

    /** What a pack is to be. */
    public record PackFields(
            @Schema(description = "Of the SKU in it, from 2.", example = "12")
            int units,

            Optional<Size> size) {}

    /** A pack. */
    public record PackAnswer(@Schema(example = "CASE") String name, int units, Size size) {
        static PackAnswer of(Pack pack) {
            return new PackAnswer(pack.name(), pack.units(), pack.size());
        }
    }

    /** The packs of a SKU. */
    public record PackList(List<PackAnswer> packs) {}
}
