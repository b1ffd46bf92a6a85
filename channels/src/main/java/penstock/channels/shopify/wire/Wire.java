package penstock.channels.shopify.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shopify's two ways of spelling JSON: camel case in GraphQL, snake case in webhooks. Stateless; any thread. */
public enum Wire {
    /** {@code currentQuantity}, the Admin API's replies. */
    GRAPH(JsonMapper.builder()
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()),
    /** {@code current_quantity}, the bodies of webhooks. */
    HOOK(JsonMapper.builder()
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build());

    private final JsonMapper mapper;

    Wire(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The bytes as a tree.
     *
     * @throws JacksonException if they are no JSON or nothing at all
     */
    public JsonNode tree(byte[] body) {
        JsonNode tree = mapper.readTree(body);
        if (tree == null || tree.isMissingNode()) {
            throw nothing(JsonNode.class);
        }
        return tree;
    }

    /**
     * The tree as a record.
     *
     * @throws JacksonException if it is absent or has another shape
     */
    public <T> T read(@Nullable JsonNode tree, Class<T> type) {
        if (tree == null || tree.isMissingNode() || tree.isNull()) {
            throw nothing(type);
        }
        return mapper.treeToValue(tree, type);
    }

    /** The tree as the bytes to send or to keep. */
    public byte[] bytes(JsonNode tree) {
        return mapper.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
    }

    /** An empty JSON object. */
    public ObjectNode object() {
        return mapper.createObjectNode();
    }

    /** An empty JSON array. */
    public ArrayNode array() {
        return mapper.createArrayNode();
    }

    private static JacksonException nothing(Class<?> type) {
        return MismatchedInputException.from(
                (JsonParser) null, type, "there is nothing where " + type.getSimpleName() + " was expected");
    }
}
