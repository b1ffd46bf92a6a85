package penstock.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LagDemandTest {

    /** As found with the closed form of each probability, by log-gamma, and not with the recurrence. */
    @ParameterizedTest
    @CsvSource({
        "0,    0,    0.01,  0",
        "0.01, 0.01, 0.05,  0",
        "0.1,  0.1,  0.01,  1",
        "1,    1,    0.05,  3",
        "1,    1,    0.01,  4",
        "5,    5,    0.01,  11",
        "100,  100,  0.05,  117",
        "1000, 1000, 0.01,  1074",
        "1,    3,    0.05,  4",
        "5,    15,   0.01,  17",
        "5,    2,    0.01,  11"
    })
    void theFewestUnitsThatAreRarelyExceeded(double mean, double variance, double mayExceed, int units) {
        assertThat(new LagDemand(mean, variance).quantile(mayExceed)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0.4", "3, 3", "3, 9", "40, 300", "2000, 2500"})
    void theQuantileIsTheFirstThatIsRarelyExceeded(double mean, double variance) {
        LagDemand demand = new LagDemand(mean, variance);
        for (double mayExceed : new double[] {0.5, 0.1, 0.01, 1e-6}) {
            int units = demand.quantile(mayExceed);
            assertThat(demand.exceeding(units)).isLessThanOrEqualTo(mayExceed);
            assertThat(units == 0 ? 1 : demand.exceeding(units - 1)).isGreaterThan(mayExceed);
        }
    }

    /** Against what they are said to describe: buyers who come at random, and sums of two geometric numbers. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsExpectedBeyondIsWhatIsDrawn(boolean poisson) {
        long seed = Long.getLong("penstock.seed", 11);
        Random chance = new Random(seed);
        LagDemand demand = poisson ? new LagDemand(4, 4) : new LagDemand(4, 12);
        int draws = 200_000;
        double beyond = 0;
        int more = 0;
        for (int i = 0; i < draws; i++) {
            int units = poisson ? arrivals(chance, 4) : geometric(chance) + geometric(chance);
            beyond += Math.max(0, units - 5);
            more += units > 5 ? 1 : 0;
        }
        assertThat(demand.expectedBeyond(5)).as("penstock.seed=%d", seed).isCloseTo(beyond / draws, within(0.03));
        assertThat(demand.exceeding(5)).as("penstock.seed=%d", seed).isCloseTo(more / (double) draws, within(0.01));
        assertThat(demand.expectedBeyond(0)).isCloseTo(4, within(1e-9));
    }

    private static int arrivals(Random chance, double upTo) {
        int units = 0;
        for (double time = -Math.log(chance.nextDouble()); time < upTo; time -= Math.log(chance.nextDouble())) {
            units++;
        }
        return units;
    }

    /** Failures before the first success, of which one in three comes: two on average. */
    private static int geometric(Random chance) {
        int failures = 0;
        while (chance.nextInt(3) != 0) {
            failures++;
        }
        return failures;
    }

    @Test
    void lagsThatFollowEachOtherAddUp() {
        Velocity velocity = new Velocity(48, 120);
        LagDemand hour = velocity.during(Duration.ofHours(1));
        assertThat(hour).isEqualTo(new LagDemand(2, 5));
        assertThat(hour.plus(hour)).isEqualTo(velocity.during(Duration.ofHours(2)));
        assertThat(velocity.during(Duration.ofHours(-1))).isEqualTo(LagDemand.NONE);
        assertThat(LagDemand.quantile(velocity, Duration.ofHours(1), 0.05)).isEqualTo(hour.quantile(0.05));
        assertThat(velocity.plus(Velocity.poisson(2))).isEqualTo(new Velocity(50, 122));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new LagDemand(1, 1).quantile(0)).hasMessageContaining("from 1.0E-9 to 1: 0.0");
        assertThatThrownBy(() -> new LagDemand(1, 1).quantile(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new LagDemand(-1, 1)).hasMessageContaining("not negative");
        assertThatThrownBy(() -> new Velocity(Double.NaN, 1)).hasMessageContaining("finite");
    }
}
