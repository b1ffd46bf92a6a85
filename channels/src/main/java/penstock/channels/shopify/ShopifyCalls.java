package penstock.channels.shopify;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import penstock.channels.shopify.wire.Wire;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Budget;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Patience;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts GraphQL documents into calls and judges the replies before anybody reads their data. */
final class ShopifyCalls {

    /** The version of the Admin API that the documents are written against; Shopify keeps each for a year. */
    static final String API_VERSION = "2026-10";

    /** Points that come back each second on the smallest plan; larger plans correct it by their replies. */
    static final double POINTS_A_SECOND = 100;

    /** Points that can be saved up on the smallest plan. */
    static final int POINTS_SAVED = 2000;

    private final URI address;

    ShopifyCalls(AccountSettings settings) {
        this.address = URI.create(settings.endpoint() + "/admin/api/" + API_VERSION + "/graphql.json");
    }

    /**
     * A successful reply.
     *
     * @param servedAt Shopify's clock, where the reply states it
     */
    record Answer(JsonNode data, Optional<Instant> servedAt) {}

    <T> Conversation<T> read(String document, ObjectNode variables, int cost, Function<Answer, Conversation<T>> next) {
        return ask(document, variables, cost, Effect.READ, next);
    }

    <T> Conversation<T> write(
            String document, ObjectNode variables, int cost, String ref, Function<Answer, Conversation<T>> next) {
        return ask(document, variables, cost, Effect.write(ref), next);
    }

    private <T> Conversation<T> ask(
            String document, ObjectNode variables, int cost, Effect effect, Function<Answer, Conversation<T>> next) {
        return Conversation.ask(call(document, variables, cost, effect), reply -> {
            try {
                return ShopifyErrors.judge(reply, effect, cost).then(data -> next.apply(answer(data, reply)));
            } catch (JacksonException e) {
                return ShopifyErrors.unclear(
                        effect, "Shopify's reply has an unexpected shape: " + OrderTranslation.path(e));
            }
        });
    }

    private HttpCall call(String document, ObjectNode variables, int cost, Effect effect) {
        ObjectNode body = Wire.GRAPH.object();
        body.put("query", document);
        body.set("variables", variables);
        return new HttpCall(
                "POST",
                address,
                Map.of("content-type", "application/json", "accept", "application/json"),
                Wire.GRAPH.bytes(body),
                new Budget("graphql", POINTS_A_SECOND, POINTS_SAVED, cost),
                Patience.QUICK,
                effect);
    }

    private static Answer answer(JsonNode data, HttpReply reply) {
        return new Answer(data, reply.header("date").flatMap(ShopifyCalls::httpDate));
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
