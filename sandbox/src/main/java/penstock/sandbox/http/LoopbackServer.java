package penstock.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.SandboxTime;

/**
 * The one HTTP server, bound to the loopback address. A request goes to the desk that its first path segment names; between the desk's
 * opening and its action the script of faults may step in. A fault may lose or spoil an answer, but never half of an action.
 */
public final class LoopbackServer implements AutoCloseable {
    /** Requests answered at once; more wait, and beyond the queue the connection is closed. */
    public static final int THREADS = 32;

    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int BACKLOG = 1024;
    private static final int WAITING_MAX = 4096;
    private static final int DROPPED = 0;

    static {
        // Must be set before the server's class loads, else every small answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SandboxTime time;
    private final Faults faults;
    private final Statistics statistics;
    private final Map<String, Desk> desks;
    private final ThreadPoolExecutor threads;
    private final HttpServer server;

    /** A server that answers from now on. Throws {@link UncheckedIOException} when the port is taken. */
    public LoopbackServer(int port, SandboxTime time, Faults faults, Statistics statistics, Map<String, Desk> desks) {
        this.time = time;
        this.faults = faults;
        this.statistics = statistics;
        this.desks = Map.copyOf(desks);
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                    Thread thread = new Thread(task, "sandbox-http");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + port + " of 127.0.0.1.", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Request request = Request.of(exchange);
        Desk desk = request.path().isEmpty() ? null : desks.get(request.path().get(0));
        if (desk == null) {
            write(exchange, Reply.json(404, Json.object("error", "No such channel. See the sandbox's README.")));
            return;
        }
        Operation operation = opened(desk, request);
        Optional<FaultRule> fault = faults.strike(operation.channel(), operation.name(), FaultKind.Place.CALL);
        if (fault.isPresent()) {
            spoil(exchange, desk, operation, fault.get());
        } else {
            answer(exchange, operation, applied(operation));
        }
    }

    private void spoil(HttpExchange exchange, Desk desk, Operation operation, FaultRule fault) {
        switch (fault.kind()) {
            case RATE_LIMITED -> answer(exchange, operation, limited(desk, fault));
            case SERVER_ERROR -> answer(exchange, operation, desk.trouble(500));
            case UNAVAILABLE -> answer(exchange, operation, desk.trouble(503));
            case GARBAGE -> {
                applied(operation);
                answer(exchange, operation, garbage());
            }
            case SLOW -> time.after(fault.delay(), () -> answer(exchange, operation, applied(operation)));
            case DROP_BEFORE -> drop(exchange, operation);
            case DROP_AFTER -> {
                applied(operation);
                drop(exchange, operation);
            }
            case TIMEOUT_AFTER -> {
                applied(operation);
                time.after(fault.delay(), () -> drop(exchange, operation));
            }
            case ARRIVES_LATE -> {
                time.afterScaled(fault.delay(), () -> applied(operation));
                drop(exchange, operation);
            }
            default -> throw new IllegalStateException(fault.kind() + " is no fault of a call.");
        }
    }

    private static Reply limited(Desk desk, FaultRule fault) {
        Reply reply = desk.trouble(429);
        return fault.retryAfterSeconds().isEmpty()
                ? reply
                : reply.with(
                        "Retry-After", String.valueOf(fault.retryAfterSeconds().getAsInt()));
    }

    private static Reply garbage() {
        byte[] body = "<html><body>upstream connect error".getBytes(StandardCharsets.UTF_8);
        return Reply.of(200, "application/json", body);
    }

    private static Operation opened(Desk desk, Request request) {
        try {
            return desk.open(request);
        } catch (Json.Malformed e) {
            return Operation.answering(request.path().get(0), "malformed", complaint(400, e));
        }
    }

    private static Reply applied(Operation operation) {
        try {
            return operation.action().get();
        } catch (Json.Malformed e) {
            return complaint(400, e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The operation " + operation.name() + " failed; it is answered 500.", e);
            return complaint(500, e);
        }
    }

    private static Reply complaint(int status, RuntimeException e) {
        Map<String, ?> error = Json.object("code", "InvalidInput", "message", String.valueOf(e.getMessage()));
        return Reply.json(status, Json.object("errors", List.of(error)));
    }

    private void answer(HttpExchange exchange, Operation operation, Reply reply) {
        statistics.count(operation, reply.status());
        try {
            write(exchange, reply);
        } catch (IOException e) {
            exchange.close();
        }
    }

    private void drop(HttpExchange exchange, Operation operation) {
        statistics.count(operation, DROPPED);
        exchange.close();
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bare = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), bare ? -1 : reply.body().length);
        if (!bare) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        }
        exchange.close();
    }
}
