package penstock.channels.spi;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to a channel as a value, without secrets: the {@link Signer} adds those when it is sent.
 *
 * @param method an HTTP method in capitals
 * @param uri absolute, http or https, built and encoded by {@link URI}
 * @param headers names are tokens (RFC 9110) and never begin with "Camel"
 * @param body the bytes to send, empty for none
 * @param budget which of the channel's rate limits it draws on
 * @param patience which of the two time limits it gets
 * @param effect whether it may be repeated freely
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        byte[] body,
        Budget budget,
        Patience patience,
        Effect effect) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final byte[] NO_BODY = {};

    public HttpCall {
        headers = Map.copyOf(headers);
        headers.forEach(HttpCall::requireToken);
        if (!uri.isAbsolute() || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("a call needs an absolute http or https address");
        }
    }

    /** A call without a body that only reads. */
    public static HttpCall read(URI uri, Budget budget) {
        return new HttpCall("GET", uri, Map.of(), NO_BODY, budget, Patience.QUICK, Effect.READ);
    }

    /** The same call with one more header; an equal name, whatever its case, is replaced. */
    public HttpCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new HttpCall(method, uri, more, body, budget, patience, effect);
    }

    /** The same call with another body. */
    public HttpCall withBody(byte[] newBody) {
        return new HttpCall(method, uri, headers, newBody, budget, patience, effect);
    }

    /** The same call to another address. */
    public HttpCall withUri(URI newUri) {
        return new HttpCall(method, newUri, headers, body, budget, patience, effect);
    }

    /** Leaves headers, query and body out: they may hold personal data. */
    @Override
    public String toString() {
        return "HttpCall[%s %s %s]".formatted(method, uri.getPath(), budget.operation());
    }

    private static void requireToken(String name, String value) {
        boolean token = TOKEN.matcher(name).matches();
        if (!token || name.toLowerCase(Locale.ROOT).startsWith("camel")) {
            throw new IllegalArgumentException("not a header name to send: " + name);
        }
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the value of header " + name + " breaks the line");
        }
    }
}
