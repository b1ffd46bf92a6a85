package penstock.core.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import penstock.core.catalogue.InvalidField.Reason;

/** Whether single values are fit to be kept; each check gives the value back or says what is wrong with it. */
public final class Fit {

    /** Characters of a name, label, title or reason. */
    public static final int MAX_NAME = 200;

    /** Characters of a SKU, a location's code or a caller's id. */
    public static final int MAX_CODE = 100;

    /** Units of anything, millimetres or grams. */
    public static final int MAX_UNITS = 1_000_000_000;

    private static final Pattern CODE = Pattern.compile("[^/\\\\;%]+");

    private Fit() {}

    /** A text of one line, from 1 character. */
    public static String text(String field, String value, int max) {
        if (value.isBlank()) {
            throw new InvalidField(field, value, Reason.MISSING, "is empty; 1 to " + max + " characters are taken");
        }
        if (value.length() > max) {
            throw new InvalidField(
                    field, value, Reason.TOO_LONG, "has " + value.length() + " characters; 1 to " + max + " are taken");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField(field, value, Reason.MALFORMED, "holds a line break or tab; remove it");
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
            throw new InvalidField(
                    field,
                    value,
                    Reason.MALFORMED,
                    "stands in addresses: it holds none of / \\ ; %, and neither starts with a dot nor starts or ends"
                            + " with a space");
        }
        return code;
    }

    public static int within(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new InvalidField(
                    field,
                    Integer.toString(value),
                    Reason.OUT_OF_RANGE,
                    "is " + value + "; " + min + " to " + max + " are taken");
        }
        return value;
    }

    static void within(String field, Optional<Integer> value, int min, int max) {
        value.ifPresent(number -> within(field, number, min, max));
    }

    static Optional<String> matching(String field, Optional<String> value, Pattern pattern, String whatIsTaken) {
        value.filter(text -> !pattern.matcher(text).matches()).ifPresent(text -> {
            throw new InvalidField(field, text, Reason.MALFORMED, "is not what is taken: " + whatIsTaken);
        });
        return value;
    }

    /** A constant by its name, in whatever case. */
    public static <E extends Enum<E>> E constant(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidField(
                        field,
                        text,
                        Reason.UNKNOWN_VALUE,
                        "is none of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }
}
