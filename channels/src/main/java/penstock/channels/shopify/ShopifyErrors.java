package penstock.channels.shopify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.channels.shopify.wire.Cost;
import penstock.channels.shopify.wire.GraphError;
import penstock.channels.shopify.wire.UserError;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpReply;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What Shopify's ways to fail come down to. Codes that we do not know are never taken for success.
 *
 * <table>
 * <caption>Errors of a whole reply</caption>
 * <tr><th>Shopify says</th><th>read</th><th>write</th></tr>
 * <tr><td>HTTP 401, 402, 403, 404, 423; ACCESS_DENIED, SHOP_INACTIVE</td><td colspan="2">refused, UNAUTHORISED</td></tr>
 * <tr><td>HTTP 429, 430; THROTTLED</td><td colspan="2">not sent</td></tr>
 * <tr><td>other HTTP 3xx and 4xx; MAX_COST_EXCEEDED, BAD_REQUEST; any other code without data, as a document that does
 * not fit the schema</td><td colspan="2">refused, INVALID</td></tr>
 * <tr><td>HTTP 5xx; INTERNAL_SERVER_ERROR, TIMEOUT; any other code; no JSON</td><td>not sent</td><td>lost</td></tr>
 * </table>
 */
final class ShopifyErrors {

    /** After this a read that failed at their side is tried again. */
    static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /** HTTP 429 and 430, where nothing says how long. */
    static final Duration AFTER_REFUSED_RATE = Duration.ofSeconds(60);

    /** While another call with the same idempotency key is under way. */
    static final Duration AFTER_CONCURRENT = Duration.ofSeconds(5);

    /** A throttled call waits at least this long, since the bucket is shared with calls under way. */
    static final Duration MIN_THROTTLE = Duration.ofSeconds(1);

    /** A throttled call waits at most this long: the smallest bucket is full again after 20 seconds. */
    static final Duration MAX_THROTTLE = Duration.ofSeconds(60);

    private ShopifyErrors() {}

    /** The reply's data, or how the conversation ends without any. */
    static Conversation<JsonNode> judge(HttpReply reply, Effect effect, int cost) {
        if (!reply.ok()) {
            return byStatus(reply.status(), effect);
        }
        JsonNode tree;
        try {
            tree = Wire.GRAPH.tree(reply.body());
        } catch (JacksonException e) {
            return unclear(effect, "Shopify's reply is no JSON");
        }
        List<GraphError> errors = errors(tree.path("errors"));
        if (!errors.isEmpty()) {
            return byCode(errors, tree, effect, cost);
        }
        return tree.path("data").isObject()
                ? Conversation.done(tree.path("data"))
                : unclear(effect, "Shopify's reply has neither data nor errors");
    }

    /** A reply from which it cannot be told what happened. */
    static <T> Conversation<T> unclear(Effect effect, String why) {
        return effect instanceof Effect.Write write
                ? Conversation.lost(write.ref(), why)
                : Conversation.notSent(AFTER_FAILURE, why);
    }

    private static <T> Conversation<T> byStatus(int status, Effect effect) {
        String why = "Shopify answered HTTP " + status;
        return switch (status) {
            case 401, 403 -> Conversation.refused(RefusalReason.UNAUTHORISED, why + ": enter a valid access token");
            case 402, 423 -> Conversation.refused(RefusalReason.UNAUTHORISED, why + ": the shop is frozen or locked");
            case 404 -> Conversation.refused(RefusalReason.UNAUTHORISED, why + ": no shop at this address");
            case 429, 430 -> Conversation.notSent(AFTER_REFUSED_RATE, why);
            default -> status >= 500 ? unclear(effect, why) : Conversation.refused(RefusalReason.INVALID, why);
        };
    }

