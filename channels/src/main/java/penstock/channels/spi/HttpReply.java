package penstock.channels.spi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A complete reply.
 *
 * @param headers the first value of each header, names in lower case
 * @param body all of it, within the route's byte limit
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

    public HttpReply {
        headers = Map.copyOf(headers);
    }

    /** The header's value; {@code name} in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the status is 2xx. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Leaves headers and body out: they may hold personal data. */
    @Override
    public String toString() {
        return "HttpReply[%d, %d bytes]".formatted(status, body.length);
    }
}
