package penstock.routes.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds, which some channels send with decimals, or a date. */
final class RetryAfter {

    /** A shorter wait, a past date included, is stretched to this. */
    static final Duration MIN = Duration.ofSeconds(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    private RetryAfter() {}

    /** The wait, between {@link #MIN} and {@code max}; empty for what is neither seconds nor a date. */
    static Optional<Duration> parse(String value, Instant now, Duration max) {
        return read(value.strip(), now).map(wait -> clamp(wait, max));
    }

    private static Optional<Duration> read(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(value) * 1000)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, until));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration clamp(Duration wait, Duration max) {
        if (wait.compareTo(MIN) < 0) {
            return MIN;
        }
        return wait.compareTo(max) > 0 ? max : wait;
    }
}
