package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.trial.BufferOutlook;
import penstock.core.trial.BufferOutlook.Expected;
import penstock.core.trial.BufferOutlook.Outlet;
import penstock.core.trial.BufferOutlook.Outlook;
import penstock.core.trial.BufferOutlook.Trial;
import penstock.core.trial.BufferRule;

/** What is to be expected of a SKU under each kind of safety stock. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Publication")
public class BuffersApi {

    private static final double USUAL_PERCENT = 10;
    private static final double USUAL_DAYS = 1;
    private static final double USUAL_RISK_PERCENT = 1;

    private final BufferOutlook outlook;
    private final Entries entries;

    public BuffersApi(BufferOutlook outlook, Entries entries) {
        this.outlook = outlook;
        this.entries = entries;
    }

    @GetMapping("/skus/{sku}/buffers")
    @Operation(
            summary = "See what to expect of a SKU under each kind of safety stock",
            description =
                    "Played from the SKU's measured velocities and its channels' measured lags, until what is there now is sold or four"
                            + " weeks have passed, with nothing delivered; the same answer as long as nothing changes. Tried are: none,"
                            + " the SKU's fixed safety stock (1 if it has none), 10 percent, 1 day of cover, and a risk of 1 percent. An"
                            + " account that sold none of it is not among the outlets; of one that was not measured, a leg is assumed to"
                            + " take 30 seconds.")
    public OutlookAnswer get(@PathVariable long sellerId, @PathVariable String sku) {
        Sku found = entries.sku(sellerId, sku);
        List<Trial> trials = List.of(
                new Trial(BufferRule.NONE, 0),
                new Trial(BufferRule.FIXED, Math.max(1, found.safetyStock())),
                new Trial(BufferRule.PERCENTAGE, USUAL_PERCENT),
                new Trial(BufferRule.DAYS_OF_COVER, USUAL_DAYS),
                new Trial(BufferRule.RISK, USUAL_RISK_PERCENT));
        return OutlookAnswer.of(outlook.of(sellerId, found.skuId(), trials));
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    /** An account that sells the SKU. */
    public record OutletAnswer(
            String accountId,
            String name,

            @Schema(description = "Units on a day with stock.", example = "4.500")
            BigDecimal perDay,

            @Schema(description = "Of a day's units.", example = "6.200")
            BigDecimal variancePerDay,

            @Schema(description = "95 in 100 sales are in the ledger by then.")
            int saleToCommitMillis,

            @Schema(description = "95 in 100 changes are shown by then.")
            int commitToShownMillis,

            @Schema(description = "Whether a leg was not measured yet.")
            boolean assumed) {
        static OutletAnswer of(Outlet outlet) {
            return new OutletAnswer(
                    Long.toString(outlet.accountId()),
                    outlet.name(),
                    decimal(outlet.velocity().perDay()),
                    decimal(outlet.velocity().variancePerDay()),
                    ProductionAnswers.count(outlet.saleToCommit().toMillis()),
                    ProductionAnswers.count(outlet.commitToShown().toMillis()),
                    outlet.assumed());
        }
    }

    /** What comes of a kind of safety stock, on average. */
    public record ExpectedAnswer(
            BufferRule rule,

            @Schema(description = "Units, percent, days, or percent of probability.", example = "1.000")
            BigDecimal value,

            @Schema(description = "Of what is there now, from each outlet in their order.")
            List<Integer> keptBack,

            @Schema(description = "Units sold and not there.", example = "0.020")
            BigDecimal oversold,

            @Schema(
                    description = "Units not sold that a shop that knows everything at once would have sold.",
                    example = "0.900")
            BigDecimal lost,

            @Schema(description = "Units shown, over time and outlets.", example = "41.300")
            BigDecimal listed) {
        static ExpectedAnswer of(Expected expected) {
            return new ExpectedAnswer(
                    expected.rule(),
                    decimal(expected.value()),
                    expected.keptBack(),
                    decimal(expected.oversold()),
                    decimal(expected.lost()),
                    decimal(expected.listed()));
        }
    }

    /** What is to be expected of a SKU. */
    public record OutlookAnswer(
            @Schema(description = "Units there now.") int available,

            @Schema(description = "Units that the plays begin with: the last ones.")
            int played,

            @Schema(description = "Days that they last.") int days,

            @Schema(description = "Whose mean is told.") int plays,

            List<OutletAnswer> outlets,
            List<ExpectedAnswer> expected) {
        static OutlookAnswer of(Outlook outlook) {
            return new OutlookAnswer(
                    ProductionAnswers.count(outlook.available()),
                    outlook.played(),
                    outlook.days(),
                    outlook.plays(),
                    outlook.outlets().stream().map(OutletAnswer::of).toList(),
                    outlook.expected().stream().map(ExpectedAnswer::of).toList());
        }
    }
}
