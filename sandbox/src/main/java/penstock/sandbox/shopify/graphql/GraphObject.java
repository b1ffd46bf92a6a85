package penstock.sandbox.shopify.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object of the graph: its type and how each field is found. A field's value is a scalar, an object, or a list of either. */
public final class GraphObject {
    /** How one field is found. */
    @FunctionalInterface
    public interface Resolver {
        @Nullable
        Object resolve(Call call);
    }

    private final String type;
    private final Map<String, Resolver> fields = new LinkedHashMap<>();

    /** An object without fields yet. */
    public GraphObject(String type) {
        this.type = type;
    }

    /** Adds a field whose value is at hand. */
    public GraphObject with(String name, @Nullable Object value) {
        fields.put(name, call -> value);
        return this;
    }

    /** Adds a field whose value is found when asked for. */
    public GraphObject lazily(String name, Supplier<? extends @Nullable Object> value) {
        fields.put(name, call -> value.get());
        return this;
    }

    /** Adds a field that takes arguments. */
    public GraphObject asking(String name, Resolver resolver) {
        fields.put(name, resolver);
        return this;
    }

    /** The type's name. */
    public String type() {
        return type;
    }

    @Nullable
    Object value(String name, Call call) {
        Resolver resolver = fields.get(name);
        if (resolver == null) {
            throw new GraphRefusal("The sandbox does not fill " + type + "." + name, "INTERNAL_SERVER_ERROR");
        }
        return resolver.resolve(call);
    }
}
