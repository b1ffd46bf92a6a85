package penstock.console.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day that books are kept on: UTC. */
final class Today {

    private Today() {}

    static LocalDate of(Clock clock) {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
