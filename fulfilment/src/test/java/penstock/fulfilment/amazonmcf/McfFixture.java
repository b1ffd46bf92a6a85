package penstock.fulfilment.amazonmcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Conversation.Ask;
import penstock.channels.spi.Conversation.Done;
import penstock.channels.spi.Conversation.Lost;
import penstock.channels.spi.Conversation.NotSent;
import penstock.channels.spi.Conversation.Refused;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.FulfilmentRequest.Line;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;
import penstock.fulfilment.spi.FulfilmentProvider;

/** An account at Amazon and the two ends of a conversation with it. */
final class McfFixture {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private McfFixture() {}

    static FulfilmentProvider provider() {
        return provider(Map.of("marketplace_id", "A1F83G8C2ARO7P", "shipping_speed", "EXPEDITED"));
    }

    static FulfilmentProvider provider(Map<String, String> settings) {
        return new AmazonMcfPlugin()
                .open(new AccountSettings(7, URI.create("https://sellingpartnerapi-eu.amazon.com/"), settings));
    }

    static Recipient recipient(String country) {
        return new Recipient(
                "Ada Byron",
                "1 High Street",
                Optional.of("Flat 2"),
                "London",
                Optional.empty(),
                "SW1A 1AA",
                country,
                Optional.of("+44 20 7946 0000"),
                Optional.of("ada@example.org"));
    }

    static FulfilmentRequest request(String id, Recipient recipient, Line... lines) {
        return new FulfilmentRequest(id, "#1001", Instant.parse("2026-11-23T09:00:00Z"), recipient, List.of(lines));
    }

    static FulfilmentRequest request() {
        return request("PS-7-1", recipient("GB"), new Line(1, "SKU-1", 2), new Line(2, "SKU 2", 1));
    }

    static HttpReply reply(int status, String body) {
        return new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply error(int status, String message) {
        return reply(
                status,
                "{\"errors\": [{\"code\": \"InvalidInput\", \"message\": \"%s\", \"details\": \"\"}]}"
                        .formatted(message));
    }

    static RawMessage raw(String body) {
        return new RawMessage("mcf:order", "event", body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    static String bodyOf(HttpCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    static <T> HttpCall callOf(Conversation<T> conversation) {
        assertThat(conversation).isInstanceOf(Ask.class);
        return ((Ask<T>) conversation).call();
    }

    static <T> Conversation<T> answered(Conversation<T> conversation, HttpReply reply) {
        assertThat(conversation).isInstanceOf(Ask.class);
        return ((Ask<T>) conversation).next().apply(reply);
    }

    /** How a conversation ended, as one line. */
    static String endOf(Conversation<?> conversation) {
        if (conversation instanceof Done<?> done) {
            return "done " + done.result();
        } else if (conversation instanceof NotSent<?> notSent) {
            return "not sent, again after " + notSent.retryAfter();
        } else if (conversation instanceof Lost<?> lost) {
            return "lost, look for " + lost.ref();
        } else if (conversation instanceof Refused<?> refused) {
            return "refused " + refused.reason();
        }
        return "asks on";
    }
}
