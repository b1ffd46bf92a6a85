package penstock.sandbox.supplier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import penstock.sandbox.http.Desk;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;

/** All simulated suppliers: {@code GET /supplier/{name}} answers the full feed, with {@code ?delta=true} what changed. */
public final class SupplierDesk implements Desk {
    private static final String CHANNEL = "supplier";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Supplier> suppliers = new ConcurrentSkipListMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Opens a supplier, or opens it afresh. */
    public Supplier open(String name, FeedFormat format) {
        Supplier supplier = new Supplier(name, format);
        suppliers.put(name, supplier);
        return supplier;
    }

    /** A supplier that is open. */
    public Optional<Supplier> supplier(String name) {
        return Optional.ofNullable(suppliers.get(name));
    }

    /** Posts a supplier's feed to a URL and answers the status it got. Throws {@link UncheckedIOException} when nobody answers. */
    public int push(Supplier supplier, URI to, Map<String, String> headers, boolean delta) {
        byte[] body = delta ? supplier.delta() : supplier.full();
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("Content-Type", supplier.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 == 2) {
                supplier.sent();
            }
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody answered the supplier at " + to + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The push was interrupted.", e);
        }
    }

    @Override
    public Operation open(Request request) {
        List<String> path = request.path();
        Supplier supplier = path.size() == 2 ? suppliers.get(path.get(1)) : null;
        if (supplier == null || !request.method().equals("GET")) {
            return Operation.answering(CHANNEL, "unknown", trouble(404));
        }
        boolean delta = request.parameter("delta").equals(Optional.of("true"));
        return new Operation(
                CHANNEL,
                supplier.name(),
                "feed",
                () -> Reply.of(200, supplier.contentType(), delta ? supplier.delta() : supplier.full()));
    }

    @Override
    public Reply trouble(int status) {
        return Reply.json(status, Json.object("error", "The supplier cannot answer."));
    }
}
