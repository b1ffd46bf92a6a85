package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.catalogue.Listings;
import penstock.core.port.Wake;
import penstock.core.publication.PublishingControl;
import penstock.core.publication.PublishingControl.Leaving;
import penstock.core.publication.PublishingControl.Said;
import penstock.core.publication.PublishingControl.Scope;
import penstock.core.publication.PublishingControl.Target;
import penstock.core.publication.PublishingControl.WouldShow;
import penstock.core.publication.PublishingMode;

/** Holding, stopping, shadowing and looking again at what channels show. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Publishing")
public class PublishingControlApi {

    private final PublishingControl control;
    private final Listings listings;
    private final Entries entries;
    private final Wake wake;

    public PublishingControlApi(PublishingControl control, Listings listings, Entries entries, Wake wake) {
        this.control = control;
        this.listings = listings;
        this.entries = entries;
        this.wake = wake;
    }

    @GetMapping("/publishing-modes")
    @Operation(
            summary = "List what is not published as usual",
            description =
                    "Accounts, listings and SKUs that are HELD, ZERO or SHADOW, with who said so and why; 500 at most.")
    public ModeList list(@PathVariable long sellerId) {
        return new ModeList(control.list(sellerId, Fields.MAX_PAGE).stream()
                .map(said -> ModeAnswer.of(said, Optional.empty()))
                .toList());
    }

    @PutMapping("/accounts/{accountId}/publishing-mode")
    @Operation(
            summary = "Set the publishing mode of an account",
            description =
                    "LIVE: its listings show what may be sold. HELD: what they show stays. ZERO: they show nothing, before any other"
                            + " number is told: the kill switch. SHADOW: everything is read and nothing written; GET shadow tells"
                            + " what would be. Of the modes of an account, a SKU and a listing the strictest holds, in this order."
                            + " Orders are taken in whatever the mode is.")
    public ModeAnswer putAccount(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestBody ModeFields fields) {
        return put(sellerId, account(sellerId, accountId), fields, actor);
    }

    @PutMapping("/skus/{sku}/publishing-mode")
    @Operation(
            summary = "Set the publishing mode of a SKU",
            description = "On every channel: LIVE, HELD or ZERO; see the mode of an account. 400 for SHADOW.")
    public ModeAnswer putSku(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestBody ModeFields fields) {
        fields.requireNoShadow();
        return put(sellerId, sku(sellerId, sku), fields, actor);
    }

    @PutMapping("/listings/{listingId}/publishing-mode")
    @Operation(
            summary = "Set the publishing mode of a listing",
            description = "LIVE, HELD or ZERO; see the mode of an account. 400 for SHADOW.")
    public ModeAnswer putListing(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long listingId,
            @RequestBody ModeFields fields) {
        fields.requireNoShadow();
        return put(sellerId, listing(sellerId, listingId), fields, actor);
    }

    private ModeAnswer put(long sellerId, Target target, ModeFields fields, Actor actor) {
        int looked = control.put(sellerId, target, fields.mode(), fields.reason(), actor.text());
        wake.wake(sellerId);
        return ModeAnswer.of(control.find(sellerId, target).orElseThrow(), Optional.of(looked));
    }

    @PostMapping("/skus/{sku}/push")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Push the numbers of a SKU",
            description =
                    "Every listing of it is read at once, as soon as what has become less, and told what differs.")
    public LookedAt pushSku(@PathVariable long sellerId, @PathVariable String sku) {
        return woken(sellerId, control.push(sellerId, sku(sellerId, sku)));
    }

    @PostMapping("/listings/{listingId}/push")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Push the number of a listing",
            description = "It is read at once, as soon as what has become less, and told what differs.")
    public LookedAt pushListing(@PathVariable long sellerId, @PathVariable long listingId) {
        return woken(sellerId, control.push(sellerId, listing(sellerId, listingId)));
    }

    @PostMapping("/accounts/{accountId}/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Refresh an account",
            description = "Every listing of it is read and told what differs, behind everything that has moved.")
    public LookedAt refreshAccount(@PathVariable long sellerId, @PathVariable long accountId) {
        return woken(sellerId, control.refresh(sellerId, account(sellerId, accountId)));
    }

    @PostMapping("/skus/{sku}/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Refresh a SKU",
            description = "Every listing of it is read and told what differs, behind everything that has moved.")
    public LookedAt refreshSku(@PathVariable long sellerId, @PathVariable String sku) {
        return woken(sellerId, control.refresh(sellerId, sku(sellerId, sku)));
    }

    @PostMapping("/listings/{listingId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Try a rejected listing again",
            description =
                    "When what its channel rejected has been put right: it is read and told its number. 409 if it is not REJECTED."
                            + " PATCH of the listing has it tried again, too.")
    public LookedAt retry(@PathVariable long sellerId, @PathVariable long listingId) {
        listing(sellerId, listingId);
        if (!control.retry(sellerId, listingId)) {
            throw Refused.of(ProblemType.NOT_POSSIBLE, "its channel has not rejected the listing; push it instead");
        }
        return woken(sellerId, 1);
    }

    private LookedAt woken(long sellerId, int looked) {
        wake.wake(sellerId);
        return new LookedAt(looked);
    }

    @GetMapping("/accounts/{accountId}/shadow")
    @Operation(
            summary = "List what an account would be told",
            description =
                    "What each listing shows and what it would be told now, in any mode: the way to go live is to read this in"
                            + " SHADOW until it says what you want. Ask for the next page with after = next.")
    public ShadowPage shadow(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        entries.account(sellerId, accountId);
        Page<WouldShow> page = Page.cut(
                control.wouldShow(sellerId, accountId, after, Page.limit(limit) + 1),
                limit,
                row -> Long.toString(row.listingId()));
        return new ShadowPage(page.map(ShadowAnswer::of), page.next());
    }

    @GetMapping("/accounts/{accountId}/leaving")
    @Operation(
            summary = "Read what is left until an account can be taken away",
            description =
                    "Set it to ZERO first. It may go when every listing was seen to show nothing, its orders up to then have been read,"
                            + " and each of them has left or been cancelled; then pause it, and take our access away at the channel.")
    public LeavingAnswer leaving(@PathVariable long sellerId, @PathVariable long accountId) {
        entries.account(sellerId, accountId);
        return LeavingAnswer.of(control.leaving(sellerId, accountId));
    }

    private Target account(long sellerId, long accountId) {
        entries.account(sellerId, accountId);
        return new Target(Scope.ACCOUNT, accountId);
    }

    private Target sku(long sellerId, String code) {
        return new Target(Scope.SKU, entries.sku(sellerId, code).skuId());
    }

    private Target listing(long sellerId, long listingId) {
        if (listings.find(sellerId, listingId).isEmpty()) {
            throw Refused.notFound("there is no such listing");
        }
        return new Target(Scope.LISTING, listingId);
    }

    /** A mode, and why. */
    public record ModeFields(
            PublishingMode mode,

            @Schema(
                    description = "Kept with who said so; leave personal data out.",
                    example = "photographs are missing")
            String reason) {
        public ModeFields {
            Fields.text("reason", reason, Fields.MAX_NAME);
        }

        void requireNoShadow() {
            if (mode == PublishingMode.SHADOW) {
                throw Refused.field("mode", "a whole account is shadowed; a SKU or a listing can be HELD or ZERO");
            }
        }
    }

    /** A mode that was said. */
    public record ModeAnswer(
            Scope scope,

            @Schema(description = "Of the account, the SKU or the listing.")
            long id,

            PublishingMode mode,
            String reason,

            @Schema(description = "The key, or the installation's operator.", example = "KEY:7")
            String setBy,

            Instant setAt,

            @Schema(description = "Listings that are looked at again for it.")
            Optional<Integer> listings) {
        static ModeAnswer of(Said said, Optional<Integer> listings) {
            return new ModeAnswer(
                    said.target().scope(),
                    said.target().id(),
                    said.mode(),
                    said.reason(),
                    said.by(),
                    said.at(),
                    listings);
        }
    }

    /** What is not published as usual. */
    public record ModeList(List<ModeAnswer> modes) {}

    /** How many listings are looked at again. */
    public record LookedAt(int listings) {}

    /** What a listing shows, and what it would be told. */
    public record ShadowAnswer(
            long listingId,
            String channelSku,

            @Schema(description = "Believed to show, in the channel's units; absent if nobody has looked yet.")
            Optional<Integer> shows,

            Optional<Instant> seenAt,
            Optional<Integer> wouldShow,

            @Schema(description = "Whether it would be told another number.")
            boolean differs) {
        static ShadowAnswer of(WouldShow row) {
            return new ShadowAnswer(
                    row.listingId(),
                    row.channelSku(),
                    optional(row.shows()),
                    row.seenAt(),
                    optional(row.would()),
                    row.differs());
        }

        private static Optional<Integer> optional(OptionalInt value) {
            return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
        }
    }

    /** A page of what listings would be told. */
    public record ShadowPage(List<ShadowAnswer> listings, Optional<String> next) {}

    /** What is left until an account can be taken away. */
    public record LeavingAnswer(
            PublishingMode mode,

            @Schema(description = "Listings that have not been told that there is nothing.")
            long notToldZero,

            @Schema(description = "Listings that have been told so, which nobody has seen to show it.")
            long notSeenZero,

            @Schema(description = "Up to when its orders have been read, by its clock.")
            Optional<Instant> ordersReadThrough,

            @Schema(description = "When the last listing was seen to show nothing; absent while one shows something.")
            Optional<Instant> zeroSince,

            @Schema(description = "Messages of it that wait or are parked.")
            long messagesWaiting,

            @Schema(description = "Its orders of which something has neither left nor been cancelled.")
            long openOrders,

            boolean mayGo) {
        static LeavingAnswer of(Leaving left) {
            return new LeavingAnswer(
                    left.mode(),
                    left.notToldZero(),
                    left.notSeenZero(),
                    left.ordersReadThrough(),
                    left.zeroSince(),
                    left.messagesWaiting(),
                    left.openOrders(),
                    left.mayGo());
        }
    }
}
