package penstock.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.offer.Demand;
import penstock.core.offer.SafetyStock;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.risk.Velocity;

class BufferRuleTest {

    private static final RiskFigures FIGURES = new RiskFigures(
            Map.of(BufferRule.THE_SKU, Map.of(0L, new Velocity(31, 70), 1L, Velocity.poisson(9.5))),
            Map.of(Leg.SALE_TO_COMMIT, Map.of(0L, Duration.ofHours(3), 1L, Duration.ofHours(1))));

    /** What trials try is what rules do. */
    @ParameterizedTest
    @CsvSource({"FIXED, 3, 3", "PERCENTAGE, 7, 7", "DAYS_OF_COVER, 2, 2", "RISK, 1, 100", "RISK, 0.05, 5"})
    void aRuleKeepsBackAsMuchAsSafetyStockOfItsKind(BufferRule rule, double value, int ofSafetyStock) {
        SafetyStock safetyStock = SafetyStock.Kind.valueOf(rule.name()).of(ofSafetyStock);
        BufferRule.Buffer buffer = rule.buffer(value, 0, FIGURES, 2);
        for (int outlet = 0; outlet < 2; outlet++) {
            for (int available = 0; available < 220; available++) {
                assertThat(buffer.units(outlet, available))
                        .as("%s of %d", rule, available)
                        .isEqualTo(safetyStock.units(available, Demand.of(FIGURES, BufferRule.THE_SKU, outlet)))
                        .isGreaterThanOrEqualTo(0);
            }
        }
    }
}
