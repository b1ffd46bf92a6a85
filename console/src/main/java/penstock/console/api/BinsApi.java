package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.shelf.Bin.Kind;
import penstock.core.warehouse.Bins;
import penstock.core.warehouse.Bins.Bin;
import penstock.core.warehouse.Bins.BinProfile;
import penstock.core.warehouse.Bins.PlacedBin;
import penstock.core.warehouse.Bins.State;

/** The shelves of a location. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/locations/{location}/bins")
@Tag(name = "Warehouse")
public class BinsApi {

    private final Bins bins;
    private final Entries entries;

    public BinsApi(Bins bins, Entries entries) {
        this.bins = bins;
        this.entries = entries;
    }

    @PostMapping
    @Operation(
            summary = "Create a bin",
            description =
                    "In a location that keeps bins. 201 when it is new, 200 when it exists with the same content, 409 with other"
                            + " content.")
    public ResponseEntity<BinAnswer> create(
            @PathVariable long sellerId, @PathVariable String location, @RequestBody NewBin wish) {
        String place = entries.location(sellerId, location).code();
        Optional<Bin> before = bins.find(sellerId, place, wish.code());
        if (before.isPresent() && !before.get().profile().equals(wish.profile())) {
            throw new Conflict("bin " + wish.code() + " exists already");
        }
        Outcome outcome = bins.put(sellerId, new PlacedBin(place, wish.profile()));
        return Answers.of(outcome == Outcome.CREATED, BinAnswer.of(get(sellerId, place, wish.code())));
    }

    @GetMapping
    @Operation(
            summary = "List the bins of a location",
            description = "By code. Ask for the next page with after = next.")
    public BinPage list(
            @PathVariable long sellerId,
            @PathVariable String location,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Bin> page = Page.cut(
                bins.list(sellerId, entries.location(sellerId, location).code(), after, Page.limit(limit) + 1),
                limit,
                bin -> bin.profile().code());
        return new BinPage(page.map(BinAnswer::of), page.next());
    }

    @PatchMapping("/{bin}")
    @Operation(
            summary = "Change a bin",
            description =
                    "What is left out stays as it is. Into a CLOSED bin nothing is put, and nothing is picked from it.")
    public BinAnswer change(
            @PathVariable long sellerId,
            @PathVariable String location,
            @PathVariable String bin,
            @RequestBody BinChange change) {
        return bins.change(sellerId, location, bin, change::of)
                .map(BinAnswer::of)
                .orElseThrow(BinsApi::noSuchBin);
    }

    @GetMapping(path = "/{bin}/label.svg", produces = BarcodeLabel.SVG)
    @Operation(
            summary = "Print a bin's barcode",
            description = "Code 128 with its text, as SVG, which prints at any size.")
    public ResponseEntity<byte[]> label(
            @PathVariable long sellerId, @PathVariable String location, @PathVariable String bin) {
        return ResponseEntity.ok(
                BarcodeLabel.svg(get(sellerId, location, bin).profile().barcode()));
    }

    private Bin get(long sellerId, String location, String bin) {
        return bins.find(sellerId, location, bin).orElseThrow(BinsApi::noSuchBin);
    }

    private static Refused noSuchBin() {
        return Refused.notFound("there is no bin of this code");
    }

    /** A bin to be created. */
    public record NewBin(
            @Schema(example = "A-01-1", maxLength = Fields.MAX_CODE)
            String code,

            @Schema(
                    description = "What is printed on it, unique among all bins; the code if left out.",
                    example = "WH1-A-01-1")
            Optional<String> barcode,

            @Schema(description = "What is counted and walked together.", example = "A")
            Optional<String> zone,

            @Schema(
                    description =
                            "STORAGE if left out. From QUARANTINE nothing is picked; what is picked is brought to PACKING.")
            Optional<Kind> kind,

            @Schema(description = "OPEN if left out.") Optional<State> state,

            @Schema(description = "Above the floor, which is 0.", example = "1")
            Optional<Integer> level,

            @Schema(description = "From the packing bench.", example = "12")
            Optional<Integer> walkingMetres,

            @Schema(description = "Room in cubic centimetres; without limit if left out.", example = "120000")
            Optional<Integer> volumeCm3,

            @Schema(description = "Grams that it bears; without limit if left out.", example = "50000")
            Optional<Integer> weightLimitG) {
        public NewBin {
            Fields.code("code", code);
        }

        BinProfile profile() {
            return new BinProfile(
                    code,
                    barcode.orElse(code),
                    zone.orElse(""),
                    kind.orElse(Kind.STORAGE),
                    state.orElse(State.OPEN),
                    level.orElse(0),
                    walkingMetres.orElse(0),
                    volumeCm3,
                    weightLimitG);
        }
    }

    /** What is to change of a bin. */
    public record BinChange(
            Optional<String> barcode,
            Optional<String> zone,
            Optional<Kind> kind,
            Optional<State> state,
            Optional<Integer> level,
            Optional<Integer> walkingMetres,
            Optional<Integer> volumeCm3,
            Optional<Integer> weightLimitG) {

        BinProfile of(BinProfile before) {
            return new BinProfile(
                    before.code(),
                    barcode.orElse(before.barcode()),
                    zone.orElse(before.zone()),
                    kind.orElse(before.kind()),
                    state.orElse(before.state()),
                    level.orElse(before.level()),
                    walkingMetres.orElse(before.walkingMetres()),
                    volumeCm3.or(before::volumeCm3),
                    weightLimitG.or(before::weightLimitG));
        }
    }

    /** A bin. */
    public record BinAnswer(
            String code,
            String location,
            String barcode,
            String zone,
            Kind kind,
            State state,
            int level,
            int walkingMetres,
            Optional<Integer> volumeCm3,
            Optional<Integer> weightLimitG) {
        static BinAnswer of(Bin bin) {
            BinProfile profile = bin.profile();
            return new BinAnswer(
                    profile.code(),
                    bin.location(),
                    profile.barcode(),
                    profile.zone(),
                    profile.kind(),
                    profile.state(),
                    profile.level(),
                    profile.walkingMetres(),
                    profile.volumeCm3(),
                    profile.weightLimitG());
        }
    }

    /** A page of bins. */
    public record BinPage(List<BinAnswer> bins, Optional<String> next) {}
}
