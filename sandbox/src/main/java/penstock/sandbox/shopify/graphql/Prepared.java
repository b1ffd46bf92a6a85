package penstock.sandbox.shopify.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * An operation that is valid, priced and ready to run.
 *
 * <p>Cost, after the vendor's rules in outline: a scalar 0, an object 1, a connection 2 and a quarter of its nodes' cost, a mutation 10
 * flat. The requested cost takes {@code first} for the number of nodes, the actual cost what was found. The vendor's own formula is not
 * published in full.
 */
public final class Prepared {
    /** Price of a mutation. */
    public static final int MUTATION_COST = 10;

    private static final double NODE_SHARE = 0.25;
    private static final int CONNECTION_COST = 2;

    /** What a run answers, and what it cost. */
    public record Answer(Map<String, @Nullable Object> data, int actualCost) {}

    private final Types types;
    private final Document document;
    private final Document.Operation operation;
    private final Map<String, JsonNode> variables;
    private final String rootType;
    private double cost;

    private Prepared(Types types, Document document, Optional<String> name, JsonNode given) {
        this.types = types;
        this.document = document;
        this.operation = document.operation(name);
        this.variables = variables(operation, given);
        this.rootType = operation.kind().equals("mutation") ? "Mutation" : "QueryRoot";
    }

    /** Parses and checks. Throws {@link GraphRefusal} with what the server would say. */
    public static Prepared of(Types types, String text, Optional<String> operationName, JsonNode variables) {
        Prepared prepared = new Prepared(types, Parser.parse(text), operationName, variables);
        prepared.requestedCost();
        return prepared;
    }

    /** The first root field: by it, faults and statistics know the operation. */
    public String rootField() {
        return flat(operation.selections(), rootType).stream()
                .map(Document.Field::name)
                .findFirst()
                .orElse("empty");
    }

    /** Whether it writes. */
    public boolean mutation() {
        return rootType.equals("Mutation");
    }

    /** What it may cost at most, in points. */
    public int requestedCost() {
        cost = 0;
        check(operation.selections(), rootType, 1);
        return mutation() ? MUTATION_COST : (int) Math.ceil(cost);
    }

    /** Runs it on this root. Throws {@link GraphRefusal} when a field refuses. */
    public Answer run(GraphObject root) {
        cost = 0;
        Map<String, @Nullable Object> data = select(root, operation.selections(), 1);
        int rounded = (int) Math.ceil(cost);
        return new Answer(data, mutation() ? MUTATION_COST : Math.min(rounded, requestedCost()));
    }

