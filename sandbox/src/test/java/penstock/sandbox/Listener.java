package penstock.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** An HTTP server that keeps what it is sent, and answers with the status that the test wishes. */
public final class Listener implements AutoCloseable {
    /** One request. */
    public record Heard(Map<String, String> headers, byte[] body) {
        public JsonNode json() {
            return Json.read(body);
        }
    }

    public volatile int status = 200;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final HttpServer server;

    public Listener() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            heard.add(new Heard(headers, exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next request; fails when none comes within ten seconds. */
    public Heard next() {
        try {
            Heard next = heard.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing was sent to the listener.");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isEmpty() {
        return heard.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
