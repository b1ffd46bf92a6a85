package penstock.routes.transport;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;

/**
 * A call as a Camel message, and a Camel message as a reply. Nothing but the call goes out: whatever else the message
 * carries is removed first. Nothing but status, headers and body comes back, as values.
 *
 * <p>As the endpoint's listener it keeps both verbatim: camel-http re-encodes some characters of an address, which would
 * break a signed one, and splits headers at commas.
 */
final class CallMessage implements HttpActivityListener, HeaderFilterStrategy {

    /** A longer header of a reply is left out. */
    static final int HEADER_VALUE_MAX = 8 << 10;

    private static final String CALL = "penstock.call";
    private static final String REPLY_HEADERS = "penstock.reply.headers";

    /** The connection's own business; and cookies, which would make one session of separate calls. */
    private static final Set<String> NEVER_SENT = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "upgrade",
            "expect",
            "cookie");

    private static final Set<String> NEVER_TOLD =
            Set.of("transfer-encoding", "connection", "set-cookie", "set-cookie2");

    /** The {@link HttpCall} in the body becomes what camel-http sends. */
    static void ofCall(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getIn();
        HttpCall call = message.getMandatoryBody(HttpCall.class);
        message.removeHeaders("*");
        exchange.setProperty(CALL, call);
        call.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setHeader(Exchange.HTTP_URI, call.uri().toASCIIString());
        message.setBody(call.body().length == 0 ? null : new ByteArrayEntity(call.body(), null));
    }

    /** What camel-http received becomes the {@link HttpReply} in the body. */
    @SuppressWarnings("unchecked")
    static void toReply(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = requireNonNull(message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class));
        Map<String, String> headers = requireNonNull(exchange.getProperty(REPLY_HEADERS, Map.class));
        byte[] body = message.getBody(byte[].class);
        message.removeHeaders("*");
        message.setBody(new HttpReply(status, headers, body == null ? new byte[0] : body));
    }

    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {
        HttpCall call = requireNonNull(exchange.getProperty(CALL, HttpCall.class));
        URI uri = URI.create(call.uri().toASCIIString());
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        request.setPath(path + query);
    }

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            String value = header.getValue();
            if (value != null && value.length() <= HEADER_VALUE_MAX && !isCamels(name) && !NEVER_TOLD.contains(name)) {
                headers.putIfAbsent(name, value);
            }
        }
        exchange.setProperty(REPLY_HEADERS, headers);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isCamels(lower) || NEVER_SENT.contains(lower);
    }

    /** No header of a reply becomes one of the message. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
        return true;
    }

    private static boolean isCamels(String lowerCaseName) {
        return lowerCaseName.startsWith("camel") || lowerCaseName.startsWith("org.apache.camel.");
    }
}
