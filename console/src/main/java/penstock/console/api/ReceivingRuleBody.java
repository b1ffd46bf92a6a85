package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.buying.Aql;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.buying.Sampling.Plan;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.purchasing.CheckItem;
import penstock.core.purchasing.ReceivingRules;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.purchasing.ReceivingRules.Scoped;

/** What is asked of deliveries, as the API reads and writes it. */
public record ReceivingRuleBody(
        @Schema(description = "Any if left out.") Optional<String> sku,
        @Schema(description = "Any if left out.") Optional<String> supplier,

        @Schema(
                description = "Hundredths of a percent of an order's line that may come beyond it; 0 if left out.",
                example = "500")
        Optional<Integer> overBasisPoints,

        @Schema(
                description =
                        "What of a lot is inspected. NONE, if left out; ALL; FIXED: sample units; AQL: single sampling,"
                                + " normal inspection, general level II of MIL-STD-105E (ISO 2859-1).")
        Optional<Plan> plan,

        @Schema(description = "Of FIXED: units.") Optional<Integer> sample,

        @Schema(description = "Of FIXED: with so many defective units in the sample, or fewer, the lot passes.")
        Optional<Integer> accepts,

        @Schema(description = "Of AQL: 0.65, 1.0, 1.5, 2.5, 4.0 or 6.5 defective units in a hundred.", example = "2.5")
        Optional<String> aql,

        @Schema(
                description =
                        "After so many lots in a row that passed, only one in inspectEvery is inspected, until one does"
                                + " not pass; 0, if left out: all are.")
        Optional<Integer> skipAfter,

        Optional<Integer> inspectEvery,
        Optional<List<ChecklistItem>> checklist) {

    public ReceivingRuleBody {
        sku.ifPresent(code -> Fields.code("sku", code));
        supplier.ifPresent(code -> Fields.code("supplier", code));
        sample.ifPresent(units -> Fields.within("sample", units, 1, OrderLineSnapshot.MAX_QUANTITY));
        accepts.ifPresent(units -> Fields.within("accepts", units, 0, OrderLineSnapshot.MAX_QUANTITY));
        skipAfter.ifPresent(lots -> Fields.within("skipAfter", lots, 0, Sampling.MAX_LOTS / 2));
        inspectEvery.ifPresent(lots -> Fields.within("inspectEvery", lots, 1, Sampling.MAX_LOTS / 2));
        checklist = checklist.map(items -> Fields.list("checklist", items, ReceivingRules.MAX_CHECKS));
    }

    /** A question that is answered by yes or no or, if it has a unit, by a measure. */
    public record ChecklistItem(
            @Schema(example = "Width", maxLength = Fields.MAX_NAME)
            String question,

            @Schema(description = "Of what is measured; left out for yes or no.", example = "mm")
            Optional<String> unit,

            @Schema(description = "The smallest measure that is good.", example = "9.5")
            Optional<String> least,

            @Schema(description = "The largest.", example = "10.5")
            Optional<String> most) {

        CheckItem item() {
            return new CheckItem(question, unit, bound("least", least), bound("most", most));
        }

        private static Optional<BigDecimal> bound(String field, Optional<String> text) {
            return text.map(number -> Amounts.measure("checklist." + field, number));
        }

        static ChecklistItem of(CheckItem item) {
            return new ChecklistItem(
                    item.question(),
                    item.unit(),
                    item.least().map(BigDecimal::toPlainString),
                    item.most().map(BigDecimal::toPlainString));
        }
    }

    Scoped scoped() {
        Plan wanted = plan.orElse(Plan.NONE);
        if ((wanted == Plan.FIXED) != sample.isPresent() || (wanted == Plan.FIXED) != accepts.isPresent()) {
            throw Refused.field("sample", "sample and accepts go together with the plan FIXED, and only with it");
        }
        if ((wanted == Plan.AQL) != aql.isPresent()) {
            throw Refused.field("aql", "aql goes together with the plan AQL, and only with it");
        }
        Sampling sampling = new Sampling(
                wanted,
                sample.map(units -> new Sample(units, accepts.orElse(0))),
                aql.map(ReceivingRuleBody::aql),
                skipAfter.orElse(0),
                inspectEvery.orElse(1));
        List<CheckItem> items =
                checklist.orElse(List.of()).stream().map(ChecklistItem::item).toList();
        return new Scoped(sku, supplier, new ReceivingRule(overBasisPoints.orElse(0), sampling, items));
    }

    private static Aql aql(String text) {
        return Arrays.stream(Aql.values())
                .filter(limit -> limit.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        "aql",
                        "aql is one of "
                                + Arrays.stream(Aql.values()).map(Aql::text).collect(Collectors.joining(", "))));
    }

    static ReceivingRuleBody of(Scoped scoped) {
        ReceivingRule rule = scoped.rule();
        Sampling sampling = rule.sampling();
        return new ReceivingRuleBody(
                scoped.sku(),
                scoped.supplier(),
                Optional.of(rule.overBasisPoints()),
                Optional.of(sampling.plan()),
                sampling.sample().map(Sample::units),
                sampling.sample().map(Sample::accepts),
                sampling.aql().map(Aql::text),
                Optional.of(sampling.skipAfter()),
                Optional.of(sampling.inspectEvery()),
                Optional.of(rule.checklist().stream().map(ChecklistItem::of).toList())
                        .filter(items -> !items.isEmpty()));
    }
}
