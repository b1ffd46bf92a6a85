package penstock.sandbox.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing JSON. Safe for use by many threads. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The tree in these bytes; an empty body reads as an empty object. Throws {@link Malformed} when it is no JSON. */
    public static JsonNode read(byte[] bytes) {
        try {
            return bytes.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new Malformed("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Any map, list, record or scalar as a tree. */
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Any map, list, record or scalar as UTF-8 bytes. */
    public static byte[] bytes(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Any map, list, record or scalar as text on one line. */
    public static String text(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** An object with its members in the order given: name, value, name, value. */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** A member that must be there and not be null, as text. Throws {@link Malformed} otherwise. */
    public static String required(JsonNode node, String member) {
        return optional(node, member)
                .orElseThrow(() -> new Malformed("The member '" + member + "' is missing or null."));
    }

    /** A member as text; absent when missing or null. */
    public static Optional<String> optional(JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isString() ? value.stringValue() : value.toString());
    }

    /** A member as an integer, or the fallback when missing or null. Throws {@link Malformed} when it is no integer. */
    public static int integer(JsonNode node, String member, int fallback) {
        JsonNode value = node.get(member);
        if (value == null || value.isNull()) {
            return fallback;
        }
        if (!value.isInt()) {
            throw new Malformed("The member '" + member + "' must be an integer, but is " + value + ".");
        }
        return value.intValue();
    }

    /** A member that must be an integer. Throws {@link Malformed} otherwise. */
    public static int requiredInteger(JsonNode node, String member) {
        required(node, member);
        return integer(node, member, 0);
    }

    /** A member as a number, or the fallback when missing or null. */
    public static double number(JsonNode node, String member, double fallback) {
        JsonNode value = node.get(member);
        return value == null || !value.isNumber() ? fallback : value.doubleValue();
    }

    /** A member as true or false, or the fallback when missing or null. */
    public static boolean flag(JsonNode node, String member, boolean fallback) {
        JsonNode value = node.get(member);
        return value == null || !value.isBoolean() ? fallback : value.booleanValue();
    }

    /** A member as a list of trees; empty when missing. */
    public static Iterable<JsonNode> each(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null || !value.isArray() ? java.util.List.of() : value;
    }

    /** Input that cannot be understood; the message says which member and why. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message) {
            super(message);
        }
    }
}
