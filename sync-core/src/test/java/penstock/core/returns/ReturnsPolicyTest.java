package penstock.core.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.returns.ReturnRule.CountedFrom;
import penstock.core.returns.ReturnRule.Outcome;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.ReturnRule.Sale;
import penstock.core.returns.ReturnRule.Terms;
import penstock.core.returns.ReturnsPolicy.Answer;
import penstock.core.returns.ReturnsPolicy.Question;

class ReturnsPolicyTest {

    private static final Instant SHIPPED = Instant.parse("2026-03-01T12:00:00Z");

    /** Rules by number: what they are for, and days. */
    private final ReturnsPolicy policy = new ReturnsPolicy(
            3,
            Instant.parse("2026-01-01T00:00:00Z"),
            List.of(
                    rule(Optional.empty(), "", "", 14),
                    rule(Optional.empty(), "", "DE", 30),
                    rule(Optional.empty(), "Kitchen", "", 20),
                    rule(Optional.empty(), "Kitchen > Mugs", "", 10),
                    rule(Optional.of(7L), "", "", 60),
                    rule(Optional.of(7L), "Kitchen", "FR", 5)));

    private static ReturnRule rule(Optional<Long> account, String category, String country, int days) {
        return new ReturnRule(
                account,
                Optional.of(category).filter(name -> !name.isEmpty()),
                Optional.of(country).filter(code -> !code.isEmpty()),
                days,
                CountedFrom.DELIVERY,
                Map.of(
                        ReturnReason.CHANGED_MIND, new Terms(1_550, Postage.CUSTOMER),
                        ReturnReason.DEFECTIVE, new Terms(0, Postage.SELLER)),
                List.of(
                        new Outcome(Optional.empty(), ReceivedCondition.OPENED, Disposition.RESTOCK),
                        new Outcome(
                                Optional.of(ReturnReason.DEFECTIVE),
                                ReceivedCondition.OPENED,
                                Disposition.BACK_TO_SUPPLIER)));
    }

    /** Account, category, country of a sale; the number of the rule that decides. */
    private static final String SCENARIO = """
            1 | -              | -  -> 1
            1 | Garden         | DE -> 2
            1 | Kitchen        | DE -> 3
            1 | Kitchen > Mugs | DE -> 4
            1 | Kitchen > Pans | -  -> 3
            1 | Kitchenware    | -  -> 1
            7 | Kitchen > Mugs | DE -> 5
            7 | Kitchen > Mugs | FR -> 6
            """;

    @Test
    void theMostSpecificRuleDecides() {
        String played = SCENARIO.lines()
                .map(row -> row.substring(0, row.indexOf("->")))
                .map(sale -> sale + "-> "
                        + ask(sale(sale), ReturnReason.DEFECTIVE, "2026-03-01").ruleNo())
                .collect(Collectors.joining("\n"));
        assertThat(played).isEqualTo(SCENARIO.strip());
    }

    private static Sale sale(String row) {
        String[] words = row.split("\\|");
        return new Sale(
                Long.parseLong(words[0].strip()),
                Optional.of(words[1].strip()).filter(word -> !word.equals("-")),
                Optional.of(words[2].strip()).filter(word -> !word.equals("-")));
    }

    private Answer ask(Sale sale, ReturnReason reason, String today) {
        return policy.answer(new Question(
                sale,
                reason,
                SHIPPED,
                Optional.of(LocalDate.parse("2026-03-04")),
                Instant.parse(today + "T23:00:00Z")));
    }

    @Test
    void theAnswerExplainsItself() {
        Answer answer = ask(sale("1 | Garden | DE"), ReturnReason.CHANGED_MIND, "2026-04-03");
        assertThat(answer.why())
                .isEqualTo("version 3, in force since 2026-01-01: rule 2, for country DE, the most specific of 2;"
                        + " 30 days from delivery on 2026-03-04 end on 2026-04-03; CHANGED_MIND: fee 15.5 %, the customer"
                        + " pays the postage");
        assertThat(answer.accepted()).isTrue();
        Answer late = ask(sale("1 | Garden | DE"), ReturnReason.CHANGED_MIND, "2026-04-04");
        assertThat(late.refused()).contains(ReturnFault.OUTSIDE_WINDOW);
        assertThat(late.why()).contains("2026-04-03, which is over");
        assertThat(ask(sale("1 | - | -"), ReturnReason.OTHER, "2026-03-05").refused())
                .contains(ReturnFault.REASON_NOT_ACCEPTED);
    }

    @Test
    void aWindowFromDeliveryIsCountedFromShipmentWhileNobodyKnowsOfIt() {
        Answer answer = policy.answer(new Question(
                sale("1 | - | -"), ReturnReason.DEFECTIVE, SHIPPED, Optional.empty(), SHIPPED.plusSeconds(60)));
        assertThat(answer.windowEnds()).contains(LocalDate.parse("2026-03-15"));
        assertThat(answer.why())
                .contains("14 days from shipment, for nobody knows when it was delivered, on 2026-03-01");
    }

    @Test
    void aPolicyWithoutARuleForASaleRefusesIt() {
        ReturnsPolicy onlyFrance = new ReturnsPolicy(1, Instant.EPOCH, List.of(rule(Optional.empty(), "", "FR", 5)));
        Answer answer = onlyFrance.answer(
                new Question(sale("1 | - | DE"), ReturnReason.DEFECTIVE, SHIPPED, Optional.empty(), SHIPPED));
        assertThat(answer.refused()).contains(ReturnFault.NO_RULE);
    }

    @Test
    void whatBecomesOfUnitsDependsOnReasonAndConditionAndIsUsualOtherwise() {
        assertThat(policy.outcome(1, ReturnReason.DEFECTIVE, ReceivedCondition.OPENED))
                .isEqualTo(Disposition.BACK_TO_SUPPLIER);
        assertThat(policy.outcome(1, ReturnReason.CHANGED_MIND, ReceivedCondition.OPENED))
                .isEqualTo(Disposition.RESTOCK);
        assertThat(policy.outcome(1, ReturnReason.CHANGED_MIND, ReceivedCondition.USED))
                .isEqualTo(Disposition.REFURBISH);
        assertThat(policy.outcome(0, ReturnReason.CHANGED_MIND, ReceivedCondition.OPENED))
                .isEqualTo(Disposition.REFURBISH);
    }
}
