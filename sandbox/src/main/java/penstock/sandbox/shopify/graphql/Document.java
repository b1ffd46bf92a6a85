package penstock.sandbox.shopify.graphql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed document: operations and named fragments. */
record Document(List<Operation> operations, Map<String, Fragment> fragments) {
    record Operation(String kind, Optional<String> name, List<Declared> variables, List<Selection> selections) {}

    record Declared(String name, boolean required, Optional<Value> fallback) {}

    record Fragment(String on, List<Selection> selections) {}

    /** What is asked of an object. */
    sealed interface Selection {}

    record Field(
            String name,
            String alias,
            Map<String, Value> arguments,
            Map<String, Map<String, Value>> directives,
            List<Selection> selections)
            implements Selection {}

    record Inline(Optional<String> on, List<Selection> selections) implements Selection {}

    record Spread(String fragment) implements Selection {}

    /** The operation of this name, or the only one. Throws {@link GraphRefusal} when there is none such. */
    Operation operation(Optional<String> name) {
        if (name.isEmpty() && operations.size() != 1) {
            throw new GraphRefusal("An operation name is required", "MISSING_OPERATION_NAME");
        }
        return operations.stream()
                .filter(operation -> name.isEmpty() || operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new GraphRefusal("No operation named \"" + name.orElse("") + "\"", "BAD_REQUEST"));
    }
}
