package penstock.routes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishStockTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aLookIsOverWhenItsCallIs() {
        assertThat(PublishStock.seenBy(NOON, NOON.plusSeconds(4), new Pace(1))).isEqualTo(NOON.plusSeconds(4));
    }

    @Test
    void aChannelsClockThatIsAheadCounts() {
        Instant ahead = NOON.plusSeconds(9); // in whole seconds, so it may be almost ten
        assertThat(PublishStock.seenBy(ahead, NOON.plusSeconds(4), new Pace(1))).isEqualTo(NOON.plusSeconds(10));
        assertThat(PublishStock.seenBy(ahead, NOON.plusSeconds(4), new Pace(10)))
                .isEqualTo(NOON.plusMillis(9_100));
    }
}
