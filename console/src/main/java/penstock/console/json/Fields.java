package penstock.console.json;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Fit;

/** Checks of single fields; each gives the value back or says what is wrong with it. */
public final class Fields {

    /** Characters of a name, label, title or reason. */
    public static final int MAX_NAME = Fit.MAX_NAME;

    /** Characters of a SKU, location code or caller's id. */
    public static final int MAX_CODE = Fit.MAX_CODE;

    /** Rows of a page. */
    public static final int MAX_PAGE = 500;

    /** No moment of an order or parcel lies before or after. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final Pattern CALLER_ID =
            Pattern.compile("[A-Za-z0-9#][A-Za-z0-9._~#@+=-]{0," + (MAX_CODE - 1) + "}");
    private static final Pattern CODE = Pattern.compile("[^/\\\\;%]+");

    private Fields() {}

    /** A text of one line, from 1 character. */
    public static String text(String field, String value, int max) {
        if (value.isBlank() || value.length() > max) {
            throw Refused.field(field, field + " has " + value.length() + " characters; 1 to " + max + " are taken");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Refused.field(field, field + " holds a line break or tab; remove it");
        }
        return value;
    }

    public static Optional<String> text(String field, Optional<String> value, int max) {
        return value.map(text -> text(field, text, max));
    }

    /** A code of our own that stands in addresses. */
    public static String code(String field, String value) {
        String code = text(field, value, MAX_CODE);
        if (!CODE.matcher(code).matches() || code.startsWith(".") || !code.equals(code.strip())) {
            throw Refused.field(
                    field,
                    field
                            + " stands in addresses: it holds none of / \\ ; %, and neither starts with a dot nor starts or"
                            + " ends with a space");
        }
        return code;
    }

    /** An id that the caller makes: the same in every repeat. */
    public static String callerId(String field, String value) {
        if (!isCallerId(value)) {
            throw Refused.field(
                    field,
                    field + " is 1 to " + MAX_CODE + " letters, digits or . _ ~ # @ + = -, and starts with a letter,"
                            + " digit or #");
        }
        return value;
    }

    public static boolean isCallerId(String value) {
        return CALLER_ID.matcher(value).matches();
    }

    public static int within(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw Refused.field(field, field + " is " + value + "; " + min + " to " + max + " are taken");
        }
        return value;
    }

    /** A moment that an order or parcel can have. */
    public static Optional<Instant> moment(String field, Optional<Instant> value) {
        if (value.filter(at -> at.isBefore(EARLIEST) || at.isAfter(LATEST)).isPresent()) {
            throw Refused.field(field, field + " lies before " + EARLIEST + " or after " + LATEST);
        }
        return value;
    }

    /** A list of 1 to so many things, none of them null. */
    public static <T> List<T> list(String field, List<T> values, int max) {
        if (values.isEmpty() || values.size() > max) {
            throw Refused.field(field, field + " has " + values.size() + " entries; 1 to " + max + " are taken");
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw Refused.field(field, field + " holds null; remove it");
        }
        return List.copyOf(values);
    }
}
