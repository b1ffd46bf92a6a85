package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.returns.Disposition;
import penstock.core.returns.Policies;
import penstock.core.returns.ReceivedCondition;
import penstock.core.returns.ReturnReason;
import penstock.core.returns.ReturnRule;
import penstock.core.returns.ReturnRule.CountedFrom;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.ReturnsPolicy;

/** The versions of the returns policy. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/returns-policies")
@Tag(name = "Returns")
public class ReturnsPoliciesApi {

    private static final int MAX_OUTCOMES =
            (ReturnReason.values().length + 1) * ReceivedCondition.values().length; // of each reason, and of any

    private final Policies policies;
    private final Entries entries;

    public ReturnsPoliciesApi(Policies policies, Entries entries) {
        this.policies = policies;
        this.entries = entries;
    }

    @PostMapping
    @Operation(
            summary = "Add a version of the returns policy",
            description =
                    "It counts for what is asked from effectiveFrom on; returns stay with the version they were judged by."
                            + " The most specific rule decides: the account counts first, then the deeper category, then the"
                            + " country. 201 when it is new, 200 when it is the same as the last version.")
    public ResponseEntity<PolicyAdded> add(@PathVariable long sellerId, @RequestBody NewReturnsPolicy wish) {
        wish.rules().forEach(rule -> rule.accountId().ifPresent(id -> entries.account(sellerId, "accountId", id)));
        Reply reply = policies.add(
                sellerId,
                wish.effectiveFrom(),
                wish.rules().stream().map(ReturnRuleBody::rule).toList());
        return Answers.of(reply.verdict(), new PolicyAdded((int) reply.id(), reply.verdict()));
    }

    @GetMapping
    @Operation(summary = "List the versions of the returns policy", description = "The latest first.")
    public ReturnsPolicyList list(@PathVariable long sellerId) {
        return new ReturnsPolicyList(policies.list(sellerId).stream()
                .map(policy -> new ReturnsPolicyAnswer(
                        policy.version(),
                        policy.effectiveFrom(),
                        policy.rules().stream().map(ReturnRuleBody::of).toList()))
                .toList());
    }

    /** A version to be added. */
    public record NewReturnsPolicy(
            @Schema(description = "No earlier than that of the version before.")
            Instant effectiveFrom,

            List<ReturnRuleBody> rules) {
        public NewReturnsPolicy {
            Fields.moment("effectiveFrom", Optional.of(effectiveFrom));
            rules = Fields.list("rules", rules, ReturnsPolicy.MAX_RULES);
        }
    }

    /** Terms for some sales. */
    public record ReturnRuleBody(
            @Schema(description = "Of the account that sold; any if left out.")
            Optional<Long> accountId,

            @Schema(description = "And those below it; any if left out.", example = "Kitchen > Mugs")
            Optional<String> category,

            @Schema(description = "ISO 3166-1; any if left out.", example = "DE")
            Optional<String> country,

            @Schema(example = "30") int windowDays,

            @Schema(description = "DELIVERY is counted from shipment as long as nobody says when it was.")
            CountedFrom countedFrom,

            @Schema(description = "That are accepted; others are not.")
            List<ReasonTerms> reasons,

            @Schema(description = "What becomes of units by their condition; as usual where it is left out.")
            Optional<List<ReturnOutcome>> outcomes) {
        public ReturnRuleBody {
            reasons = Fields.list("reasons", reasons, ReturnReason.values().length);
            outcomes = outcomes.map(list -> Fields.list("outcomes", list, MAX_OUTCOMES));
        }

        ReturnRule rule() {
            Map<ReturnReason, ReturnRule.Terms> terms = new EnumMap<>(ReturnReason.class);
            for (ReasonTerms reason : reasons) {
                if (terms.put(reason.reason(), reason.terms()) != null) {
                    throw Refused.field("reasons", "reasons names " + reason.reason() + " twice; keep one of them");
                }
            }
            Set<String> named = new HashSet<>();
            outcomes.orElse(List.of()).forEach(one -> {
                String row = one.reason().map(Enum::name).orElse("any reason") + ", " + one.condition();
                if (!named.add(row)) {
                    throw Refused.field("outcomes", "outcomes names " + row + " twice; keep one of them");
                }
            });
            return new ReturnRule(
                    accountId,
                    category,
                    country,
                    windowDays,
                    countedFrom,
                    terms,
                    outcomes.orElse(List.of()).stream()
                            .map(one -> new ReturnRule.Outcome(one.reason(), one.condition(), one.disposition()))
                            .toList());
        }

        static ReturnRuleBody of(ReturnRule rule) {
            return new ReturnRuleBody(
                    rule.accountId(),
                    rule.category(),
                    rule.country(),
                    rule.windowDays(),
                    rule.countedFrom(),
                    new EnumMap<>(rule.reasons())
                            .entrySet().stream()
                                    .map(entry -> new ReasonTerms(
                                            entry.getKey(),
                                            entry.getValue().feeBasisPoints(),
                                            entry.getValue().postage()))
                                    .toList(),
                    Optional.of(rule.outcomes().stream()
                                    .map(one -> new ReturnOutcome(one.reason(), one.condition(), one.disposition()))
                                    .toList())
                            .filter(list -> !list.isEmpty()));
        }
    }

    /** A reason that is accepted, and what it costs the customer. */
    public record ReasonTerms(
            ReturnReason reason,

            @Schema(
                    description = "Hundredths of a percent of the price that are kept for restocking.",
                    example = "1500")
            int feeBasisPoints,

            @Schema(description = "Who pays for sending it back.")
            Postage postage) {
        ReturnRule.Terms terms() {
            return new ReturnRule.Terms(feeBasisPoints, postage);
        }
    }

    /** What becomes of units in a condition. */
    public record ReturnOutcome(
            @Schema(description = "Any if left out.") Optional<ReturnReason> reason,
            ReceivedCondition condition,
            Disposition disposition) {}

    /** That it was added. */
    public record PolicyAdded(int version, Reply.Verdict verdict) {}

    /** A version. */
    public record ReturnsPolicyAnswer(int version, Instant effectiveFrom, List<ReturnRuleBody> rules) {}

    /** All versions. */
    public record ReturnsPolicyList(List<ReturnsPolicyAnswer> versions) {}
}