    private static Map<String, JsonNode> variables(Document.Operation operation, JsonNode given) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        for (Document.Declared declared : operation.variables()) {
            JsonNode value = given.get(declared.name());
            if (value == null && declared.fallback().isPresent()) {
                value = declared.fallback().get().resolve(Map.of()).orElse(null);
            }
            if (declared.required() && (value == null || value.isNull())) {
                throw new GraphRefusal(
                        "Variable $" + declared.name() + " was provided invalid value", "INVALID_VARIABLE");
            }
            if (value != null) {
                variables.put(declared.name(), value);
            }
        }
        return variables;
    }

    private void check(List<Document.Selection> selections, String type, double weight) {
        for (Document.Selection selection : selections) {
            if (selection instanceof Document.Field field) {
                check(field, type, weight);
            } else {
                Document.Fragment fragment = fragment(selection, type);
                types.require(fragment.on());
                check(fragment.selections(), fragment.on(), weight);
            }
        }
    }

    private void check(Document.Field field, String type, double weight) {
        if (field.name().equals("__typename")) {
            return;
        }
        Types.FieldType known = types.field(type, field.name());
        checkArguments(field, type, known);
        if (known.type().isEmpty()) {
            return;
        }
        String answer = known.type().get();
        if (field.selections().isEmpty()) {
            throw new GraphRefusal(
                    "Field must have selections (field '" + field.name() + "' returns " + answer
                            + " but has no selections. Did you mean '" + field.name() + " { ... }'?)",
                    "selectionMismatch");
        }
        check(field.selections(), answer, weight * entering(field, answer, weight, size(field, answer)));
    }

    private void checkArguments(Document.Field field, String type, Types.FieldType known) {
        for (Map.Entry<String, Value> argument : field.arguments().entrySet()) {
            if (!known.arguments().contains(argument.getKey())) {
                throw new GraphRefusal(
                        "Field '" + field.name() + "' doesn't accept argument '" + argument.getKey() + "' on type '"
                                + type + "'",
                        "argumentNotAccepted");
            }
            if (argument.getValue() instanceof Value.Variable variable
                    && operation.variables().stream().noneMatch(d -> d.name().equals(variable.name()))) {
                throw new GraphRefusal(
                        "Variable $" + variable.name() + " is used but not declared", "variableNotDefined");
            }
        }
    }

    /** Counts the object or connection and answers by what its content weighs more or less. */
    private double entering(Document.Field field, String type, double weight, int nodes) {
        if (type.endsWith("Connection")) {
            cost += weight * CONNECTION_COST;
            return NODE_SHARE * nodes;
        }
        boolean free = type.equals("PageInfo") || type.endsWith("Edge") || isNodes(field);
        JsonNode ids = argument(field, "ids");
        int count = ids == null ? 1 : ids.size();
        cost += free && ids == null ? (isNodes(field) ? weight : 0) : weight * count;
        return count;
    }

    private static boolean isNodes(Document.Field field) {
        return field.name().equals("nodes") || field.name().equals("node");
    }

    private int size(Document.Field field, String type) {
        if (!type.endsWith("Connection")) {
            return 1;
        }
        JsonNode first = argument(field, "first");
        if (first == null || !first.isInt()) {
            throw new GraphRefusal("you must provide one of first or last", "BAD_REQUEST");
        }
        if (first.intValue() < 1 || first.intValue() > Connections.PAGE_MAX) {
            throw new GraphRefusal("first must be between 1 and " + Connections.PAGE_MAX, "BAD_REQUEST");
        }
        return first.intValue();
    }

    private @Nullable JsonNode argument(Document.Field field, String name) {
        Value value = field.arguments().get(name);
        return value == null ? null : value.resolve(variables).orElse(null);
    }

    private Map<String, @Nullable Object> select(
            GraphObject object, List<Document.Selection> selections, double weight) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        for (Document.Field field : flat(selections, object.type())) {
            answer.put(
                    field.alias(),
                    field.name().equals("__typename")
                            ? object.type()
                            : shaped(object.value(field.name(), call(field)), field.selections(), weight));
        }
        return answer;
    }

    private @Nullable Object shaped(@Nullable Object value, List<Document.Selection> selections, double weight) {
        if (value instanceof GraphObject object) {
            boolean connection = object.type().endsWith("Connection");
            boolean free = object.type().equals("PageInfo") || object.type().endsWith("Edge");
            cost += free ? 0 : weight * (connection ? CONNECTION_COST : 1);
            return select(object, selections, connection ? weight * NODE_SHARE : weight);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> answer = new ArrayList<>();
            list.forEach(item -> answer.add(shaped(item, selections, weight)));
            return answer;
        }
        return value;
    }

    private List<Document.Field> flat(List<Document.Selection> selections, String type) {
        List<Document.Field> fields = new ArrayList<>();
        for (Document.Selection selection : selections) {
            if (selection instanceof Document.Field field) {
                fields.add(field);
            } else {
                Document.Fragment fragment = fragment(selection, type);
                if (fragment.on().equals(type) || fragment.on().equals("Node")) {
                    fields.addAll(flat(fragment.selections(), type));
                }
            }
        }
        return fields;
    }

    private Document.Fragment fragment(Document.Selection selection, String type) {
        if (selection instanceof Document.Inline inline) {
            return new Document.Fragment(inline.on().orElse(type), inline.selections());
        }
        String name = ((Document.Spread) selection).fragment();
        Document.Fragment fragment = document.fragments().get(name);
        if (fragment == null) {
            throw new GraphRefusal("Fragment " + name + " was used, but not defined", "useAndDefineFragment");
        }
        return fragment;
    }

    private Call call(Document.Field field) {
        Map<String, JsonNode> directives = new LinkedHashMap<>();
        field.directives().forEach((name, arguments) -> directives.put(name, resolved(arguments)));
        return new Call(field.name(), resolved(field.arguments()), directives);
    }

    private JsonNode resolved(Map<String, Value> arguments) {
        return Json.tree(new Value.Members(arguments)
                .resolve(variables)
                .map(Object.class::cast)
                .orElse(Map.of()));
    }
}
