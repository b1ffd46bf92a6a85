package penstock.routes.command.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import penstock.channels.webhook.StandardWebhooks;
import penstock.channels.webhook.StandardWebhooks.Verification.Genuine;
import tools.jackson.databind.JsonNode;

/**
 * The seller's own site, as far as Penstock tells it things: takes signed webhooks on a port of this machine, believes only
 * genuine ones, and shows what they say. Any thread.
 */
final class OwnSite implements AutoCloseable {

    private static final int SECRET_BYTES = 32;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "own-site");
        thread.setDaemon(true);
        return thread;
    });
    private final String secret;
    private final Clock clock;
    private final Map<String, Told> shown = new TreeMap<>();
    private final List<Write> writes = new ArrayList<>();
    private int parcels;
    private int forged;

    private OwnSite(HttpServer server, String secret, Clock clock) {
        this.server = server;
        this.secret = secret;
        this.clock = clock;
    }

    private record Told(int quantity, Instant at) {}

    /** A number that the site was told. */
    record Write(String sku, int quantity, Instant at) {}

    /** Opens the site on a free port. */
    static OwnSite open(Random random, Clock clock) {
        byte[] key = new byte[SECRET_BYTES];
        random.nextBytes(key);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OwnSite site = new OwnSite(server, "whsec_" + Base64.getEncoder().encodeToString(key), clock);
            server.createContext("/events", site::receive);
            server.setExecutor(site.threads);
            server.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException("the own site found no port to listen on", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    /** Signs what the site is told. */
    String secret() {
        return secret;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            boolean genuine =
                    StandardWebhooks.verify(headers, body, List.of(secret), clock.instant()) instanceof Genuine;
            take(genuine, body);
            exchange.sendResponseHeaders(genuine ? NO_CONTENT : UNAUTHORIZED, -1);
        }
    }

    private synchronized void take(boolean genuine, byte[] body) {
        if (!genuine) {
            forged++;
            return;
        }
        JsonNode event = JsonCalls.JSON.readTree(body);
        if (event.path("type").asString("").equals("stock.updated")) {
            Instant told = Instant.parse(event.path("timestamp").asString());
            event.path("data").path("lines").forEach(line -> show(line, told));
        } else {
            parcels++;
        }
    }

    /** Events may overtake each other: what was said later stays. */
    private void show(JsonNode line, Instant told) {
        String sku = line.path("sku").asString();
        Told before = shown.get(sku);
        if (before == null || !told.isBefore(before.at())) {
            int quantity = line.path("quantity").asInt();
            shown.put(sku, new Told(quantity, told));
            writes.add(new Write(sku, quantity, clock.instant()));
        }
    }

    /** What the site shows, by SKU. */
    synchronized Map<String, Integer> shown() {
        Map<String, Integer> numbers = new TreeMap<>();
        shown.forEach((sku, told) -> numbers.put(sku, told.quantity()));
        return numbers;
    }

    /** Numbers told from that one on. */
    synchronized List<Write> writes(int from) {
        return List.copyOf(writes.subList(from, writes.size()));
    }

    /** Parcels that the site was told of. */
    synchronized int parcels() {
        return parcels;
    }

    /** Messages whose signature did not fit. */
    synchronized int forged() {
        return forged;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
