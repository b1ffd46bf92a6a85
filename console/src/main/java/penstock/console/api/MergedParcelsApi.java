package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
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
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.port.Wake;
import penstock.core.shipping.Mergeable;
import penstock.core.shipping.Mergeable.Group;
import penstock.core.shipping.ShipTogether;

/** Orders of one recipient that leave in one parcel. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/merged-parcels")
@Tag(name = "Fulfilment")
public class MergedParcelsApi {

    private final Mergeable mergeable;
    private final Engine engine;
    private final Clock clock;
    private final Wake wake;

    public MergedParcelsApi(Mergeable mergeable, Engine engine, Clock clock, Wake wake) {
        this.mergeable = mergeable;
        this.engine = engine;
        this.clock = clock;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "List what may leave in one parcel",
            description =
                    "Fulfilment orders of several orders of one recipient that the seller ships from one location; orders that"
                            + " are held back are left out. Ask for the next page with after = next.")
    public MergePage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Group> page = Page.cut(
                mergeable.list(sellerId, after, Page.limit(limit) + 1),
                limit,
                group -> Long.toString(group.fulfilmentIds().get(0)));
        return new MergePage(page.map(group -> new Proposal(group.locationCode(), group.fulfilmentIds())), page.next());
    }

    @PostMapping
    @Operation(
            summary = "Hand one parcel with several orders to the carrier",
            description =
                    "All that is left of these fulfilment orders. Each order has a shipment of its own with the parcel's"
                            + " tracking number, so each channel is told of its own. The id is yours and the same in every"
                            + " repeat: 201 the first time, 200 after it, 409 with other content, with another recipient or"
                            + " location among them, or if one cannot be shipped; then none is.")
    public ResponseEntity<MergedAnswer> ship(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @RequestBody MergedParcel parcel) {
        ShipTogether command = new ShipTogether(
                parcel.fulfilmentIds(),
                parcel.id(),
                parcel.carrier(),
                parcel.trackingNumber(),
                parcel.shippedAt().orElse(clock.instant()));
        Reply reply = Answers.requireHolds(engine.decide(sellerId, new ActedBy(actor, command)));
        wake.wake(sellerId);
        return Answers.of(reply.verdict(), new MergedAnswer(parcel.id(), reply.verdict(), parcel.fulfilmentIds()));
    }

    /** A parcel with several orders. */
    public record MergedParcel(
            @Schema(description = "Yours, the same in every repeat.", example = "PARCEL-77")
            String id,

            List<Long> fulfilmentIds,
            @Schema(example = "UPS") String carrier,
            @Schema(example = "1Z999AA10123456784") String trackingNumber,

            @Schema(description = "Now if left out; state it where the parcel may be told again.")
            Optional<Instant> shippedAt) {
        public MergedParcel {
            Fields.callerId("id", id);
            Fields.text("carrier", carrier, Fields.MAX_NAME);
            Fields.text("trackingNumber", trackingNumber, Fields.MAX_NAME);
            Fields.moment("shippedAt", shippedAt);
            fulfilmentIds = Fields.list("fulfilmentIds", fulfilmentIds, ShipTogether.MAX_TOGETHER);
            if (fulfilmentIds.stream().distinct().count() < 2) {
                throw Refused.field("fulfilmentIds", "fulfilmentIds holds one; two or more make a merged parcel");
            }
        }
    }

    /** Fulfilment orders that may leave in one parcel. */
    public record Proposal(@Schema(example = "WH1") String location, List<Long> fulfilmentIds) {}

    /** A page of proposals. */
    public record MergePage(List<Proposal> proposals, Optional<String> next) {}

    /** What became of a parcel. */
    public record MergedAnswer(String id, Verdict verdict, List<Long> fulfilmentIds) {}
}
