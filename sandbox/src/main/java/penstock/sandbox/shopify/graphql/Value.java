package penstock.sandbox.shopify.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** A value in a document, before its variables are known. */
sealed interface Value {
    /** The value with variables filled in; absent when it is a variable that was not given. */
    Optional<JsonNode> resolve(Map<String, JsonNode> variables);

    record Literal(JsonNode node) implements Value {
        @Override
        public Optional<JsonNode> resolve(Map<String, JsonNode> variables) {
            return Optional.of(node);
        }
    }

    record Variable(String name) implements Value {
        @Override
        public Optional<JsonNode> resolve(Map<String, JsonNode> variables) {
            return Optional.ofNullable(variables.get(name));
        }
    }

    record Items(List<Value> values) implements Value {
        @Override
        public Optional<JsonNode> resolve(Map<String, JsonNode> variables) {
            return Optional.of(Json.tree(values.stream()
                    .map(value -> value.resolve(variables).orElseGet(() -> Json.tree(null)))
                    .toList()));
        }
    }

    record Members(Map<String, Value> values) implements Value {
        @Override
        public Optional<JsonNode> resolve(Map<String, JsonNode> variables) {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            values.forEach((name, value) -> value.resolve(variables).ifPresent(node -> members.put(name, node)));
            return Optional.of(Json.tree(members));
        }
    }
}
