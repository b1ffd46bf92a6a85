package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Conversation.Ask;
import penstock.channels.spi.Conversation.Done;
import penstock.channels.spi.Conversation.Lost;
import penstock.channels.spi.Conversation.NotSent;
import penstock.channels.spi.Conversation.Refused;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.core.message.RawMessage;

/** An account at Amazon and the two ends of a conversation with it. */
final class AmazonFixture {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static final Map<String, String> SETTINGS = Map.of(
            "seller_id", "A3EXAMPLE",
            "marketplace_id", "A1F83G8C2ARO7P",
            "queue_endpoint", "http://queue.example/amazon");

    private AmazonFixture() {}

    static Channel channel() {
        return channel(SETTINGS);
    }

    static Channel channel(Map<String, String> settings) {
        return new AmazonPlugin()
                .open(new AccountSettings(7, URI.create("https://sellingpartnerapi-eu.amazon.com"), settings));
    }

    static HttpReply reply(int status, String body) {
        return new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply error(int status, String code, String message) {
        return reply(status, """
                {"errors": [{"code": "%s", "message": "%s", "details": ""}]}
                """.formatted(code, message));
    }

    static RawMessage raw(String body) {
        return new RawMessage("poll:order", "event", body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    static <T> HttpCall callOf(Conversation<T> conversation) {
        assertThat(conversation).isInstanceOf(Ask.class);
        return ((Ask<T>) conversation).call();
    }

    static <T> Conversation<T> answered(Conversation<T> conversation, HttpReply reply) {
        assertThat(conversation).isInstanceOf(Ask.class);
        return ((Ask<T>) conversation).next().apply(reply);
    }

    static <T> T resultOf(Conversation<T> conversation) {
        assertThat(conversation).isInstanceOf(Done.class);
        return ((Done<T>) conversation).result();
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

    /** The decoded query as sorted lines. */
    static String queryOf(HttpCall call) {
        return Arrays.stream(call.uri().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> decoded(pair[1]), (a, b) -> a + "|" + b, TreeMap::new))
                .entrySet()
                .stream()
                .map(pair -> pair.getKey() + " " + pair.getValue() + "\n")
                .collect(Collectors.joining());
    }

    static String bodyOf(HttpCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
