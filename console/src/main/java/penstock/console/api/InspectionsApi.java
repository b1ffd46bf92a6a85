package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.purchasing.Inspection;
import penstock.core.purchasing.Inspection.Photo;
import penstock.core.purchasing.Inspection.Sorted;
import penstock.core.purchasing.Inspection.State;
import penstock.core.purchasing.Inspections;
import penstock.core.purchasing.ReceivingRules;

/** Lots that are looked at before they can be sold. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/inspections")
@Tag(name = "Receiving")
public class InspectionsApi {

    private final Inspections inspections;

    public InspectionsApi(Inspections inspections) {
        this.inspections = inspections;
    }

    @GetMapping
    @Operation(
            summary = "List inspections",
            description = "In one state, OPEN if left out; the oldest first. Ask for the next page with after = next.")
    public InspectionPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "OPEN") State state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Inspection> page = Page.cut(
                inspections.list(sellerId, state, after, Page.limit(limit) + 1),
                limit,
                inspection -> Long.toString(inspection.inspectionId()));
        return new InspectionPage(page.map(InspectionAnswer::of), page.next());
    }

    @GetMapping("/{inspectionId}")
    @Operation(summary = "Read an inspection", description = "With its checklist and where its photos are kept.")
    public InspectionAnswer get(@PathVariable long sellerId, @PathVariable long inspectionId) {
        return inspections
                .find(sellerId, inspectionId)
                .map(InspectionAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no such inspection"));
    }

    @PostMapping("/{inspectionId}/result")
    @Operation(
            summary = "Report what was found in a lot's sample",
            description =
                    "With no more defective units than its plan accepts the lot passes: these are damaged, the rest is"
                            + " available. Otherwise it is rejected and stays in quality control until it is sorted. A repeat"
                            + " changes nothing, 409 with other content.")
    public InspectionAnswer report(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long inspectionId,
            @RequestBody InspectionResult result) {
        inspections.report(sellerId, actor, inspectionId, result.result());
        return get(sellerId, inspectionId);
    }

    @PostMapping("/{inspectionId}/sort")
    @Operation(
            summary = "Say what becomes of a rejected lot",
            description = "All its units: available, damaged, back to their supplier. A repeat changes nothing.")
    public InspectionAnswer sort(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long inspectionId,
            @RequestBody SortedUnits wish) {
        inspections.sort(sellerId, actor, inspectionId, wish.sorted(), wish.pieces());
        return get(sellerId, inspectionId);
    }

    @PostMapping("/{inspectionId}/close")
    @Operation(
            summary = "End an inspection whose units left quality control by another way",
            description =
                    "Cleared or used up by somebody who did not know of it: the lot is GONE. No stock moves. 422 as long as"
                            + " as many units as the lot has are there. A repeat changes nothing.")
    public InspectionAnswer close(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long inspectionId) {
        inspections.close(sellerId, actor, inspectionId);
        return get(sellerId, inspectionId);
    }

    /** What was found. */
    public record InspectionResult(
            @Schema(description = "Units that were looked at.", example = "20")
            int inspected,

            @Schema(description = "Of them.", example = "1") int defective,

            @Schema(description = "Of a lot that was named by serial: as many as are defective.")
            Optional<List<String>> defectiveSerials,

            Optional<List<CheckAnswer>> checks,

            @Schema(description = "Where photos are kept: none is kept here.")
            Optional<List<PhotoReference>> photos) {
        public InspectionResult {
            Fields.within("inspected", inspected, 0, OrderLineSnapshot.MAX_QUANTITY);
            Fields.within("defective", defective, 0, OrderLineSnapshot.MAX_QUANTITY);
            checks = checks.map(list -> Fields.list("checks", list, ReceivingRules.MAX_CHECKS));
            photos = photos.map(list -> Fields.list("photos", list, Inspection.MAX_PHOTOS));
        }

        Inspection.Result result() {
            return new Inspection.Result(
                    inspected,
                    defective,
                    checks.orElse(List.of()).stream().map(CheckAnswer::answer).toList(),
                    photos.orElse(List.of()).stream().map(PhotoReference::photo).toList(),
                    WhichUnits.serials("defectiveSerials", defectiveSerials));
        }
    }

    /** An answer to a question of the checklist. */
    public record CheckAnswer(
            int item,

            @Schema(description = "Of a question for yes or no.")
            Optional<Boolean> passed,

            @Schema(description = "Of one for a measure; its bounds say whether that is good.", example = "10.2")
            Optional<String> measured,

            Optional<String> note) {
        public CheckAnswer {
            measured.ifPresent(number -> Amounts.measure("measured", number));
            Fields.text("note", note, Fields.MAX_NAME);
        }

        Inspection.Answer answer() {
            return new Inspection.Answer(
                    item, passed, measured.map(number -> Amounts.measure("measured", number)), note.orElse(""));
        }
    }

    /** Where a photo is kept. */
    public record PhotoReference(
            @Schema(description = "The question that it is about, if about one.")
            Optional<Integer> item,

            @Schema(example = "https://photos.example/gr-1/3.jpg", maxLength = Inspection.MAX_REFERENCE)
            String reference,

            @Schema(description = "Of the picture, in hexadecimal: proves that it is unchanged.")
            Optional<String> sha256) {
        Photo photo() {
            return new Photo(item, reference, sha256);
        }
    }

    /** Where the units of a rejected lot go; 0 if left out. */
    public record SortedUnits(
            Optional<Integer> available,
            Optional<Integer> damaged,
            Optional<Integer> toSupplier,

            @Schema(description = "Of a lot that was named by serial: as many as are damaged.")
            Optional<List<String>> damagedSerials,

            @Schema(description = "The same of those that go back; the others are available.")
            Optional<List<String>> toSupplierSerials) {
        Sorted sorted() {
            return new Sorted(available.orElse(0), damaged.orElse(0), toSupplier.orElse(0));
        }

        Inspection.SortedPieces pieces() {
            return new Inspection.SortedPieces(
                    WhichUnits.serials("damagedSerials", damagedSerials),
                    WhichUnits.serials("toSupplierSerials", toSupplierSerials));
        }
    }

    /** A lot as it stands. */
    public record InspectionAnswer(
            long inspectionId,
            String receipt,
            String sku,
            String location,
            Optional<String> supplier,

            @Schema(description = "By which the sample was sized.", example = "AQL 2.5")
            String plan,

            int units,

            @Schema(description = "Units to be inspected at least.")
            int sample,

            @Schema(description = "With so many defective ones, or fewer, it passes.")
            int accepts,

            State state,
            int inspected,
            int defective,
            int available,
            int damaged,
            int toSupplier,
            Instant createdAt,
            List<InspectionCheck> checks,
            List<PhotoReference> photos) {
        static InspectionAnswer of(Inspection inspection) {
            return new InspectionAnswer(
                    inspection.inspectionId(),
                    inspection.receipt(),
                    inspection.sku(),
                    inspection.location(),
                    inspection.supplier(),
                    inspection.plan(),
                    inspection.units(),
                    inspection.sample(),
                    inspection.accepts(),
                    inspection.state(),
                    inspection.inspected(),
                    inspection.defective(),
                    inspection.sorted().available(),
                    inspection.sorted().damaged(),
                    inspection.sorted().toSupplier(),
                    inspection.createdAt(),
                    inspection.checks().stream().map(InspectionCheck::of).toList(),
                    inspection.photos().stream()
                            .map(photo -> new PhotoReference(photo.itemNo(), photo.reference(), photo.sha256()))
                            .toList());
        }
    }

    /** A question as it was when the lot came, and its answer. */
    public record InspectionCheck(
            int item,
            ReceivingRuleBody.ChecklistItem question,
            Optional<Boolean> passed,
            Optional<String> measured,
            Optional<String> note) {
        static InspectionCheck of(Inspection.Check check) {
            return new InspectionCheck(
                    check.itemNo(),
                    ReceivingRuleBody.ChecklistItem.of(check.item()),
                    check.passed(),
                    check.measured().map(BigDecimal::toPlainString),
                    Optional.of(check.note()).filter(text -> !text.isEmpty()));
        }
    }

    /** A page of inspections. */
    public record InspectionPage(List<InspectionAnswer> inspections, Optional<String> next) {}
}
