package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Listings.Binding;
import penstock.core.catalogue.Listings.Change;
import penstock.core.catalogue.Listings.Listing;
import penstock.core.catalogue.Listings.Publication;
import penstock.core.catalogue.Listings.State;
import penstock.core.engine.Engine;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.order.MapParkedLines;
import penstock.core.port.Wake;
import penstock.core.publication.Rejection;

/** What channels' SKUs stand for. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/listings")
@Tag(name = "Listings")
public class ListingsApi {

    private final Listings listings;
    private final Engine engine;
    private final Entries entries;
    private final Wake wake;

    public ListingsApi(Listings listings, Engine engine, Entries entries, Wake wake) {
        this.listings = listings;
        this.engine = engine;
        this.entries = entries;
        this.wake = wake;
    }

    @PostMapping
    @Operation(
            summary = "Bind a channel's SKU to one of ours",
            description =
                    "Order lines that were parked for it are mapped and reserved before the answer, and its number is"
                            + " sent soon after. 201 when it is new, 200 when it is bound so already, 409 if it is bound"
                            + " otherwise (PATCH changes it). On a supplier's or provider's account one key is bound to a SKU:"
                            + " 409 for a second, whose figure would overwrite the first's. A supplier's figures are"
                            + " multiplied by packSize.")
    public ResponseEntity<ListingAnswer> bind(@PathVariable long sellerId, @RequestBody NewListing wish) {
        entries.account(sellerId, "accountId", wish.accountId());
        entries.sku(sellerId, "sku", wish.sku());
        boolean created = bindOrRecognise(sellerId, wish);
        long mapped = mapParkedLines(sellerId, wish);
        wake.wake(sellerId);
        Listing listing =
                listings.find(sellerId, wish.accountId(), wish.channelSku()).orElseThrow();
        return Answers.of(created, ListingAnswer.of(listing).withOrdersMapped(mapped));
    }

    private boolean bindOrRecognise(long sellerId, NewListing wish) {
        try {
            if (listings.bind(sellerId, wish.accountId(), wish.binding()).isEmpty()) {
                throw Refused.field(
                        ProblemType.UNKNOWN_REFERENCE, "accountId", "the account or the SKU is gone; look again");
            }
            return true;
        } catch (Conflict conflict) {
            Optional<Listing> known = listings.find(sellerId, wish.accountId(), wish.channelSku());
            if (known.filter(wish::isContentOf).isEmpty()) {
                throw conflict;
            }
            return false;
        }
    }

    @PatchMapping("/{listingId}")
    @Operation(
            summary = "Change a listing",
            description =
                    "What is left out stays; its number is looked at again at once. PAUSED and ENDED show 0, and orders through"
                            + " it are taken in all the same; a supplier's or provider's key counts no more, and an ENDED one"
                            + " makes room for another key of the same SKU. Either may be made ACTIVE again. channelRef and"
                            + " channelLocation change when nothing of it is shown at the former place, 409 before: pause the"
                            + " listing and wait for its 0. At the new place the number is read before it is set.")
    public ListingAnswer change(
            @PathVariable long sellerId, @PathVariable long listingId, @RequestBody ListingChange change) {
        if (!listings.change(sellerId, listingId, change.wanted())) {
            throw Refused.notFound("there is no such listing");
        }
        wake.wake(sellerId);
        return ListingAnswer.of(listings.find(sellerId, listingId).orElseThrow());
    }

    private long mapParkedLines(long sellerId, NewListing wish) {
        long mapped = 0;
        for (long orders = 1; orders > 0; mapped += orders) {
            orders = engine.decide(sellerId, new MapParkedLines(wish.accountId(), wish.channelSku()))
                    .id();
        }
        return mapped;
    }

    @GetMapping
    @Operation(
            summary = "List listings",
            description = "With where the number of each stands. Of one account if accountId is given. Ask for the next"
                    + " page with after = next.")
    public ListingPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long accountId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Listing> page = Page.cut(
                listings.list(sellerId, accountId, after, Page.limit(limit) + 1),
                limit,
                listing -> Long.toString(listing.listingId()));
        return new ListingPage(page.map(ListingAnswer::of), page.next());
    }

    /** A channel's SKU to be bound. */
    public record NewListing(
            long accountId,

            @Schema(description = "The seller's key as the channel knows it.", example = "MUG-BLUE-DE")
            String channelSku,

            @Schema(description = "Our SKU's code.", example = "MUG-BLUE")
            String sku,

            @Schema(
                    description = "The channel's technical id, where it needs one.",
                    example = "gid://shopify/InventoryItem/7")
            Optional<String> channelRef,

            @Schema(description = "The channel's location, where it has some.")
            Optional<String> channelLocation,

            @Schema(description = "Units of the SKU in one unit of the channel; 1 if left out.")
            Optional<Integer> packSize,

            @Schema(description = "The most that the channel is to show.")
            Optional<Integer> quantityCap) {
        public NewListing {
            Fields.text("channelSku", channelSku, Fields.MAX_CODE);
            Fields.code("sku", sku);
            Fields.text("channelRef", channelRef, Fields.MAX_NAME);
            Fields.text("channelLocation", channelLocation, Fields.MAX_NAME);
            packSize.ifPresent(units -> Fields.within("packSize", units, 1, Listings.MAX_PACK_SIZE));
            quantityCap.ifPresent(units -> Fields.within("quantityCap", units, 0, OrderLineSnapshot.MAX_QUANTITY));
        }

        Binding binding() {
            return new Binding(
                    channelSku,
                    channelRef.orElse(""),
                    channelLocation.orElse(""),
                    sku,
                    packSize.orElse(1),
                    quantityCap);
        }

        boolean isContentOf(Listing listing) {
            return listing.skuCode().equals(sku)
                    && listing.packSize() == packSize.orElse(1)
                    && listing.channelRef().equals(channelRef.orElse(""))
                    && listing.channelLocation().equals(channelLocation.orElse(""))
                    && listing.quantityCap().equals(quantityCap);
        }
    }

    /** What is to become of a listing. */
    public record ListingChange(
            Optional<State> state,

            @Schema(description = "The channel's technical id.", example = "gid://shopify/InventoryItem/7")
            Optional<String> channelRef,

            @Schema(description = "The channel's location.") Optional<String> channelLocation,

            @Schema(description = "The most that the channel is to show.")
            Optional<Integer> quantityCap,

            @Schema(description = "true takes the cap away.")
            Optional<Boolean> uncapped) {
        public ListingChange {
            Fields.text("channelRef", channelRef, Fields.MAX_NAME);
            Fields.text("channelLocation", channelLocation, Fields.MAX_NAME);
            quantityCap.ifPresent(units -> Fields.within("quantityCap", units, 0, OrderLineSnapshot.MAX_QUANTITY));
            if (uncapped.orElse(false) && quantityCap.isPresent()) {
                throw Refused.field("uncapped", "name a quantityCap or take it away, not both");
            }
            if (Stream.of(state, channelRef, channelLocation, quantityCap, uncapped)
                    .allMatch(Optional::isEmpty)) {
                throw Refused.field(
                        "state",
                        "name what is to change: state, channelRef, channelLocation, quantityCap, uncapped or some of them");
            }
        }

        Change wanted() {
            return new Change(state, channelRef, channelLocation, quantityCap, uncapped.orElse(false));
        }
    }

    /** A listing, with where its number stands if its account is told one. */
    public record ListingAnswer(
            long listingId,
            long accountId,
            String channelSku,
            String sku,

            @Schema(description = "The channel's technical id; empty if it has none.")
            String channelRef,

            @Schema(description = "The channel's location; empty if it has none.")
            String channelLocation,

            int packSize,

            @Schema(description = "The most that the channel is to show.")
            Optional<Integer> quantityCap,

            State state,
            Optional<PublicationAnswer> publication,

            @Schema(description = "Orders whose parked lines were mapped by binding it.")
            Optional<Integer> ordersMapped) {
        static ListingAnswer of(Listing listing) {
            return new ListingAnswer(
                    listing.listingId(),
                    listing.accountId(),
                    listing.channelSku(),
                    listing.skuCode(),
                    listing.channelRef(),
                    listing.channelLocation(),
                    listing.packSize(),
                    listing.quantityCap(),
                    listing.state(),
                    listing.publication().map(PublicationAnswer::of),
                    Optional.empty());
        }

        ListingAnswer withOrdersMapped(long orders) {
            return new ListingAnswer(
                    listingId,
                    accountId,
                    channelSku,
                    sku,
                    channelRef,
                    channelLocation,
                    packSize,
                    quantityCap,
                    state,
                    publication,
                    Optional.of((int) orders));
        }
    }

    /** Where a listing's number stands. */
    public record PublicationAnswer(
            @Schema(example = "OBSERVED") String state,
            @Schema(description = "What was last sent.") Optional<Integer> sent,
            long sentPosition,

            @Schema(description = "What the channel was last seen to show.")
            Optional<Integer> observed,

            @Schema(
                    description =
                            "What it is taken to have shown as of knownPosition; its own orders have taken units off it"
                                    + " since. Absent while it is in doubt.")
            Optional<Integer> known,

            @Schema(description = "Of the ledger.") long knownPosition,

            Optional<Instant> staleSince,

            @Schema(description = "The channel's words, after our word for it.", example = "NOT_FOUND: unknown SKU")
            Optional<String> refusedReason,

            @Schema(description = "What a person can do about a refusal.")
            Optional<String> whatToDo) {
        static PublicationAnswer of(Publication publication) {
            return new PublicationAnswer(
                    publication.state(),
                    publication.sent(),
                    publication.sentPosition(),
                    publication.observed(),
                    publication.known(),
                    publication.knownFrom(),
                    publication.staleSince(),
                    publication.refusedReason(),
                    publication
                            .refusedReason()
                            .map(reason -> Rejection.parse(reason).whatToDo()));
        }
    }

    /** A page of listings. */
    public record ListingPage(List<ListingAnswer> listings, Optional<String> next) {}
}
