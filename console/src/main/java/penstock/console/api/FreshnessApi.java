package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.core.risk.Freshness;
import penstock.core.risk.Freshness.AccountFreshness;
import penstock.core.risk.Freshness.Budget;
import penstock.core.risk.Freshness.LegTimes;
import penstock.core.risk.Freshness.Objective;
import penstock.core.risk.Freshness.Waiting;

/** How soon channels hear of what was sold, and show what there is. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Publication")
public class FreshnessApi {

    /** Seconds of an objective, at most: a day. */
    static final int MAX_WITHIN_SECONDS = 86_400;

    private final Freshness freshness;
    private final Entries entries;

    public FreshnessApi(Freshness freshness, Entries entries) {
        this.freshness = freshness;
        this.entries = entries;
    }

    @GetMapping("/publication/freshness")
    @Operation(
            summary = "See how soon each account hears of a sale and shows a change",
            description =
                    "Of the last seven days: from a sale on the channel until the order is in the ledger, and from a change of stock"
                            + " in the ledger until the channel is known to show it; both left out of an account where nothing was"
                            + " measured. Percentiles are up to a fifth too long, never too short. budget says how many changes were"
                            + " late and how many may be; worst are the listings that have waited longest by now.")
    public FreshnessList list(@PathVariable long sellerId) {
        return new FreshnessList(freshness.list(sellerId).stream()
                .map(AccountFreshnessAnswer::of)
                .toList());
    }

    @PutMapping("/accounts/{accountId}/freshness-objective")
    @Operation(
            summary = "Say how soon an account is to show a change",
            description =
                    "What its error budget is counted from, in place of what was said before. 201 when it is new.")
    public ResponseEntity<ObjectiveAnswer> put(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody ObjectiveAnswer wish) {
        entries.account(sellerId, accountId);
        return Answers.of(freshness.put(sellerId, accountId, wish.objective()), wish);
    }

    /** How soon changes are to be shown. */
    public record ObjectiveAnswer(
            @Schema(description = "Of the changes, that are to be shown in time.", minimum = "1", maximum = "99")
            int percent,

            @Schema(minimum = "1", maximum = "" + MAX_WITHIN_SECONDS)
            int withinSeconds) {
        static ObjectiveAnswer of(Objective objective) {
            return new ObjectiveAnswer(
                    objective.percent(), Math.toIntExact(objective.within().toSeconds()));
        }

        Objective objective() {
            return new Objective(
                    Fields.within("percent", percent, 1, 99),
                    Duration.ofSeconds(Fields.within("withinSeconds", withinSeconds, 1, MAX_WITHIN_SECONDS)));
        }
    }

    /** How long a leg took, in milliseconds. */
    public record LegAnswer(int p50Millis, int p95Millis, int p99Millis, int measured, Instant since) {
        static LegAnswer of(LegTimes leg) {
            return new LegAnswer(
                    ProductionAnswers.count(leg.p50().toMillis()),
                    ProductionAnswers.count(leg.p95().toMillis()),
                    ProductionAnswers.count(leg.p99().toMillis()),
                    ProductionAnswers.count(leg.measured()),
                    leg.since());
        }
    }

    /** What the objective allows, and what is left of it. */
    public record BudgetAnswer(
            @Schema(description = "Changes that were not shown in time.")
            int late,

            @Schema(description = "Changes of those measured that may be late.")
            int allowed,

            @Schema(description = "Below zero if the objective was missed.")
            int left) {
        static BudgetAnswer of(Budget budget) {
            return new BudgetAnswer(
                    ProductionAnswers.count(budget.late()),
                    ProductionAnswers.count(budget.allowed()),
                    ProductionAnswers.count(budget.left()));
        }
    }

    /** A listing whose channel does not know of a change yet. */
    public record WaitingAnswer(
            String listingId,
            String channelSku,
            String sku,

            @Schema(description = "When the first change was committed that it does not show.")
            Instant since,

            @Schema(description = "How far its number has come.", example = "QUEUED")
            String state) {
        static WaitingAnswer of(Waiting waiting) {
            return new WaitingAnswer(
                    Long.toString(waiting.listingId()),
                    waiting.channelSku(),
                    waiting.skuCode(),
                    waiting.since(),
                    waiting.state());
        }
    }

    /** Of one account. */
    public record AccountFreshnessAnswer(
            String accountId,
            String channel,
            String name,
            Optional<LegAnswer> saleToCommit,
            Optional<LegAnswer> commitToShown,
            ObjectiveAnswer objective,
            BudgetAnswer budget,
            List<WaitingAnswer> worst) {
        static AccountFreshnessAnswer of(AccountFreshness account) {
            return new AccountFreshnessAnswer(
                    Long.toString(account.accountId()),
                    account.channel(),
                    account.name(),
                    account.saleToCommit().map(LegAnswer::of),
                    account.commitToShown().map(LegAnswer::of),
                    ObjectiveAnswer.of(account.objective()),
                    BudgetAnswer.of(account.budget()),
                    account.worst().stream().map(WaitingAnswer::of).toList());
        }
    }

    /** Of all accounts. */
    public record FreshnessList(List<AccountFreshnessAnswer> accounts) {}
}
