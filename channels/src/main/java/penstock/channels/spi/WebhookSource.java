package penstock.channels.spi;

import java.time.Instant;
import java.util.Map;
import penstock.core.message.RawMessage;
import penstock.core.message.Translation;

/** Being called back by a channel. A webhook is a hint that something changed; repeats, disorder and loss are normal. */
public interface WebhookSource {

    /**
     * Whether the channel really sent this, decided on the raw bytes in constant time.
     *
     * @param headers the first value of each, names in lower case
     */
    Verdict verify(Map<String, String> headers, byte[] body, Secrets secrets, Instant now);

    /** What a stored webhook means. Pure: the same bytes give the same messages. */
    Translation translate(RawMessage raw);

    /** The judgement on a webhook. */
    sealed interface Verdict {

        /** Genuine: store the message, then answer 200. */
        record Genuine(RawMessage message) implements Verdict {}

        /** Genuine and nothing to keep, as a ping: answer 200. */
        record Ping() implements Verdict {}

        /** Not from the channel: answer 401, store nothing. {@code why} names no secret. */
        record Forged(String why) implements Verdict {}

        /** From the channel, yet unusable, a needed header is missing: answer 400. */
        record Malformed(String why) implements Verdict {}
    }
}
