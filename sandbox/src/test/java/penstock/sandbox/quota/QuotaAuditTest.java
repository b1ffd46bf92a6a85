package penstock.sandbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import penstock.sandbox.time.ManualTime;

class QuotaAuditTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final QuotaAudit audit = new QuotaAudit();

    @Test
    void oneCallTooManyInAWindowIsABreach() {
        for (int i = 0; i < 6; i++) {
            audit.accepted("seller/patch", START.plusMillis(100L * i), 1, 5, 5);
        }
        assertThat(audit.breaches()).isEmpty();

        for (int i = 0; i < 3; i++) {
            audit.accepted("seller/patch", START.plusMillis(600), 1, 5, 5);
        }
        assertThat(audit.breaches()).extracting(QuotaAudit.Breach::who).containsExactly("seller/patch");
    }

    @Test
    void theQuotaOfOneCallerSaysNothingOfAnother() {
        for (int i = 0; i < 5; i++) {
            audit.accepted("a", START, 1, 5, 5);
            audit.accepted("b", START, 1, 5, 5);
        }
        assertThat(audit.breaches()).isEmpty();
    }

    @Test
    void aMeterUnderRandomPressureNeverBreaches() {
        long seed = 4711;
        Random random = new Random(seed);
        ManualTime time = new ManualTime(START, 60);
        Meter meter = new Meter(time, audit, "m", 0.5, 30);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            time.advance(Duration.ofMillis(random.nextInt(10)));
            accepted += meter.letThrough() ? 1 : 0;
        }
        double seconds = Duration.between(START, time.now()).toMillis() / 1000.0;

        assertThat(audit.breaches()).as("seed " + seed).isEmpty();
        assertThat(accepted).isBetween((int) (seconds * 30), (int) (seconds * 30) + 31);
    }
}
