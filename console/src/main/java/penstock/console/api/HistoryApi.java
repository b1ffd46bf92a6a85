package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.history.LedgerPoint;
import penstock.core.history.Movement;
import penstock.core.history.SkuHistory;
import penstock.core.history.SkuHistory.Filter;
import penstock.core.history.StockAsOf;
import penstock.core.history.StockAsOf.SkuStock;
import penstock.core.history.StockAsOf.Units;

/** What there was at any past moment, and what happened to a SKU. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "History")
public class HistoryApi {

    private final StockAsOf stock;
    private final SkuHistory history;
    private final Entries entries;
    private final Clock clock;

    public HistoryApi(StockAsOf stock, SkuHistory history, Entries entries, Clock clock) {
        this.stock = stock;
        this.history = history;
        this.entries = entries;
        this.clock = clock;
    }

    @GetMapping("/stock/as-of")
    @Operation(
            summary = "What there was at a past moment, by SKU, location and condition",
            description =
                    "Name a moment or a position of the ledger; the answer says which position it is of, and stays"
                            + " true for ever. What stock was worth at the end of a day is under /valuation.")
    public AsOfPage asOf(
            @PathVariable long sellerId,
            @RequestParam Optional<String> moment,
            @RequestParam Optional<Long> position,
            @RequestParam Optional<String> sku,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        LedgerPoint point = point(sellerId, moment, position);
        int most = Fields.within("limit", limit, 1, StockAsOf.MAX_SKUS);
        if (sku.isPresent()) {
            String code = entries.sku(sellerId, sku.get()).code();
            return AsOfPage.of(
                    point,
                    new Page<>(
                            stock.find(sellerId, point.position(), code).stream()
                                    .toList(),
                            Optional.empty()));
        }
        List<SkuStock> rows = stock.list(sellerId, point.position(), after, most + 1);
        return AsOfPage.of(point, Page.cut(rows, most, SkuStock::skuCode));
    }

    private LedgerPoint point(long sellerId, Optional<String> moment, Optional<Long> position) {
        if (moment.isPresent() == position.isPresent()) {
            throw Refused.field("moment", "what is asked for is one moment or one position: give one of the two");
        }
        if (moment.isPresent()) {
            Instant at = moment("moment", moment.get());
            if (at.isAfter(clock.instant())) {
                throw Refused.field("moment", "moment lies in the future; what there is now is under /stock");
            }
            return stock.at(sellerId, at);
        }
        LedgerPoint point = stock.at(sellerId, position.get());
        if (position.get() < 0 || !point.hasHappened()) {
            throw Refused.field(
                    "position",
                    "position is " + position.get() + "; the ledger has positions up to " + point.head() + " so far");
        }
        return point;
    }

    @GetMapping("/skus/{sku}/history")
    @Operation(
            summary = "What happened to a SKU",
            description =
                    "Each movement with what it left at both its ends, its document and who had it done. The newest"
                            + " first; with after, the oldest first. Go on with before, or after, = next. A page looks at "
                            + SkuHistory.MAX_LOOKED_AT
                            + " movements at most, so of a filtered history it may hold few or none and yet have a next one.")
    public HistoryPage history(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestParam Optional<Long> before,
            @RequestParam Optional<Long> after,
            @RequestParam Optional<String> location,
            @RequestParam Optional<String> cause,
            @RequestParam Optional<String> since,
            @RequestParam Optional<String> until,
            @RequestParam(defaultValue = "100") int limit) {
        String code = entries.sku(sellerId, sku).code();
        Filter filter = filter(sellerId, location, cause, since, until);
        int most = Page.limit(limit);
        if (before.isPresent() && after.isPresent()) {
            throw Refused.field("before", "a page goes on before a position or after one: leave one of the two out");
        }
        SkuHistory.Page page = after.isPresent()
                ? history.after(sellerId, code, filter, after.get(), most)
                : history.before(sellerId, code, filter, before.orElse(Long.MAX_VALUE), most);
        return new HistoryPage(
                page.movements().stream().map(MovementAnswer::of).toList(),
                page.next().map(next -> Long.toString(next)));
    }

    @GetMapping(path = "/skus/{sku}/history.csv", produces = JournalSheet.CSV)
    @Operation(
            summary = "Download what happened to a SKU",
            description = "The oldest first, all of it that the filter lets through.")
    public void sheet(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestParam Optional<String> location,
            @RequestParam Optional<String> cause,
            @RequestParam Optional<String> since,
            @RequestParam Optional<String> until,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        String code = entries.sku(sellerId, sku).code();
        Filter filter = filter(sellerId, location, cause, since, until);
        response.setContentType(JournalSheet.CSV + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"history.csv\"");
        new HistorySheet(history, sellerId, code).write(filter, response.getOutputStream());
    }

    private Filter filter(
            long sellerId,
            Optional<String> location,
            Optional<String> cause,
            Optional<String> since,
            Optional<String> until) {
        return new Filter(
                location.map(
                        code -> entries.location(sellerId, "location", code).code()),
                cause.map(word -> Fields.text("cause", word, Fields.MAX_CODE)),
                since.map(text -> moment("since", text)),
                until.map(text -> moment("until", text)));
    }

    /** A moment that a parameter names. */
    static Instant moment(String field, String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return Fields.moment(field, Optional.of(moment)).orElseThrow();
        } catch (DateTimeException e) {
            throw Refused.field(field, field + " is not a moment; write it as 2026-03-01T08:00:00Z");
        }
    }

    /** What there was of all SKUs. */
    public record AsOfPage(
            @Schema(description = "Position of the last posting that had happened; 0 before the first.")
            long position,

            @Schema(description = "When it did.") Optional<Instant> postedAt,

            @Schema(description = "Position of the ledger's last posting now.")
            long head,

            List<SkuStockAnswer> skus,
            Optional<String> next) {
        static AsOfPage of(LedgerPoint point, Page<SkuStock> page) {
            return new AsOfPage(
                    point.position(), point.postedAt(), point.head(), page.map(SkuStockAnswer::of), page.next());
        }
    }

    /** What there was of a SKU. */
    public record SkuStockAnswer(String sku, int available, int reserved, List<UnitsAnswer> places) {
        static SkuStockAnswer of(SkuStock stock) {
            return new SkuStockAnswer(
                    stock.skuCode(),
                    stock.in("available"),
                    stock.in("reserved"),
                    stock.places().stream().map(UnitsAnswer::of).toList());
        }
    }

    /** Units in one condition at one location. */
    public record UnitsAnswer(
            String location, @Schema(example = "available") String condition, int units) {
        static UnitsAnswer of(Units units) {
            return new UnitsAnswer(units.locationCode(), units.condition(), units.units());
        }
    }

    /** A page of movements. */
    public record HistoryPage(List<MovementAnswer> movements, Optional<String> next) {}

    /** Units that moved. */
    public record MovementAnswer(
            long position,
            Instant postedAt,
            int quantity,
            SideAnswer from,
            SideAnswer to,
            DocumentAnswer document,
            ActorAnswer actor) {
        static MovementAnswer of(Movement movement) {
            return new MovementAnswer(
                    movement.position(),
                    movement.postedAt(),
                    movement.quantity(),
                    SideAnswer.of(movement.from()),
                    SideAnswer.of(movement.to()),
                    DocumentAnswer.of(movement.document()),
                    new ActorAnswer(
                            movement.actor().kind(),
                            movement.actor().id(),
                            movement.actor().name()));
        }
    }

    /** One end of a movement. */
    public record SideAnswer(
            @Schema(description = "Absent outside.") Optional<String> location,

            @Schema(description = "What state stock is in, or who it is that stands outside.", example = "available")
            String condition,

            @Schema(description = "Units in that condition there, before the movement.")
            Optional<Integer> before,

            Optional<Integer> after) {
        static SideAnswer of(Movement.Side side) {
            if (side instanceof Movement.Side.Place place) {
                return new SideAnswer(
                        Optional.of(place.locationCode()),
                        place.condition(),
                        Optional.of(place.before()),
                        Optional.of(place.after()));
            }
            String who = ((Movement.Side.Outside) side).who();
            return new SideAnswer(Optional.empty(), who, Optional.empty(), Optional.empty());
        }
    }

    /** What says why. */
    public record DocumentAnswer(
            @Schema(example = "STOCK_MOVE") String cause,
            long id,

            @Schema(description = "The id that its sender gave it: of an order, a stock move, a parcel, a file.")
            String name,

            @Schema(example = "RECEIVE") String kind,
            Optional<Long> orderId,

            @Schema(description = "The cost document of the units that came in.")
            Optional<String> costDocument) {
        static DocumentAnswer of(Movement.Document document) {
            return new DocumentAnswer(
                    document.cause(),
                    document.id(),
                    document.name(),
                    document.kind(),
                    document.orderId(),
                    document.costs());
        }
    }

    /** Who had it done. */
    public record ActorAnswer(
            Movement.Actor.Kind kind,

            @Schema(description = "Of the key or the account, 0 for none.")
            long id,

            @Schema(description = "The key's label, or the account's name.")
            String name) {}
}
