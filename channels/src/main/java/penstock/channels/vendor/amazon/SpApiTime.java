package penstock.channels.vendor.amazon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Amazon's points in time: ISO 8601 with an offset, mostly Z. */
public final class SpApiTime {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private SpApiTime() {}

    /** The moment that {@code text} names, or empty if it names none. */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Microseconds since 1970. */
    public static long micros(Instant moment) {
        return Math.addExact(
                Math.multiplyExact(moment.getEpochSecond(), MICROS_PER_SECOND),
                moment.get(ChronoField.MICRO_OF_SECOND));
    }
}
