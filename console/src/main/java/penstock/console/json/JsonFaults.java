package penstock.console.json;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says to a person what is wrong with a JSON body, and where; never repeats what stood there. */
public final class JsonFaults {

    private static final Pattern TWICE = Pattern.compile("^Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    private JsonFaults() {}

    public static Refused refused(JacksonException thrown) {
        if (thrown instanceof StreamConstraintsException) {
            return Refused.of(
                    ProblemType.MALFORMED_REQUEST,
                    "the body is too deep, or a text, name or number in it too long, " + place(thrown));
        } else if (thrown instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Refused.field(path(thrown), "the field is not known here; known are " + known);
        } else if (thrown instanceof MismatchedInputException wrong) {
            return mismatch(wrong);
        } else if (thrown instanceof InputCoercionException) {
            return Refused.field(path(thrown), "the number does not fit into 32 bits, " + place(thrown));
        } else if (thrown instanceof StreamReadException && twice(thrown).isPresent()) {
            return Refused.field(twice(thrown).get(), "the field stands twice, " + place(thrown) + "; leave one out");
        } else if (thrown instanceof StreamReadException) {
            return Refused.of(ProblemType.MALFORMED_REQUEST, "the body is not JSON, or breaks off, " + place(thrown));
        }
        return Refused.of(ProblemType.MALFORMED_REQUEST, "the body cannot be read, " + place(thrown));
    }

    private static Refused mismatch(MismatchedInputException wrong) {
        String path = path(wrong);
        String original = String.valueOf(wrong.getOriginalMessage());
        if (path.isEmpty()) {
            return Refused.of(
                    ProblemType.MALFORMED_REQUEST,
                    "the body must be " + kind(wrong.getTargetType()) + ", " + place(wrong));
        }
        boolean missing = original.startsWith("Null value for creator property")
                || original.startsWith("Cannot map `null`")
                || original.startsWith("Missing ");
        return missing
                ? Refused.field(path, "the field is missing or null")
                : Refused.field(path, "the field must be " + kind(wrong.getTargetType()));
    }

    /** The field that an object has twice. */
    private static Optional<String> twice(JacksonException thrown) {
        Matcher said = TWICE.matcher(String.valueOf(thrown.getOriginalMessage()));
        if (!said.find()) {
            return Optional.empty();
        }
        String path = path(thrown);
        String name = shortened(said.group(1));
        return Optional.of(path.isEmpty() ? name : path + "." + name);
    }

    /** What a value of that type looks like. */
    public static String kind(@Nullable Class<?> type) {
        if (type == null || type.isRecord()) {
            return "an object";
        } else if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        } else if (type == int.class || type == Integer.class) {
            return "a whole number, without quotes, that fits into 32 bits";
        } else if (type == long.class || type == Long.class) {
            return "an id: a text of digits";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == Instant.class) {
            return "a time such as 2026-11-23T09:30:00Z, from 2000 to 2099";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        } else if (Map.class.isAssignableFrom(type)) {
            return "an object of texts";
        }
        return "a text";
    }

    /** Where in the body, for example {@code lines[0].quantity}. */
    public static String path(JacksonException thrown) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : thrown.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shortened(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    /** A name that the caller made up is repeated so far. */
    private static String shortened(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64) + "…";
    }

    private static String place(JacksonException thrown) {
        return thrown.getLocation() == null
                ? "somewhere"
                : "at line " + thrown.getLocation().getLineNr() + ", column "
                        + thrown.getLocation().getColumnNr();
    }
}
