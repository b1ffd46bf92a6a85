package penstock.bench.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Requests over connections that are kept, of which any answer but 2xx fails the benchmark. Any thread. */
final class Posts {

    /** Longer than anybody should wait; a cell ends with an error rather than never. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;

    Posts(HttpClient client) {
        this.client = client;
    }

    CompletableFuture<byte[]> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Posts::body);
    }

    private static byte[] body(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri().getPath() + " was answered " + answer.statusCode());
        }
        return answer.body();
    }
}
