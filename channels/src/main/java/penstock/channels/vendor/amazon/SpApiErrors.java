package penstock.channels.vendor.amazon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpReply;
import penstock.core.message.RefusalReason;
import tools.jackson.databind.JsonNode;

/** Amazon's error replies, and how those that say nothing about the thing asked end a conversation. */
public final class SpApiErrors {

    /** Amazon names no wait; this one follows a 429 that does not say its rate either. */
    static final Duration WAIT_WHEN_THROTTLED = Duration.ofSeconds(10);

    /** The longest wait after a 429, for operations that are allowed once in minutes. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** The wait after a reply that shows Amazon to be unwell. */
    static final Duration WAIT_WHEN_UNWELL = Duration.ofSeconds(30);

    /** A refusal's detail is cut to this many characters. */
    static final int MAX_DETAIL = 300;

    private SpApiErrors() {}

    /** One of the errors in a reply. */
    public record SpApiError(
            @Nullable String code,
            @Nullable String message,
            @Nullable String details) {

        /** Code and message as one line for a person. */
        public String text() {
            return (code == null ? "no code" : code) + ": " + (message == null ? "no message" : message);
        }
    }

    private record ErrorReply(@Nullable JsonNode errors) {}

    /** The errors in the reply; none if it has no list of them. */
    public static List<SpApiError> in(HttpReply reply) {
        return SpApiJson.read(reply.body(), ErrorReply.class)
                .flatMap(read -> Optional.ofNullable(read.errors()))
                .map(SpApiErrors::listed)
                .orElse(List.of());
    }

    /** Status, code and message of the reply as one line for a person. */
    public static String describe(HttpReply reply) {
        return shortened(in(reply).stream()
                .findFirst()
                .map(error -> "HTTP " + reply.status() + " " + error.text())
                .orElse("HTTP " + reply.status() + " without an explanation"));
    }

    /** {@code text} at the length a refusal's detail may have. */
    public static String shortened(String text) {
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
    }

    /**
     * Whether the reply is a success in Amazon's own words: nothing at all, or JSON. A page that somebody on the way put in
     * its place has the status of a success, too, and says nothing of what Amazon did.
     */
    public static boolean succeeded(HttpReply reply) {
        return reply.ok()
                && (reply.text().isBlank()
                        || SpApiJson.read(reply.body(), JsonNode.class).isPresent());
    }

    /** Whether the reply refuses the very thing that was asked, rather than the account, the rate or the moment. */
    public static boolean refusesTheRequest(HttpReply reply) {
        return switch (reply.status()) {
            case 401, 403, 408, 429 -> false;
            default -> reply.status() >= 400 && reply.status() < 500;
        };
    }

    /**
     * Whether the reply refuses the access token. Amazon's models list an expired token among the reasons of a 403, beside
     * missing roles, and tell it by its details: "The access token you provided has expired" or "is revoked, malformed or
     * invalid" (github.com/amzn/selling-partner-api-models/issues/2333 and 4122, read 2026-11-23). A 401 is taken the same.
     */
    static boolean refusesTheToken(HttpReply reply) {
        return reply.status() == 401
                || (reply.status() == 403 && in(reply).stream().anyMatch(SpApiErrors::namesTheToken));
    }

    private static boolean namesTheToken(SpApiError error) {
        String said = (error.code() + " " + error.message() + " " + error.details()).toLowerCase(Locale.ROOT);
        return said.contains("expiredtoken") || said.contains("access token");
    }

    /** How a read ends whose reply is not what was asked for. */
    public static <T> Conversation<T> readFailed(HttpReply reply) {
        return switch (reply.status()) {
            case 401, 403 -> Conversation.refused(RefusalReason.UNAUTHORISED, describe(reply));
            case 404 -> Conversation.refused(RefusalReason.NOT_FOUND, describe(reply));
            case 429 -> Conversation.notSent(waitAfter(reply), describe(reply));
            default ->
                refusesTheRequest(reply)
                        ? Conversation.refused(RefusalReason.INVALID, describe(reply))
                        : Conversation.notSent(WAIT_WHEN_UNWELL, describe(reply));
        };
    }

    /** How a write ends whose reply says neither that it was done nor that it is wrong. */
    public static <T> Conversation<T> writeFailed(HttpReply reply, String ref) {
        return switch (reply.status()) {
            case 401, 403 -> Conversation.refused(RefusalReason.UNAUTHORISED, describe(reply));
            case 429 -> Conversation.notSent(waitAfter(reply), describe(reply));
            default -> Conversation.lost(ref, describe(reply));
        };
    }

    /** How a read ends whose reply cannot be understood. */
    public static <T> Conversation<T> unreadable(HttpReply reply) {
        return Conversation.notSent(WAIT_WHEN_UNWELL, "HTTP " + reply.status() + " with a body we do not understand");
    }

    private static List<SpApiError> listed(JsonNode errors) {
        List<SpApiError> listed = new ArrayList<>();
        if (errors.isArray()) {
            errors.forEach(error -> SpApiJson.read(error, SpApiError.class).ifPresent(listed::add));
        }
        return listed;
    }

    private static Duration waitAfter(HttpReply reply) {
        return SpApiLimits.rate(reply)
                .map(perSecond ->
                        Duration.ofMillis((long) Math.min(1000 / perSecond, (double) LONGEST_WAIT.toMillis())))
                .orElse(WAIT_WHEN_THROTTLED);
    }
}
