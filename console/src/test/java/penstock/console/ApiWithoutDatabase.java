package penstock.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The API as it would be served, over a database that takes no connection. One for all tests of a JVM. */
public final class ApiWithoutDatabase {

    /** The installation's key. */
    public static final String OPERATOR_KEY = "operator-key-of-the-tests-0123456789";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final class Holder {
        static final ConfigurableApplicationContext CONTEXT = new SpringApplicationBuilder(GatewayWithoutDatabase.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "spring.jmx.enabled=false")
                .run();
    }

    private ApiWithoutDatabase() {}

    /** The application context. */
    public static ConfigurableApplicationContext context() {
        return Holder.CONTEXT;
    }

    /** Where it listens. */
    public static int port() {
        return Integer.parseInt(String.valueOf(Holder.CONTEXT.getEnvironment().getProperty("local.server.port")));
    }

    /** A request with the operator's key and, unless it is empty, a JSON body. */
    public static HttpResponse<String> call(String method, String path, String body) {
        HttpRequest.Builder request = request(method, path, body).header("Authorization", "Bearer " + OPERATOR_KEY);
        return send(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
    }

    /** A request without a key. */
    public static HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
