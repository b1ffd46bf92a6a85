package penstock.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnoverTest {

    @Test
    void theFastestMakeUpFourFifthsAndWhoCrossesTheLimitIsStillOfTheFasterClass() {
        Map<Long, Turnover> classes = Turnover.classify(Map.of(1L, 70L, 2L, 15L, 3L, 8L, 4L, 4L, 5L, 3L, 6L, 0L));
        assertThat(classes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue))
                .containsExactly(Turnover.A, Turnover.A, Turnover.B, Turnover.B, Turnover.C, Turnover.C);
    }

    @Test
    void whereNothingMovedEverythingIsSlow() {
        assertThat(Turnover.classify(Map.of(1L, 0L, 2L, 0L)).values().stream().collect(Collectors.toSet()))
                .containsExactly(Turnover.C);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 100, -2, true",
        "2, 0, 100, 3, false",
        "0, 100, 200, 2, true",
        "0, 100, 199, 2, false",
        "0, 100, -5, 1, false",
        "0, 0, 0, 0, true"
    })
    void aDifferenceIsWithinTheWiderOfUnitsAndPart(
            int units, int basisPoints, int expected, int difference, boolean within) {
        assertThat(new Tolerance(units, basisPoints).holds(expected, difference))
                .isEqualTo(within);
    }
}
