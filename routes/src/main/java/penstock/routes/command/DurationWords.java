package penstock.routes.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 45s}, {@code 2m}, {@code 1m30s}, {@code 1h} as a person types them. */
final class DurationWords implements ITypeConverter<Duration> {

    /** A demo longer than this is a mistyped one. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern WORDS = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,4})m)?(?:(\\d{1,5})s)?");

    @Override
    public Duration convert(String text) {
        Matcher words = WORDS.matcher(text);
        if (text.isEmpty() || !words.matches()) {
            throw new TypeConversionException("'" + text + "' is no time; write 45s, 2m, 1m30s or 1h");
        }
        Duration time = Duration.ofHours(number(words.group(1)))
                .plusMinutes(number(words.group(2)))
                .plusSeconds(number(words.group(3)));
        if (time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'" + text + "' is not between 1s and 24h");
        }
        return time;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
