package penstock.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {

    private final MovedClock clock = new MovedClock();
    private final FailedAttempts attempts = new FailedAttempts(clock);

    @Test
    void anAddressWithTooManyWrongKeysIsBlockedUntilTheWindowIsOver() {
        fail(FailedAttempts.MAX_FAILURES - 1);
        assertThat(attempts.mayTry("10.0.0.1", "k")).isTrue();
        fail(1);
        assertThat(attempts.mayTry("10.0.0.1", "k")).isFalse();
        assertThat(attempts.mayTry("10.0.0.2", "k")).as("another address").isTrue();
        clock.now = clock.now.plus(FailedAttempts.WINDOW);
        assertThat(attempts.mayTry("10.0.0.1", "k")).isTrue();
    }

    @Test
    void failuresOfAnOlderWindowDoNotCount() {
        fail(FailedAttempts.MAX_FAILURES - 1);
        clock.now = clock.now.plus(FailedAttempts.WINDOW);
        fail(FailedAttempts.MAX_FAILURES - 1);
        assertThat(attempts.mayTry("10.0.0.1", "k")).isTrue();
    }

    @Test
    void aKeyThatServedLatelyPassesFromABlockedAddress() {
        attempts.served("good");
        fail(FailedAttempts.MAX_FAILURES);
        assertThat(attempts.mayTry("10.0.0.1", "good")).isTrue();
        assertThat(attempts.mayTry("10.0.0.1", "other")).isFalse();
        clock.now = clock.now.plus(FailedAttempts.SERVED_LATELY);
        fail(FailedAttempts.MAX_FAILURES);
        assertThat(attempts.mayTry("10.0.0.1", "good")).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed("10.0.0.1");
        }
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
