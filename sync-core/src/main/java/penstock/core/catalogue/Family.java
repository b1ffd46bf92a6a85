package penstock.core.catalogue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * Where a SKU belongs.
 *
 * @param category a path from the general to the special, {@code Kitchen > Mugs}
 * @param style what variants have in common
 * @param attributes what tells the variants of a style apart; no two have the same
 */
public record Family(
        Optional<String> brand, Optional<String> category, Optional<String> style, Map<String, String> attributes) {

    /** It belongs nowhere in particular. */
    public static final Family NONE = new Family(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Attributes of a SKU. */
    public static final int MAX_ATTRIBUTES = 20;

    /** Characters of an attribute's name or value. */
    static final int MAX_ATTRIBUTE = 60;

    private static final Pattern SEPARATORS = Pattern.compile("[=;]");

    public Family {
        Fit.text("brand", brand, Fit.MAX_NAME);
        Fit.text("category", category, Fit.MAX_NAME);
        Fit.text("style", style, Fit.MAX_CODE);
        attributes = Map.copyOf(attributes);
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new InvalidField(
                    "attributes",
                    "" + attributes.size(),
                    Reason.OUT_OF_RANGE,
                    "has " + attributes.size() + " entries; 0 to " + MAX_ATTRIBUTES + " are taken");
        }
        attributes.forEach((name, value) -> {
            requirePlain(name);
            requirePlain(value);
        });
        if (style.isPresent() && attributes.isEmpty()) {
            throw new InvalidField(
                    "attributes",
                    "",
                    Reason.MISSING,
                    "is empty: a variant of a style says what tells it apart, such as colour=blue; size=M");
        }
    }

    private static void requirePlain(String text) {
        Fit.text("attributes", text, MAX_ATTRIBUTE);
        if (SEPARATORS.matcher(text).find()) {
            throw new InvalidField(
                    "attributes", text, Reason.MALFORMED, "holds = or ; within a name or value; write it otherwise");
        }
    }

    /** The attributes in one line, by name: {@code colour=blue; size=M}. */
    public String attributeText() {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("; "));
    }

    /** Reads {@link #attributeText}. */
    public static Map<String, String> attributes(String text) {
        Map<String, String> found = new TreeMap<>();
        Arrays.stream(text.split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    int equals = part.indexOf('=');
                    if (equals <= 0) {
                        throw new InvalidField(
                                "attributes",
                                text,
                                Reason.MALFORMED,
                                "is not a list of name=value, separated by semicolons: colour=blue; size=M");
                    }
                    String name = part.substring(0, equals).strip();
                    if (found.put(name, part.substring(equals + 1).strip()) != null) {
                        throw new InvalidField("attributes", text, Reason.MALFORMED, "names " + name + " twice");
                    }
                });
        return found;
    }
}