    private static <T> Conversation<T> byCode(List<GraphError> errors, JsonNode tree, Effect effect, int cost) {
        List<String> codes = errors.stream().map(GraphError::code).toList();
        String why = text(errors.get(0));
        if (codes.contains("THROTTLED")) {
            return Conversation.notSent(throttleWait(cost(tree), cost), "Shopify's points are used up");
        } else if (codes.contains("ACCESS_DENIED") || codes.contains("SHOP_INACTIVE")) {
            return Conversation.refused(RefusalReason.UNAUTHORISED, why);
        } else if (codes.contains("MAX_COST_EXCEEDED") || codes.contains("BAD_REQUEST")) {
            return Conversation.refused(RefusalReason.INVALID, why);
        } else if (codes.contains("INTERNAL_SERVER_ERROR") || codes.contains("TIMEOUT") || tree.has("data")) {
            return unclear(effect, why);
        }
        // GraphQL (section 7.1): no data entry at all means that it failed before anything was executed
        return Conversation.refused(RefusalReason.INVALID, why);
    }

    /** Until the bucket holds the points that the call needs. */
    static Duration throttleWait(Optional<Cost> said, int ourCost) {
        Optional<Cost.ThrottleStatus> status = said.flatMap(cost -> Optional.ofNullable(cost.throttleStatus()));
        double needed = said.flatMap(cost -> Optional.ofNullable(cost.requestedQueryCost()))
                .orElse((double) ourCost);
        double available =
                status.flatMap(s -> Optional.ofNullable(s.currentlyAvailable())).orElse(0.0);
        double rate = status.flatMap(s -> Optional.ofNullable(s.restoreRate()))
                .filter(r -> r > 0)
                .orElse(ShopifyCalls.POINTS_A_SECOND);
        Duration wait = Duration.ofMillis((long) Math.ceil(Math.max(0, needed - available) / rate * 1000));
        Duration atLeast = wait.compareTo(MIN_THROTTLE) < 0 ? MIN_THROTTLE : wait;
        return atLeast.compareTo(MAX_THROTTLE) > 0 ? MAX_THROTTLE : atLeast;
    }

    /**
     * What an error of {@code inventorySetQuantities} means for the lines it concerns.
     *
     * <p>{@code IDEMPOTENCY_KEY_PARAMETER_MISMATCH} and {@code IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED} both say that the key
     * is spent. Read back, the line gets a new attempt and with it a new key, so they are unknown rather than refused.
     *
     * @param key the batch's, under which an unknown outcome is looked up
     */
    static Outcome ofStock(UserError error, String key) {
        String code = error.code() == null ? "" : error.code();
        return switch (code) {
            case "CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE" -> refused(RefusalReason.STALE, error);
            case "INVALID_INVENTORY_ITEM", "INVALID_LOCATION" -> refused(RefusalReason.NOT_FOUND, error);
            case "IDEMPOTENCY_CONCURRENT_REQUEST" -> new Outcome.NotSent(AFTER_CONCURRENT, error.text());
            case "IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" ->
                new Outcome.Unknown(key, error.text());
            default -> refused(RefusalReason.INVALID, error);
        };
    }

    private static Outcome refused(RefusalReason reason, UserError error) {
        return new Outcome.Refused(reason, error.text());
    }

    private static List<GraphError> errors(JsonNode list) {
        List<GraphError> errors = new ArrayList<>();
        for (JsonNode error : list) {
            errors.add(error.isObject() ? graphError(error) : new GraphError(error.toString(), null));
        }
        if (errors.isEmpty() && list.isString()) {
            errors.add(new GraphError(list.stringValue(), null));
        }
        return errors;
    }

    private static GraphError graphError(JsonNode error) {
        try {
            return Wire.GRAPH.read(error, GraphError.class);
        } catch (JacksonException e) {
            return new GraphError(error.path("message").toString(), null);
        }
    }

    private static Optional<Cost> cost(JsonNode tree) {
        try {
            return Optional.of(Wire.GRAPH.read(tree.path("extensions").path("cost"), Cost.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String text(GraphError error) {
        String said = error.message() == null ? "no message" : error.message();
        return "Shopify says " + (error.code().isEmpty() ? said : error.code() + ": " + said);
    }
}
