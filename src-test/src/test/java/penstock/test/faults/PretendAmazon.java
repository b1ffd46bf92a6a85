package penstock.test.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listings of a seller whose grant ends with a write that the test names: the token is refused, and perhaps no other is given. */
final class PretendAmazon implements AutoCloseable {

    private static final Pattern QUANTITY = Pattern.compile("\"quantity\":(\\d+)");

    final List<String> patched = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> shown = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final int endsBefore;
    private final boolean revoked;
    private volatile int tokens;
    private volatile boolean granted = true;
    private volatile int tokenRequests;

    /** A grant that ends right before that write, counted from 1, until it is given anew; if revoked, no new token is given either. */
    PretendAmazon(int endsBefore, boolean revoked) throws IOException {
        this.endsBefore = endsBefore;
        this.revoked = revoked;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/auth/o2/token", this::token);
        server.createContext("/listings", this::listing);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int tokenRequests() {
        return tokenRequests;
    }

    Map<String, Integer> shown() {
        return shown;
    }

    /** The seller grants access anew. */
    void grant() {
        granted = true;
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        tokenRequests++;
        if (granted || !revoked) {
            granted = true;
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"t" + ++tokens + "\",\"token_type\":\"bearer\",\"expires_in\":3600}");
        } else {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"revoked\"}");
        }
    }

    private synchronized void listing(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String sku = path.substring(path.lastIndexOf('/') + 1);
        boolean write = exchange.getRequestMethod().equals("PATCH");
        if (write && granted && tokens == 1 && patched.size() == endsBefore - 1) {
            granted = false;
        }
        boolean current = ("t" + tokens).equals(exchange.getRequestHeaders().getFirst("x-amz-access-token"));
        if (!granted || !current) {
            answer(
                    exchange,
                    403,
                    "{\"errors\":[{\"code\":\"Unauthorized\",\"message\":\"Access to requested resource is denied.\","
                            + "\"details\":\"The access token you provided has expired.\"}]}");
        } else if (write) {
            Matcher quantity = QUANTITY.matcher(body);
            shown.put(sku, quantity.find() ? Integer.parseInt(quantity.group(1)) : -1);
            patched.add(sku);
            answer(
                    exchange,
                    200,
                    "{\"sku\":\"" + sku + "\",\"status\":\"ACCEPTED\",\"submissionId\":\"1\",\"issues\":[]}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"sku\":\"" + sku + "\",\"fulfillmentAvailability\":[{\"fulfillmentChannelCode\":\"DEFAULT\","
                            + "\"quantity\":" + shown.getOrDefault(sku, 0) + "}]}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
