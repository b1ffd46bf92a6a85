package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import penstock.console.api.IdentifiersApi.IdentifierAnswer;
import penstock.console.api.IdentifiersApi.PackAnswer;
import penstock.console.api.ListingsApi.ListingAnswer;
import penstock.console.api.StockApi.BalanceAnswer;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Family;
import penstock.core.catalogue.Identifier;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.SkuProfile.Kind;
import penstock.core.catalogue.SkuProfile.Lifecycle;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.catalogue.Trade;
import penstock.core.catalogue.Unit;
import penstock.core.ledger.Stock;
import penstock.core.ledger.Stock.PostingView;
import penstock.core.port.Wake;

/** A seller's SKUs, with what there is of each and where it is sold. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/skus")
@Tag(name = "SKUs")
public class SkusApi {

    /** A SKU at more places than this is shown without the rest. */
    static final int MAX_LOCATIONS = 1_000;

    /** A style of more variants is shown without the rest. */
    private static final int MAX_VARIANTS = 1_000;

    private final Skus skus;
    private final Stock stock;
    private final Listings listings;
    private final Identifiers identifiers;
    private final Packs packs;
    private final Entries entries;
    private final Wake wake;

    public SkusApi(
            Skus skus,
            Stock stock,
            Listings listings,
            Identifiers identifiers,
            Packs packs,
            Entries entries,
            Wake wake) {
        this.skus = skus;
        this.identifiers = identifiers;
        this.packs = packs;
        this.stock = stock;
        this.listings = listings;
        this.entries = entries;
        this.wake = wake;
    }

    @PostMapping
    @Operation(
            summary = "Create a SKU",
            description = "201 when it is new, 200 when it exists with the same content, 409 with other content.")
    public ResponseEntity<SkuAnswer> create(@PathVariable long sellerId, @RequestBody NewSku wish) {
        try {
            return Answers.of(true, SkuAnswer.of(skus.create(sellerId, wish.profile(), wish.gtin())));
        } catch (Conflict conflict) {
            Sku known = skus.find(sellerId, wish.code())
                    .filter(sku -> sku.profile().equals(wish.profile()))
                    .filter(sku -> wish.gtin().stream()
                            .map(text -> Identifier.of(Identifier.Type.GTIN, text, ""))
                            .allMatch(identifiers.list(sellerId, sku.skuId())::contains))
                    .orElseThrow(() -> conflict);
            return Answers.of(false, SkuAnswer.of(known));
        }
    }

    @GetMapping
    @Operation(summary = "List SKUs", description = "By code. Ask for the next page with after = next.")
    public SkuPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Sku> page = Page.cut(skus.list(sellerId, after, Page.limit(limit) + 1), limit, Sku::code);
        return new SkuPage(page.map(SkuAnswer::of), page.next());
    }

    @GetMapping("/{sku}")
    @Operation(summary = "Read a SKU", description = "With its balances at every location and its listings.")
    public SkuDetail get(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        return new SkuDetail(
                SkuAnswer.of(found),
                stock.balances(sellerId, found.code(), "", MAX_LOCATIONS).stream()
                        .map(BalanceAnswer::of)
                        .toList(),
                listings.listOfSku(sellerId, found.code()).stream()
                        .map(ListingAnswer::of)
                        .toList(),
                identifiers.list(sellerId, found.skuId()).stream()
                        .map(IdentifierAnswer::of)
                        .toList(),
                packs.list(sellerId, found.skuId()).stream().map(PackAnswer::of).toList());
    }

    @PatchMapping("/{sku}")
    @Operation(
            summary = "Change a SKU",
            description =
                    "What is left out stays as it is; tracking, size, trade and family are replaced as wholes. Its"
                            + " listings are looked at again at once. 409 for what cannot change any more: a kit stays a kit, the unit"
                            + " stays once quantities are written down in it, the tracking stays while there is stock.")
    public SkuAnswer change(@PathVariable long sellerId, @PathVariable String sku, @RequestBody SkuChange change) {
        Sku after = skus.change(sellerId, sku, change::applyTo)
                .orElseThrow(() -> Refused.notFound("there is no SKU of this code"));
        wake.wake(sellerId);
        return SkuAnswer.of(after);
    }

    @GetMapping("/{sku}/postings")
    @Operation(
            summary = "List the postings of a SKU",
            description =
                    "The newest first: each moves units from one account (location/condition) to another, and names"
                            + " its cause. Ask for the next page with before = next.")
    public PostingPage postings(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        Sku found = entries.sku(sellerId, sku);
        Page<PostingView> page = Page.cut(
                stock.postings(sellerId, found.code(), before, Page.limit(limit) + 1),
                limit,
                posting -> Long.toString(posting.position()));
        return new PostingPage(page.map(PostingAnswer::of), page.next());
    }

    @GetMapping("/{sku}/variants")
    @Operation(summary = "List the variants of a SKU's style", description = "By code, the SKU itself among them.")
    public SkuPage variants(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        List<Sku> variants = found.profile()
                .family()
                .style()
                .map(style -> skus.variants(sellerId, style, MAX_VARIANTS))
                .orElse(List.of(found));
        return new SkuPage(variants.stream().map(SkuAnswer::of).toList(), Optional.empty());
    }

    /** A SKU to be created. */
    public record NewSku(
            @Schema(description = "The seller's key.", example = "MUG-BLUE", maxLength = Fields.MAX_CODE)
            String code,

            @Schema(example = "Mug, blue", maxLength = Fields.MAX_NAME)
            String title,

            @Schema(
                    description = "EAN, UPC, ISBN or GTIN-14 of one unit, its check digit is verified.",
                    example = "4006381333931")
            Optional<String> gtin,

            @Schema(description = "FINISHED_GOOD if left out.")
            Optional<Kind> kind,

            @Schema(description = "What it is counted or measured in; PIECE if left out.")
            Optional<Unit> unit,

            @Schema(description = "A quantity counts 10^-decimals of the unit; 0 to 3, 0 for what is counted.")
            Optional<Integer> decimals,

            Optional<Lifecycle> lifecycle,

            @Schema(description = "POOL: every channel shows all units; PARTITIONED: each has a share of its own.")
            Optional<Sharing> sharing,

            @Schema(description = "Units never offered.", example = "2")
            Optional<Integer> safetyStock,

            Optional<Tracking> tracking,
            Optional<Size> size,
            Optional<Trade> trade,
            Optional<FamilyFields> family) {

        SkuProfile profile() {
            return new SkuChange(
                            Optional.of(title),
                            kind,
                            unit,
                            decimals,
                            lifecycle,
                            sharing,
                            safetyStock,
                            tracking,
                            size,
                            trade,
                            family)
                    .applyTo(SkuProfile.plain(code, title, Sharing.POOL, 0));
        }
    }

    /** What is to change of a SKU. */
    public record SkuChange(
            @Schema(example = "Mug, blue", maxLength = Fields.MAX_NAME)
            Optional<String> title,

            Optional<Kind> kind,
            Optional<Unit> unit,
            Optional<Integer> decimals,

            @Schema(description = "PHASING_OUT: sold until gone, not reordered. DISCONTINUED: offered nowhere.")
            Optional<Lifecycle> lifecycle,

            Optional<Sharing> sharing,

            @Schema(description = "Units never offered.", example = "5")
            Optional<Integer> safetyStock,

            Optional<Tracking> tracking,
            Optional<Size> size,
            Optional<Trade> trade,
            Optional<FamilyFields> family) {

        public SkuChange {
            boolean nothing = Stream.of(
                            title, kind, unit, decimals, lifecycle, sharing, safetyStock, tracking, size, trade, family)
                    .allMatch(Optional::isEmpty);
            if (nothing) {
                throw Refused.field("title", "name what is to change, such as lifecycle, sharing or safetyStock");
            }
        }

        SkuProfile applyTo(SkuProfile before) {
            return new SkuProfile(
                    before.code(),
                    title.orElse(before.title()),
                    kind.orElse(before.kind()),
                    unit.orElse(before.unit()),
                    decimals.orElse(before.decimals()),
                    lifecycle.orElse(before.lifecycle()),
                    sharing.orElse(before.sharing()),
                    safetyStock.orElse(before.safetyStock()),
                    tracking.orElse(before.tracking()),
                    size.orElse(before.size()),
                    trade.orElse(before.trade()),
                    family.map(FamilyFields::family).orElse(before.family()));
        }
    }

    /** Where a SKU belongs. */
    public record FamilyFields(
            Optional<String> brand,

            @Schema(description = "A path.", example = "Kitchen > Mugs")
            Optional<String> category,

            @Schema(description = "What variants have in common.", example = "MUG")
            Optional<String> style,

            @Schema(description = "What tells the variants of a style apart.")
            Optional<Map<String, String>> attributes) {

        public FamilyFields {
            new Family(brand, category, style, attributes.orElse(Map.of()));
        }

        Family family() {
            return new Family(brand, category, style, attributes.orElse(Map.of()));
        }

        static FamilyFields of(Family family) {
            return new FamilyFields(
                    family.brand(), family.category(), family.style(), Optional.of(family.attributes()));
        }
    }

    /** A SKU. */
    public record SkuAnswer(
            long skuId,
            @Schema(example = "MUG-BLUE") String code,
            String title,
            Kind kind,
            Unit unit,
            int decimals,
            Lifecycle lifecycle,
            Sharing sharing,
            int safetyStock,
            Tracking tracking,
            Size size,
            Trade trade,
            FamilyFields family,

            @Schema(description = "How deep it stands in bills of materials, at the deepest.")
            int lowLevelCode,

            Instant createdAt) {
        static SkuAnswer of(Sku sku) {
            SkuProfile profile = sku.profile();
            return new SkuAnswer(
                    sku.skuId(),
                    profile.code(),
                    profile.title(),
                    profile.kind(),
                    profile.unit(),
                    profile.decimals(),
                    profile.lifecycle(),
                    profile.sharing(),
                    profile.safetyStock(),
                    profile.tracking(),
                    profile.size(),
                    profile.trade(),
                    FamilyFields.of(profile.family()),
                    sku.lowLevelCode(),
                    sku.createdAt());
        }
    }

    /** A page of SKUs. */
    public record SkuPage(List<SkuAnswer> skus, Optional<String> next) {}

    /** A SKU with its balances, listings, identifiers and packs. */
    public record SkuDetail(
            SkuAnswer sku,
            List<BalanceAnswer> balances,
            List<ListingAnswer> listings,
            List<IdentifierAnswer> identifiers,
            List<PackAnswer> packs) {}

    /** A posting. */
    public record PostingAnswer(
            long position,

            @Schema(description = "Location and condition; outside is the world.", example = "outside/available")
            String from,

            @Schema(example = "WH1/available") String to,
            @Schema(description = "Units.", example = "12") int quantity,
            @Schema(example = "STOCK_MOVE") String cause,
            long causeId,
            Instant postedAt) {
        static PostingAnswer of(PostingView posting) {
            return new PostingAnswer(
                    posting.position(),
                    posting.from(),
                    posting.to(),
                    posting.quantity(),
                    posting.cause(),
                    posting.causeId(),
                    posting.postedAt());
        }
    }

    /** A page of postings. */
    public record PostingPage(List<PostingAnswer> postings, Optional<String> next) {}
}
