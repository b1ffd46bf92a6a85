package penstock.routes.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailingSpellTest {

    private static final AccountKey ACCOUNT = new AccountKey(7, 12, "acme");
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

    private final TransportSettings.Breaker limits =
            TransportSettings.defaults().breaker();
    private final FailingSpell spell = new FailingSpell();

    @Test
    void aDayOfFailuresIsSaidOnceAnHour() {
        int said = 0;
        for (int probes = 0; probes < 24 * 120; probes++) {
            Instant now = MONDAY.plus(limits.open().multipliedBy(probes));
            said += spell.failedAgain(ACCOUNT, now, limits) ? 1 : 0;
            assertThat(spell.since()).hasValue(MONDAY);
        }
        assertThat(limits.open()).isEqualTo(Duration.ofSeconds(30));
        assertThat(said).isEqualTo(24);
    }

    @Test
    void aNewSpellIsSaidAtOnce() {
        assertThat(spell.failedAgain(ACCOUNT, MONDAY, limits)).isTrue();
        spell.over(ACCOUNT, MONDAY.plusSeconds(31));
        assertThat(spell.since()).isEmpty();
        assertThat(spell.failedAgain(ACCOUNT, MONDAY.plusSeconds(60), limits)).isTrue();
        assertThat(spell.since()).hasValue(MONDAY.plusSeconds(60));
    }
}
