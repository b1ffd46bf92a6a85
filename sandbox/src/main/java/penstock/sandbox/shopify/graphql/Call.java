package penstock.sandbox.shopify.graphql;

import java.util.Map;
import java.util.Optional;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** What a field was asked with: its arguments as one object, and the arguments of its directives. */
public record Call(String field, JsonNode arguments, Map<String, JsonNode> directives) {
    /** An argument as text; absent when missing or null. */
    public Optional<String> text(String name) {
        return Json.optional(arguments, name);
    }

    /** An argument that must be given. Throws {@link GraphRefusal} otherwise. */
    public JsonNode required(String name) {
        JsonNode value = arguments.get(name);
        if (value == null || value.isNull()) {
            throw new GraphRefusal(
                    "Field '" + field + "' is missing required arguments: " + name, "missingRequiredArguments");
        }
        return value;
    }

    /** An argument that must be given, as text. */
    public String requiredText(String name) {
        JsonNode value = required(name);
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** An argument of a directive; absent when either is missing. */
    public Optional<String> directive(String name, String argument) {
        return Optional.ofNullable(directives.get(name)).flatMap(node -> Json.optional(node, argument));
    }
}
