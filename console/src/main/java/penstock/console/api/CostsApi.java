package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.ExchangeRates.Rate;
import penstock.core.valuation.Posted;
import penstock.core.valuation.ValuationReports;

/** What units cost: documents, and exchange rates. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Valuation")
public class CostsApi {

    private static final BigDecimal MAX_RATE = new BigDecimal("1000000000");
    private static final int MAX_RATE_DECIMALS = 10;

    private final CostDocuments documents;
    private final ExchangeRates rates;
    private final ValuationReports reports;
    private final Clock clock;

    public CostsApi(CostDocuments documents, ExchangeRates rates, ValuationReports reports, Clock clock) {
        this.documents = documents;
        this.rates = rates;
        this.reports = reports;
        this.clock = clock;
    }

    @PostMapping("/cost-documents")
    @Operation(
            summary = "Post a cost document",
            description =
                    "What receipts cost, freight and duty, price differences, net realisable values, standard costs,"
                            + " another method, the close of a month. Final: what was wrong is set right by another document, which is"
                            + " booked today. The id is yours: 201 the first time, 200 in a repeat, 409 with other content. LIFO is"
                            + " not allowed under IFRS (IAS 2.25).")
    public ResponseEntity<PostedAnswer> post(@PathVariable long sellerId, @RequestBody NewCostDocument wish) {
        Currency own = Amounts.currency("currency", reports.reached(sellerId).currency());
        Posted posted = requireThere(documents.post(sellerId, wish.draft(own, Today.of(clock))));
        boolean created = posted.result() == Posted.Result.CREATED;
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new PostedAnswer(wish.id(), posted.documentNo(), posted.result()));
    }

    /** Gives it back if the document is there, and refuses otherwise. */
    static Posted requireThere(Posted posted) {
        if (posted.isThere()) {
            return posted;
        }
        ProblemType type = switch (posted.result()) {
            case EXISTS_WITH_DIFFERENT_CONTENT -> ProblemType.EXISTS_WITH_DIFFERENT_CONTENT;
            case CLOSED_PERIOD -> ProblemType.CLOSED_PERIOD;
            case NO_EXCHANGE_RATE -> ProblemType.NO_EXCHANGE_RATE;
            case UNKNOWN_RECEIPT, UNKNOWN_SKU -> ProblemType.UNKNOWN_REFERENCE;
            default -> ProblemType.REFUSED_COST;
        };
        throw Refused.of(
                type,
                posted.detail().isEmpty()
                        ? "the id came before with other content; use another"
                        : posted.result() + ": " + posted.detail());
    }

    @PutMapping("/exchange-rates/{currency}/{date}")
    @Operation(
            summary = "Note an exchange rate",
            description = "Of that day and those after it until the next. A document keeps the rate it was posted with:"
                    + " correcting a rate changes no document.")
    public RateAnswer putRate(
            @PathVariable long sellerId,
            @PathVariable String currency,
            @PathVariable String date,
            @RequestBody NewRate wish) {
        Rate rate = new Rate(
                Amounts.currency("currency", currency).getCurrencyCode(), Amounts.day("date", date), wish.value());
        rates.put(sellerId, rate);
        return RateAnswer.of(rate);
    }

    @GetMapping("/exchange-rates/{currency}")
    @Operation(
            summary = "List the exchange rates of a currency",
            description = "The latest first. Ask for the next page with before = next.")
    public RatePage rates(
            @PathVariable long sellerId,
            @PathVariable String currency,
            @RequestParam Optional<String> before,
            @RequestParam(defaultValue = "100") int limit) {
        String code = Amounts.currency("currency", currency).getCurrencyCode();
        LocalDate day = Amounts.day("before", before, LocalDate.of(2099, 12, 31));
        Page<Rate> page = Page.cut(
                rates.list(sellerId, code, day, Page.limit(limit) + 1),
                limit,
                rate -> rate.validOn().toString());
        return new RatePage(page.map(RateAnswer::of), page.next());
    }

    /** What became of a document. */
    public record PostedAnswer(String id, long documentNo, Posted.Result result) {}

    /** A rate to be noted. */
    public record NewRate(
            @Schema(description = "Units of the seller's currency for one of the other.", example = "0.9155")
            String rate) {
        public NewRate {
            BigDecimal value = Amounts.decimal("rate", rate);
            if (value.signum() <= 0 || value.compareTo(MAX_RATE) > 0 || value.scale() > MAX_RATE_DECIMALS) {
                throw Refused.field(
                        "rate",
                        "rate is above 0, at most " + MAX_RATE + ", and has at most " + MAX_RATE_DECIMALS
                                + " decimals");
            }
        }

        BigDecimal value() {
            return new BigDecimal(rate);
        }
    }

    /** A noted rate. */
    public record RateAnswer(String currency, String date, String rate) {
        static RateAnswer of(Rate rate) {
            return new RateAnswer(
                    rate.currency(),
                    rate.validOn().toString(),
                    rate.rate().stripTrailingZeros().toPlainString());
        }
    }

    /** A page of rates. */
    public record RatePage(List<RateAnswer> rates, Optional<String> next) {}
}
