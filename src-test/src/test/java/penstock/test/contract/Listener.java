package penstock.test.contract;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on the loopback address that keeps what it is sent. */
final class Listener implements AutoCloseable {

    /** One request; header names in lower case. */
    record Heard(Map<String, String> headers, byte[] body) {}

    volatile int status = 200;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final HttpServer server;

    Listener() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            heard.add(new Heard(headers, exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    /** The next requests, so many of them; fails when they do not come within twenty seconds each. */
    List<Heard> next(int count) {
        List<Heard> next = new ArrayList<>();
        try {
            while (next.size() < count) {
                Heard one = heard.poll(20, TimeUnit.SECONDS);
                if (one == null) {
                    throw new AssertionError(next.size() + " of " + count + " requests came");
                }
                next.add(one);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
