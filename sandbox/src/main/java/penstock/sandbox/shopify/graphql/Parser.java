package penstock.sandbox.shopify.graphql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;

/** Reads an executable document. Type names of variables are read over; whether one is required is kept. */
final class Parser {
    private final Tokens tokens;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The document in this text. Throws {@link GraphRefusal} with the code PARSE_ERROR when it is none. */
    static Document parse(String text) {
        return new Parser(new Tokens(text)).document();
    }

    private Document document() {
        List<Document.Operation> operations = new ArrayList<>();
        Map<String, Document.Fragment> fragments = new LinkedHashMap<>();
        while (tokens.peek().kind() != Tokens.Kind.END) {
            if (tokens.at("{")) {
                operations.add(new Document.Operation("query", Optional.empty(), List.of(), selections()));
            } else if (tokens.atName("fragment")) {
                tokens.take();
                fragments.put(tokens.name(), fragment());
            } else {
                operations.add(operation());
            }
        }
        return new Document(operations, fragments);
    }

    private Document.Fragment fragment() {
        tokens.name();
        return new Document.Fragment(tokens.name(), selections());
    }

    private Document.Operation operation() {
        String kind = tokens.name();
        if (!kind.equals("query") && !kind.equals("mutation")) {
            throw new GraphRefusal("syntax error, unexpected " + kind, "PARSE_ERROR");
        }
        Optional<String> name =
                tokens.peek().kind() == Tokens.Kind.NAME ? Optional.of(tokens.name()) : Optional.empty();
        List<Document.Declared> variables = new ArrayList<>();
        if (tokens.takeIf("(")) {
            while (!tokens.takeIf(")")) {
                variables.add(declared());
            }
        }
        directives();
        return new Document.Operation(kind, name, variables, selections());
    }

    private Document.Declared declared() {
        tokens.expect("$");
        String name = tokens.name();
        tokens.expect(":");
        boolean required = type();
        Optional<Value> fallback = tokens.takeIf("=") ? Optional.of(value()) : Optional.empty();
        return new Document.Declared(name, required, fallback);
    }

    private boolean type() {
        if (tokens.takeIf("[")) {
            type();
            tokens.expect("]");
        } else {
            tokens.name();
        }
        return tokens.takeIf("!");
    }

    private List<Document.Selection> selections() {
        tokens.expect("{");
        List<Document.Selection> selections = new ArrayList<>();
        while (!tokens.takeIf("}")) {
            selections.add(tokens.takeIf("...") ? spread() : field());
        }
        return selections;
    }

    private Document.Selection spread() {
        if (tokens.at("{")) {
            return new Document.Inline(Optional.empty(), selections());
        }
        String name = tokens.name();
        if (name.equals("on")) {
            return new Document.Inline(Optional.of(tokens.name()), selections());
        }
        return new Document.Spread(name);
    }

    private Document.Field field() {
        String first = tokens.name();
        String name = tokens.takeIf(":") ? tokens.name() : first;
        Map<String, Value> arguments = arguments();
        Map<String, Map<String, Value>> directives = directives();
        List<Document.Selection> selections = tokens.at("{") ? selections() : List.of();
        return new Document.Field(name, first, arguments, directives, selections);
    }

    private Map<String, Map<String, Value>> directives() {
        Map<String, Map<String, Value>> directives = new LinkedHashMap<>();
        while (tokens.takeIf("@")) {
            directives.put(tokens.name(), arguments());
        }
        return directives;
    }

    private Map<String, Value> arguments() {
        return tokens.takeIf("(") ? members(")") : Map.of();
    }

    private Map<String, Value> members(String end) {
        Map<String, Value> members = new LinkedHashMap<>();
        while (!tokens.takeIf(end)) {
            String name = tokens.name();
            tokens.expect(":");
            members.put(name, value());
        }
        return members;
    }

    private Value value() {
        if (tokens.takeIf("$")) {
            return new Value.Variable(tokens.name());
        }
        if (tokens.takeIf("{")) {
            return new Value.Members(members("}"));
        }
        if (tokens.takeIf("[")) {
            List<Value> items = new ArrayList<>();
            while (!tokens.takeIf("]")) {
                items.add(value());
            }
            return new Value.Items(items);
        }
        return new Value.Literal(Json.tree(scalar(tokens.take())));
    }

    private static @Nullable Object scalar(Tokens.Token token) {
        return switch (token.kind()) {
            case STRING -> token.text();
            case NUMBER ->
                token.text().matches("-?\\d{1,9}")
                        ? (Object) Integer.valueOf(token.text())
                        : new BigDecimal(token.text());
            case NAME ->
                switch (token.text()) {
                    case "true" -> true;
                    case "false" -> false;
                    case "null" -> null;
                    default -> token.text();
                };
            default -> throw new GraphRefusal("syntax error, unexpected " + token.text(), "PARSE_ERROR");
        };
    }
}
