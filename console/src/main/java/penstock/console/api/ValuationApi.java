package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Page;
import penstock.core.costing.CostMethod;
import penstock.core.money.Money;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.ValuationReports.LayerView;
import penstock.core.valuation.ValuationReports.MethodWorth;
import penstock.core.valuation.ValuationReports.PlaceWorth;
import penstock.core.valuation.ValuationReports.Reached;
import penstock.core.valuation.ValuationReports.SkuWorth;
import penstock.core.valuation.ValuationReports.SoldCost;
import penstock.core.valuation.Valuing;

/** What stock is and was worth, what was sold cost, and the journal behind it. Amounts are in the seller's currency. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Valuation")
public class ValuationApi {

    private final ValuationReports reports;
    private final Valuing valuing;
    private final Entries entries;
    private final Clock clock;

    public ValuationApi(ValuationReports reports, Valuing valuing, Entries entries, Clock clock) {
        this.reports = reports;
        this.valuing = valuing;
        this.entries = entries;
        this.clock = clock;
    }

    /** What every report needs: the day it is of, how far the valuation has come, and the seller's currency. */
    private record Asked(LocalDate day, Reached reached, Currency own) {}

    private Asked asked(long sellerId, Optional<String> date) {
        LocalDate day = Amounts.day("date", date, Today.of(clock));
        Reached reached = reports.reached(sellerId);
        return new Asked(day, reached, Money.currency(reached.currency()));
    }

    @GetMapping("/valuation")
    @Operation(
            summary = "Stock at the end of a day, by SKU",
            description = "Worth is cost less the allowance for what can be sold for less. The total is of all SKUs.")
    public WorthPage worth(
            @PathVariable long sellerId,
            @RequestParam Optional<String> date,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Asked asked = asked(sellerId, date);
        Page<SkuWorth> page =
                Page.cut(reports.worth(sellerId, asked.day(), after, Page.limit(limit) + 1), limit, SkuWorth::skuCode);
        SkuWorth total = reports.total(sellerId, asked.day());
        return new WorthPage(
                ReachedAnswer.of(asked.reached()),
                asked.day().toString(),
                Worth.of(total.value(), total.allowance(), asked.own()),
                page.map(sku -> SkuWorthAnswer.of(sku, asked.own())),
                page.next());
    }

    @GetMapping("/valuation/locations")
    @Operation(
            summary = "Stock at the end of a day, by SKU and location",
            description = "A SKU's worth is divided by its units, to the minor unit. The group is the location's kind.")
    public PlacePage worthByLocation(
            @PathVariable long sellerId,
            @RequestParam Optional<String> date,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Asked asked = asked(sellerId, date);
        List<SkuWorth> skus = reports.worth(sellerId, asked.day(), after, Page.limit(limit) + 1);
        Page<SkuWorth> page = Page.cut(skus, limit, SkuWorth::skuCode);
        return new PlacePage(
                ReachedAnswer.of(asked.reached()),
                asked.day().toString(),
                reports.worthByLocation(sellerId, asked.day(), after, limit).stream()
                        .map(place -> PlaceAnswer.of(place, asked.own()))
                        .toList(),
                page.next());
    }

    @GetMapping("/valuation/methods")
    @Operation(
            summary = "Stock at the end of a day by every method, side by side",
            description =
                    "As if each had always been used. At most " + ValuationReports.MAX_COMPARED
                            + " SKUs a page, for their whole history is read. A month that goes on is averaged as if it were over.")
    public MethodPage methods(
            @PathVariable long sellerId,
            @RequestParam Optional<String> date,
            @RequestParam(defaultValue = "") String after) {
        Asked asked = asked(sellerId, date);
        int limit = ValuationReports.MAX_COMPARED;
        Page<SkuWorth> page =
                Page.cut(reports.worth(sellerId, asked.day(), after, limit + 1), limit, SkuWorth::skuCode);
        return new MethodPage(
                ReachedAnswer.of(asked.reached()),
                asked.day().toString(),
                reports.compare(sellerId, asked.day(), after, limit).stream()
                        .map(worth -> MethodAnswer.of(worth, asked.own()))
                        .toList(),
                page.next());
    }

    @PostMapping("/valuation/rebuild")
    @Operation(
            summary = "Drop the valuation and build it anew",
            description = "From the postings and the documents, which stay. The reports say how far it has come.")
    public ReachedAnswer rebuild(@PathVariable long sellerId) {
        valuing.rebuild(sellerId);
        return ReachedAnswer.of(reports.reached(sellerId));
    }

    @GetMapping("/cost-of-goods-sold")
    @Operation(
            summary = "What was sold cost, by SKU and channel account",
            description = "Between two days, both included. Returns are taken off. Account 0: nobody knows which.")
    public SoldPage costOfGoodsSold(
            @PathVariable long sellerId,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        LocalDate first = Amounts.day("from", from);
        LocalDate last = Amounts.day("to", to);
        Reached reached = reports.reached(sellerId);
        Currency own = Money.currency(reached.currency());
        Page<SkuWorth> page =
                Page.cut(reports.worth(sellerId, last, after, Page.limit(limit) + 1), limit, SkuWorth::skuCode);
        return new SoldPage(
                ReachedAnswer.of(reached),
                reports.costOfGoodsSold(sellerId, first, last, after, limit).stream()
                        .map(sold -> SoldAnswer.of(sold, own))
                        .toList(),
                page.next());
    }

    @GetMapping("/skus/{sku}/layers")
    @Operation(
            summary = "List the cost layers of a SKU",
            description = "Units that came in together, the oldest first. Ask for the next page with after = next.")
    public LayerPage layers(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "0") Long after,
            @RequestParam(defaultValue = "100") int limit) {
        entries.sku(sellerId, sku);
        Reached reached = reports.reached(sellerId);
        Currency own = Money.currency(reached.currency());
        Page<LayerView> page = Page.cut(
                reports.layers(sellerId, sku, open, after, Page.limit(limit) + 1),
                limit,
                layer -> Long.toString(layer.layer()));
        return new LayerPage(ReachedAnswer.of(reached), page.map(layer -> LayerAnswer.of(layer, own)), page.next());
    }

    @GetMapping(path = "/stock-journal.csv", produces = JournalSheet.CSV)
    @Operation(
            summary = "Download the stock journal between two days",
            description =
                    "For the accountant, in the order it was written: an amount is credited to the account it comes"
                            + " from and debited to the one it goes to.")
    public void journal(
            @PathVariable long sellerId,
            @RequestParam String from,
            @RequestParam String to,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        LocalDate first = Amounts.day("from", from);
        LocalDate last = Amounts.day("to", to);
        Currency own = Money.currency(reports.reached(sellerId).currency());
        response.setContentType(JournalSheet.CSV + ";charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"stock-journal-" + first + "-" + last + ".csv\"");
        new JournalSheet(reports, sellerId, own).write(first, last, response.getOutputStream());
    }

    /** How far the valuation has come, and the rules that count now. */
    public record ReachedAnswer(
            @Schema(description = "Position of the last posting that it reflects.")
            long position,

            @Schema(description = "Position of the last posting of the ledger.")
            long head,

            String currency,
            CostMethod method,
            @Schema(description = "LIFO is not: IAS 2.25.") boolean methodAllowedUnderIfrs,
            @Schema(description = "The last closed day.") Optional<String> closedThrough) {
        static ReachedAnswer of(Reached reached) {
            return new ReachedAnswer(
                    reached.position(),
                    reached.head(),
                    reached.currency(),
                    reached.method(),
                    reached.method().allowedUnderIfrs(),
                    reached.closedThrough().map(LocalDate::toString));
        }
    }

    /** What something cost, by how much less it is worth, and what it is worth. */
    public record Worth(@Schema(example = "120.50") String cost, String allowance, String worth) {
        static Worth of(long value, long allowance, Currency own) {
            return new Worth(
                    Amounts.text(value, own), Amounts.text(allowance, own), Amounts.text(value - allowance, own));
        }
    }

    /** A SKU's stock. */
    public record SkuWorthAnswer(String sku, int units, Worth value) {
        static SkuWorthAnswer of(SkuWorth sku, Currency own) {
            return new SkuWorthAnswer(
                    sku.skuCode(), Math.toIntExact(sku.units()), Worth.of(sku.value(), sku.allowance(), own));
        }
    }

    /** A page of SKUs. */
    public record WorthPage(
            ReachedAnswer reached, String date, Worth total, List<SkuWorthAnswer> skus, Optional<String> next) {}

    /** A part of a SKU's stock. */
    public record PlaceAnswer(String sku, String location, String group, int units, Worth value) {
        static PlaceAnswer of(PlaceWorth place, Currency own) {
            return new PlaceAnswer(
                    place.skuCode(),
                    place.locationCode(),
                    place.group(),
                    Math.toIntExact(place.units()),
                    Worth.of(place.value(), place.allowance(), own));
        }
    }

    /** A page of SKUs by location. */
    public record PlacePage(ReachedAnswer reached, String date, List<PlaceAnswer> places, Optional<String> next) {}

    /** A SKU's stock by one method. */
    public record MethodAnswer(
            String sku, CostMethod method, boolean allowedUnderIfrs, int units, Worth value, String costOfGoodsSold) {
        static MethodAnswer of(MethodWorth worth, Currency own) {
            return new MethodAnswer(
                    worth.skuCode(),
                    worth.method(),
                    worth.method().allowedUnderIfrs(),
                    Math.toIntExact(worth.units()),
                    Worth.of(worth.value(), worth.allowance(), own),
                    Amounts.text(worth.costOfGoodsSold(), own));
        }
    }

    /** A page of SKUs by every method. */
    public record MethodPage(ReachedAnswer reached, String date, List<MethodAnswer> methods, Optional<String> next) {}

    /** What the sold units of a SKU cost. */
    public record SoldAnswer(String sku, long accountId, int units, String cost) {
        static SoldAnswer of(SoldCost sold, Currency own) {
            return new SoldAnswer(
                    sold.skuCode(),
                    sold.channelAccountId(),
                    Math.toIntExact(sold.units()),
                    Amounts.text(sold.amount(), own));
        }
    }

    /** A page of SKUs and what was sold of them. */
    public record SoldPage(ReachedAnswer reached, List<SoldAnswer> sold, Optional<String> next) {}

    /** A layer. */
    public record LayerAnswer(
            long layer,
            String receivedOn,

            @Schema(description = "What brought the units in.")
            String cause,

            int quantity,
            int remaining,

            @Schema(description = "What its units cost, but for landed cost.")
            String goods,

            String landed,

            @Schema(description = "What is left of it is worth; absent where the method values the SKU as a whole.")
            Optional<String> value,

            @Schema(description = "No document has said yet what it cost.")
            boolean provisional) {
        static LayerAnswer of(LayerView layer, Currency own) {
            return new LayerAnswer(
                    layer.layer(),
                    layer.receivedOn().toString(),
                    layer.cause(),
                    layer.quantity(),
                    layer.remaining(),
                    Amounts.text(layer.goods(), own),
                    Amounts.text(layer.landed(), own),
                    layer.value().map(value -> Amounts.text(value, own)),
                    layer.provisional());
        }
    }

    /** A page of layers. */
    public record LayerPage(ReachedAnswer reached, List<LayerAnswer> layers, Optional<String> next) {}
}
