package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.api.ListingsApi.ListingAnswer;
import penstock.console.api.StockApi.BalanceAnswer;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sharing;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Stock;
import penstock.core.ledger.Stock.PostingView;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.port.Wake;

/** A seller's SKUs, with what there is of each and where it is sold. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/skus")
@Tag(name = "SKUs")
public class SkusApi {

    /** A SKU at more places than this is shown without the rest. */
    static final int MAX_LOCATIONS = 1_000;

    private final Skus skus;
    private final Stock stock;
    private final Listings listings;
    private final Entries entries;
    private final Wake wake;

    public SkusApi(Skus skus, Stock stock, Listings listings, Entries entries, Wake wake) {
        this.skus = skus;
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
            Sku created = skus.create(
                    sellerId,
                    wish.code(),
                    wish.title(),
                    wish.gtin(),
                    wish.sharing().orElse(Sharing.POOL),
                    wish.safetyStock().orElse(0));
            return Answers.of(true, SkuAnswer.of(created));
        } catch (Conflict conflict) {
            Sku known =
                    skus.find(sellerId, wish.code()).filter(wish::isContentOf).orElseThrow(() -> conflict);
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
                        .toList());
    }

    @PatchMapping("/{sku}")
    @Operation(
            summary = "Change a SKU's title, or how it is offered",
            description = "What is left out stays as it is. Its listings are looked at again at once.")
    public SkuAnswer change(@PathVariable long sellerId, @PathVariable String sku, @RequestBody SkuChange change) {
        Sku before = entries.sku(sellerId, sku);
        Optional<Sku> after = change.title().flatMap(title -> skus.rename(sellerId, before.code(), title));
        if (change.sharing().isPresent() || change.safetyStock().isPresent()) {
            after = skus.change(
                    sellerId,
                    before.code(),
                    change.sharing().orElse(before.sharing()),
                    change.safetyStock().orElse(before.safetyStock()));
            wake.wake(sellerId);
        }
        return after.map(SkuAnswer::of).orElseThrow(() -> Refused.notFound("there is no SKU of this code"));
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

    /** A SKU to be created. */
    public record NewSku(
            @Schema(description = "The seller's key.", example = "MUG-BLUE", maxLength = Fields.MAX_CODE)
            String code,

            @Schema(example = "Mug, blue", maxLength = Fields.MAX_NAME)
            String title,

            @Schema(description = "8, 12, 13 or 14 digits.", example = "4006381333931")
            Optional<String> gtin,

            @Schema(description = "POOL: every channel shows all units; PARTITIONED: each has a share of its own.")
            Optional<Sharing> sharing,

            @Schema(description = "Units never offered.", example = "2")
            Optional<Integer> safetyStock) {

        private static final Pattern GTIN = Pattern.compile("\\d{8}|\\d{12,14}");

        public NewSku {
            Fields.code("code", code);
            Fields.text("title", title, Fields.MAX_NAME);
            gtin.filter(digits -> !GTIN.matcher(digits).matches()).ifPresent(digits -> {
                throw Refused.field("gtin", "gtin has 8, 12, 13 or 14 digits");
            });
            requireSafetyStock(safetyStock);
        }

        boolean isContentOf(Sku sku) {
            return sku.title().equals(title)
                    && sku.gtin().equals(gtin)
                    && sku.sharing() == sharing.orElse(Sharing.POOL)
                    && sku.safetyStock() == safetyStock.orElse(0);
        }
    }

    /** What is to change of a SKU. */
    public record SkuChange(
            @Schema(example = "Mug, blue", maxLength = Fields.MAX_NAME)
            Optional<String> title,

            Optional<Sharing> sharing,

            @Schema(description = "Units never offered.", example = "5")
            Optional<Integer> safetyStock) {
        public SkuChange {
            requireSafetyStock(safetyStock);
            Fields.text("title", title, Fields.MAX_NAME);
            if (title.isEmpty() && sharing.isEmpty() && safetyStock.isEmpty()) {
                throw Refused.field("sharing", "name what is to change: title, sharing, safetyStock or several");
            }
        }
    }

    private static void requireSafetyStock(Optional<Integer> units) {
        units.ifPresent(some -> Fields.within("safetyStock", some, 0, OrderLineSnapshot.MAX_QUANTITY));
    }

    /** A SKU. */
    public record SkuAnswer(
            long skuId,
            @Schema(example = "MUG-BLUE") String code,
            String title,
            Optional<String> gtin,
            Sharing sharing,
            int safetyStock,
            Instant createdAt) {
        static SkuAnswer of(Sku sku) {
            return new SkuAnswer(
                    sku.skuId(),
                    sku.code(),
                    sku.title(),
                    sku.gtin(),
                    sku.sharing(),
                    sku.safetyStock(),
                    sku.createdAt());
        }
    }

    /** A page of SKUs. */
    public record SkuPage(List<SkuAnswer> skus, Optional<String> next) {}

    /** A SKU with its balances and listings. */
    public record SkuDetail(SkuAnswer sku, List<BalanceAnswer> balances, List<ListingAnswer> listings) {}

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
