package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.offer.RuleSet;
import penstock.core.publication.PublicationRules;
import penstock.core.trial.DryRun;
import penstock.core.trial.DryRun.Compared;
import penstock.core.trial.DryRun.Report;
import penstock.core.trial.DryRun.Side;

/** What a version of the rules would have made of the last days. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/publication/rules/{version}")
@Tag(name = "Publication")
public class DryRunApi {

    /** Dry runs at a time, since each reads much and computes for seconds; the next is told to come back. */
    static final int MAX_AT_ONCE = 1;

    private final PublicationRules rules;
    private final DryRun dryRun;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    public DryRunApi(PublicationRules rules, DryRun dryRun) {
        this.rules = rules;
        this.dryRun = dryRun;
    }

    @PostMapping("/dry-run")
    @Operation(
            summary = "Play the last days again under a version of the rules",
            description =
                    "Against the version in force, or no rules at all: orders as they came, what came and went, each order as late as it was,"
                            + " each channel as late as it is. Both are played, so the difference is the rules'. Changes nothing. Whoever was"
                            + " not shown anything then did not order, so what looser rules would have sold is not known. leftOut counts the"
                            + " SKUs with listings that are kits or partitioned, which are not played. skus are the hundred that differ most.")
    public DryRunAnswer play(
            @PathVariable long sellerId,
            @PathVariable int version,
            @Parameter(description = "Days up to now that are played, 1 to " + DryRun.MAX_DAYS + ".")
                    @RequestParam(defaultValue = "14")
                    int days) {
        int asked = Fields.within("days", days, 1, DryRun.MAX_DAYS);
        RuleSet draft = rules.read(sellerId, version)
                .orElseThrow(() -> Refused.notFound("there is no such version of the rules"));
        RuleSet inForce = rules.inForce(sellerId);
        if (!places.tryAcquire()) {
            throw Refused.of(
                    ProblemType.BUSY,
                    "another dry run is being played; ask again in a few seconds",
                    HttpHeaders.RETRY_AFTER,
                    "5");
        }
        try {
            return DryRunAnswer.of(version, inForce.version(), dryRun.play(sellerId, inForce, draft, asked));
        } finally {
            places.release();
        }
    }

    /** How it went under one set of rules, in units. */
    public record SideAnswer(
            @Schema(description = "Sold, and there.") int sold,
            @Schema(description = "Sold, and not there.") int oversold,

            @Schema(description = "Wanted while there were so many, and not shown.")
            int lost,

            @Schema(description = "Shown at a time, on average.", example = "41.25")
            BigDecimal listed) {
        static SideAnswer of(Side side) {
            return new SideAnswer(
                    ProductionAnswers.count(side.sold()),
                    ProductionAnswers.count(side.oversold()),
                    ProductionAnswers.count(side.lost()),
                    BigDecimal.valueOf(side.listed()).setScale(2, RoundingMode.HALF_UP));
        }
    }

    /** Both ways of one thing. */
    public record ComparedAnswer(
            @Schema(description = "The account's name, or the SKU's code; empty for all together.")
            String name,

            @Schema(description = "Units that were ordered.")
            int wanted,

            @Schema(description = "Under the version in force.")
            SideAnswer before,

            @Schema(description = "Under the version that is tried.")
            SideAnswer after) {
        static ComparedAnswer of(Compared compared) {
            return new ComparedAnswer(
                    compared.name(),
                    ProductionAnswers.count(compared.wanted()),
                    SideAnswer.of(compared.before()),
                    SideAnswer.of(compared.after()));
        }
    }

    /** What came of it. */
    public record DryRunAnswer(
            int version,

            @Schema(description = "The version in force; 0 if there is none.")
            int against,

            Instant from,
            Instant until,
            ComparedAnswer all,
            List<ComparedAnswer> accounts,
            List<ComparedAnswer> skus,

            @Schema(description = "SKUs with listings that are kits or partitioned.")
            int leftOut) {
        static DryRunAnswer of(int version, int against, Report report) {
            return new DryRunAnswer(
                    version,
                    against,
                    report.from(),
                    report.until(),
                    ComparedAnswer.of(report.all()),
                    report.accounts().stream().map(ComparedAnswer::of).toList(),
                    report.skus().stream().map(ComparedAnswer::of).toList(),
                    report.leftOut());
        }
    }
}
