package penstock.core.catalogue;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * Where a location is, and when somebody is there.
 *
 * @param timeZone of the IANA database, {@code Europe/Berlin}
 * @param opening {@code MON-FRI 08:00-17:00; SAT 09:00-12:00}, {@code ""} for always
 */
public record Site(Optional<String> address, Optional<String> country, String timeZone, String opening) {

    /** Nobody said where it is. */
    public static final Site UNKNOWN = new Site(Optional.empty(), Optional.empty(), "UTC", "");

    private static final int MAX_OPENING = 500;

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern SPAN =
            Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))? ([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3))
            .toList();

    public Site {
        Fit.text("address", address, Fit.MAX_NAME);
        Fit.matching("country", country, COUNTRY, "two letters of ISO 3166-1, such as DE");
        requireZone(timeZone);
        opening = opening.isBlank() ? "" : canonical(Fit.text("opening", opening, MAX_OPENING));
    }

    private static void requireZone(String timeZone) {
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new InvalidField(
                    "timeZone",
                    timeZone,
                    Reason.UNKNOWN_VALUE,
                    "is no time zone of the IANA database, such as Europe/Berlin");
        }
    }

    private static String canonical(String opening) {
        return Arrays.stream(opening.toUpperCase(Locale.ROOT).split(";", -1))
                .map(span -> span.strip().replaceAll("\\s+", " "))
                .peek(Site::requireSpan)
                .collect(Collectors.joining("; "));
    }

    private static void requireSpan(String span) {
        Matcher matcher = SPAN.matcher(span);
        boolean fits = matcher.matches()
                && DAYS.contains(matcher.group(1))
                && (matcher.group(2) == null || DAYS.indexOf(matcher.group(2)) >= DAYS.indexOf(matcher.group(1)))
                && endsAfterItBegins(matcher.group(3), matcher.group(4));
        if (!fits) {
            throw new InvalidField(
                    "opening",
                    span,
                    Reason.MALFORMED,
                    "is not a list of days and hours separated by semicolons: MON-FRI 08:00-17:00; SAT 09:00-12:00");
        }
    }

    private static boolean endsAfterItBegins(String from, String to) {
        try {
            return LocalTime.parse(from).isBefore(LocalTime.parse(to));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
