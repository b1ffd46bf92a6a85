package penstock.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagHistogramTest {

    @ParameterizedTest
    @ValueSource(longs = {-5, 0, 10, 11, 20, 21, 40, 999, 60_000, 61_000, 86_400_000, 3_000_000_000L})
    void aLagIsInTheFirstBucketThatIsNotShorter(long millis) {
        int bucket = LagHistogram.bucket(Duration.ofMillis(millis));
        assertThat(LagHistogram.longest(bucket)).isGreaterThanOrEqualTo(Duration.ofMillis(millis));
        if (bucket > 0) {
            assertThat(LagHistogram.longest(bucket - 1)).isLessThan(Duration.ofMillis(millis));
            assertThat(LagHistogram.longest(bucket).toMillis()).isLessThan(Math.round(millis * 1.19) + 1);
        }
    }

    @Test
    void whateverIsLongerIsInTheLastBucket() {
        assertThat(LagHistogram.bucket(Duration.ofDays(1_000))).isEqualTo(LagHistogram.LAST_BUCKET);
        assertThat(LagHistogram.longest(LagHistogram.LAST_BUCKET)).isGreaterThan(Duration.ofDays(42));
    }

    @Test
    void percentilesAndWhatIsLateAreCounted() {
        TreeMap<Integer, Long> buckets = new TreeMap<>(Map.of(0, 90L, 4, 5L, 8, 4L, 12, 1L));
        LagHistogram lags = new LagHistogram(buckets);
        buckets.clear();
        assertThat(lags.count()).isEqualTo(100);
        assertThat(lags.percentile(50)).isEqualTo(Duration.ofMillis(10));
        assertThat(lags.percentile(90)).isEqualTo(Duration.ofMillis(10));
        assertThat(lags.percentile(95)).isEqualTo(Duration.ofMillis(20));
        assertThat(lags.percentile(99)).isEqualTo(Duration.ofMillis(40));
        assertThat(lags.percentile(100)).isEqualTo(Duration.ofMillis(80));
        assertThat(lags.beyond(Duration.ofMillis(20))).isEqualTo(5);
        assertThat(lags.beyond(Duration.ofMillis(19))).as("in the same bucket").isEqualTo(5);
        assertThat(lags.beyond(Duration.ofMillis(80))).isZero();
        assertThat(new LagHistogram(new TreeMap<>()).percentile(95)).isEqualTo(Duration.ZERO);
    }
}
