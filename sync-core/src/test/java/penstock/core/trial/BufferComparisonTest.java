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
        List<Row> rows = BufferComparison.compare(BufferMix.FEEDS_ONLY, ONE_PERCENT, seed);
        assertThat(rows).extracting(Row::rule).containsExactly(BufferRule.values());
        Row none = rows.get(0);
        Row risk = rows.get(4);
        assertThat(rows.subList(1, 4)).as("penstock.seed=%d", seed).allSatisfy(row -> {
            assertThat(row.listed()).as("as many are listed").isCloseTo(risk.listed(), within(risk.listed() / 200));
            assertThat(row.oversold() < risk.oversold() && row.lost() < risk.lost())
                    .as("%s oversold %d and lost %d", row.rule(), row.oversold(), row.lost())
                    .isFalse();
        });
        assertThat(risk.wanted()).isEqualTo(none.wanted());
        assertThat(none.oversold()).as("penstock.seed=%d", seed).isGreaterThan(10);
        assertThat(risk.oversold()).as("penstock.seed=%d", seed).isLessThanOrEqualTo(1);
        assertThat(risk.lost()).as("of %d", risk.served()).isLessThan(risk.served() / 100);
    }

    @Test
    void theSameSeedGivesTheSameAnswerAndTimesAreAddedUp() {
        List<Row> first = BufferComparison.compare(BufferMix.SEVERAL_AT_ONCE, 5, 7);
        List<Row> both = BufferComparison.compare(BufferMix.SEVERAL_AT_ONCE, 5, 7, 2);
        List<Row> second = BufferComparison.compare(BufferMix.SEVERAL_AT_ONCE, 5, 8);
        assertThat(first.get(4)).isNotEqualTo(second.get(4));
        assertThat(both.get(4).served())
                .isEqualTo(first.get(4).served() + second.get(4).served());
        assertThat(both.get(4).listed())
                .isCloseTo((first.get(4).listed() + second.get(4).listed()) / 2, within(1e-6));
    }
}
