package penstock.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.trial.BufferComparison.Row;

class BufferComparisonTest {

    private static final double ONE_PERCENT = 1;

    @Test
    void sizedByRiskNobodyDoesBetterOnBothCounts() {
        long seed = Long.getLong("penstock.seed", 1);
        for (BufferMix mix : List.of(BufferMix.FEEDS_ONLY, BufferMix.SEVERAL_AT_ONCE)) {
            List<Row> rows = BufferComparison.compare(mix, ONE_PERCENT, seed);
            assertThat(rows).extracting(Row::rule).containsExactly(BufferRule.values());
            Row risk = rows.get(4);
            assertThat(rows.subList(1, 4)).as("%s penstock.seed=%d", mix, seed).allSatisfy(row -> {
                assertThat(row.listed()).as("as many are listed").isCloseTo(risk.listed(), within(risk.listed() / 200));
                assertThat(row.oversold() < risk.oversold() && row.lost() < risk.lost())
                        .as("%s oversold %d and lost %d", row.rule(), row.oversold(), row.lost())
                        .isFalse();
            });
            assertThat(risk.wanted()).isEqualTo(rows.get(0).wanted());
        }
    }

    @Test
    void withoutSafetyStockThereIsOversoldAndRiskSizedStopsIt() {
        List<Row> rows = BufferComparison.compare(BufferMix.FEEDS_ONLY, ONE_PERCENT, 1, 2);
        assertThat(rows.get(0).oversold()).isGreaterThan(20);
        assertThat(rows.get(4).oversold()).isLessThanOrEqualTo(1);
        assertThat(rows.get(4).lost())
                .as("of %d", rows.get(4).served())
                .isLessThan(rows.get(4).served() / 100);
        assertThat(rows.get(4).value()).isEqualTo(ONE_PERCENT);
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        assertThat(BufferComparison.compare(BufferMix.SEVERAL_AT_ONCE, 5, 7))
                .isEqualTo(BufferComparison.compare(BufferMix.SEVERAL_AT_ONCE, 5, 7))
                .isNotEqualTo(BufferComparison.compare(BufferMix.SEVERAL_AT_ONCE, 5, 8));
    }
}
