package penstock.core.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A message as it came, before anybody understood it; kept so that a better translator can be run over it again.
 *
 * @param source what kind of message it is in the adapter's terms, for example {@code webhook:orders/create} or
 *     {@code poll:order}
 * @param eventId the sender's id of the delivery or, for a polled thing, its id and revision: what makes a repeat a repeat
 * @param body the bytes received
 * @param receivedAt when we received it
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawMessage(String source, String eventId, byte[] body, Instant receivedAt) {

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Leaves the body out: it may hold personal data. */
    @Override
    public String toString() {
        return "RawMessage[%s %s, %d bytes]".formatted(source, eventId, body.length);
    }
}
