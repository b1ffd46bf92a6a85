package penstock.sandbox.shopify.graphql;

import java.util.List;
import java.util.Map;
import penstock.sandbox.json.Json;

/** A document or a call that is refused as a whole: an entry of the answer's top-level errors. */
public final class GraphRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A refusal with its text and its {@code extensions.code}. */
    public GraphRefusal(String message, String code) {
        super(message);
        this.code = code;
    }

    /** The value of {@code extensions.code}. */
    public String code() {
        return code;
    }

    /** The answer's {@code errors}. */
    public List<Map<String, ?>> errors() {
        return List.of(Json.object("message", getMessage(), "extensions", Json.object("code", code)));
    }
}
