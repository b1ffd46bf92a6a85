package penstock.sandbox.shopify.graphql;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types that a server offers, read from a table: a type's name, then its fields as {@code name}, {@code name:Type} or
 * {@code name(argument,argument):Type}. Lists and non-null marks are left out. A line that begins with a blank goes on with the type
 * above it.
 */
public final class Types {
    /** A field: its arguments and, unless it is a scalar, the type of what it answers. */
    public record FieldType(Set<String> arguments, Optional<String> type) {}

    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\(([\\w,]+)\\))?(?::(\\w+))?");

    private final Map<String, Map<String, FieldType>> types = new LinkedHashMap<>();

    /** The types in this table. */
    public Types(String table) {
        String type = "";
        for (String line : table.lines().filter(line -> !line.isBlank()).toList()) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            boolean goesOn = line.startsWith(" ");
            type = goesOn ? type : words.get(0);
            Map<String, FieldType> fields = types.computeIfAbsent(type, any -> new LinkedHashMap<>());
            words.subList(goesOn ? 0 : 1, words.size()).forEach(word -> add(fields, word));
        }
    }

    /** All types with their fields. */
    public Map<String, Map<String, FieldType>> all() {
        return types;
    }

    /** A field of a type. Throws {@link GraphRefusal} with the code undefinedField when there is none such. */
    FieldType field(String type, String name) {
        FieldType field = types.getOrDefault(type, Map.of()).get(name);
        if (field == null) {
            throw new GraphRefusal("Field '" + name + "' doesn't exist on type '" + type + "'", "undefinedField");
        }
        return field;
    }

    /** Refuses a type that is not offered. */
    void require(String type) {
        if (!types.containsKey(type)) {
            throw new GraphRefusal("No such type " + type + ", so it can't be a fragment condition", "undefinedType");
        }
    }

    private static void add(Map<String, FieldType> fields, String word) {
        Matcher matcher = FIELD.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a field: " + word);
        }
        Set<String> arguments =
                matcher.group(2) == null ? Set.of() : Set.of(matcher.group(2).split(","));
        fields.put(matcher.group(1), new FieldType(arguments, Optional.ofNullable(matcher.group(3))));
    }
}
