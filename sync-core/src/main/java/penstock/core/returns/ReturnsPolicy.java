package penstock.core.returns;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.returns.ReturnRule.CountedFrom;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.ReturnRule.Sale;
import penstock.core.returns.ReturnRule.Terms;

/**
 * Terms of returns, from a moment until the next version takes effect. Returns stay with the version they were judged by.
 * Days are UTC.
 */
public record ReturnsPolicy(int version, Instant effectiveFrom, List<ReturnRule> rules) {

    /** Rules of a version. */
    public static final int MAX_RULES = 200;

    public ReturnsPolicy {
        Fit.within("rules", rules.size(), 1, MAX_RULES);
        rules = List.copyOf(rules);
    }

    /**
     * What somebody wants to send back.
     *
     * @param shippedAt when the last parcel with it left
     * @param deliveredOn the day it arrived, if that is known
     */
    public record Question(
            Sale sale, ReturnReason reason, Instant shippedAt, Optional<LocalDate> deliveredOn, Instant now) {}

    /**
     * What is answered.
     *
     * @param refused why not; empty if it may be sent back
     * @param ruleNo that decided, 0 for none
     * @param windowEnds the last day on which it may be asked for, if a rule says so
     * @param why the same in words, for a person
     */
    public record Answer(
            Optional<ReturnFault> refused,
            int version,
            int ruleNo,
            Terms terms,
            Optional<LocalDate> windowEnds,
            String why) {

        static final Terms NONE = new Terms(0, Postage.CUSTOMER);

        static Answer noPolicy() {
            return new Answer(
                    Optional.of(ReturnFault.NO_POLICY), 0, 0, NONE, Optional.empty(), "no returns policy is in force");
        }

        public boolean accepted() {
            return refused.isEmpty();
        }
    }

    /** Decides by the most specific rule, and says why. */
    public Answer answer(Question question) {
        List<ReturnRule> serving =
                rules.stream().filter(rule -> rule.isFor(question.sale())).toList();
        Optional<ReturnRule> chosen = serving.stream()
                .reduce((first, second) -> ReturnRule.BY_SPECIFICITY.compare(second, first) > 0 ? second : first);
        String named = "version " + version + ", in force since " + day(effectiveFrom);
        if (chosen.isEmpty()) {
            return new Answer(
                    Optional.of(ReturnFault.NO_RULE),
                    version,
                    0,
                    Answer.NONE,
                    Optional.empty(),
                    named + ": none of its rules is for this sale");
        }
        ReturnRule rule = chosen.get();
        int ruleNo = rules.indexOf(rule) + 1;
        String which = named + ": rule " + ruleNo + ", " + rule.scope()
                + (serving.size() == 1 ? "" : ", the most specific of " + serving.size());
        return answer(question, rule, ruleNo, which);
    }

    private Answer answer(Question question, ReturnRule rule, int ruleNo, String which) {
        LocalDate begins = rule.countedFrom() == CountedFrom.DELIVERY
                ? question.deliveredOn().orElse(day(question.shippedAt()))
                : day(question.shippedAt());
        LocalDate ends = begins.plusDays(rule.windowDays());
        String window = rule.windowDays() + " days from "
                + (rule.countedFrom() == CountedFrom.SHIPMENT
                        ? "shipment"
                        : question.deliveredOn().isPresent()
                                ? "delivery"
                                : "shipment, for nobody knows when it was delivered,")
                + " on " + begins + " end on " + ends;
        Terms terms = rule.reasons().get(question.reason());
        if (terms == null) {
            return new Answer(
                    Optional.of(ReturnFault.REASON_NOT_ACCEPTED),
                    version,
                    ruleNo,
                    Answer.NONE,
                    Optional.of(ends),
                    which + "; " + question.reason() + " is not among the reasons it accepts");
        }
        boolean late = day(question.now()).isAfter(ends);
        return new Answer(
                late ? Optional.of(ReturnFault.OUTSIDE_WINDOW) : Optional.empty(),
                version,
                ruleNo,
                terms,
                Optional.of(ends),
                which + "; " + window + (late ? ", which is over" : "") + "; " + question.reason() + ": fee "
                        + percent(terms.feeBasisPoints()) + ", the " + payer(terms.postage()) + " pays the postage");
    }

    /** What becomes of units that come back, by the rule that decided; as usual where none did. */
    public Disposition outcome(int ruleNo, ReturnReason reason, ReceivedCondition condition) {
        return ruleNo < 1 || ruleNo > rules.size()
                ? condition.usual()
                : rules.get(ruleNo - 1).outcome(reason, condition);
    }

    private static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String payer(Postage postage) {
        return postage == Postage.SELLER ? "seller" : "customer";
    }

    private static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
