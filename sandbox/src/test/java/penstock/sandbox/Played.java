package penstock.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.ManualTime;
import tools.jackson.databind.JsonNode;

/** A sandbox on a clock that the test moves, and HTTP calls to it. */
public final class Played implements AutoCloseable {
    public final ManualTime time;
    public final Sandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Played() {
        this(1);
    }

    public Played(double factor) {
        time = new ManualTime(Instant.parse("2026-11-23T10:00:00.250Z"), factor);
        sandbox = Sandbox.start(SandboxOptions.with(time));
    }

    /** An answer: status, headers, body. */
    public record Answer(int status, HttpResponse<byte[]> raw) {
        public JsonNode json() {
            return Json.read(raw.body());
        }

        public String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }
    }

    public Answer call(String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.uri() + path))
                    .timeout(Duration.ofSeconds(20))
                    .method(method, publisher(body));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer control(String method, String path, String body) {
        return call(method, "/_control/" + path, body.replace('\'', '"'));
    }

    public Answer get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    /** A GraphQL call to the shop "weir" with the right token. */
    public JsonNode graph(String query, Map<String, ?> variables) {
        return call(
                        "POST",
                        "/shopify/weir/admin/api/2026-10/graphql.json",
                        Json.text(Map.of("query", query, "variables", variables)),
                        "X-Shopify-Access-Token",
                        "token")
                .json();
    }

    /** Opens the shop "weir" with the secret "secret" and one product "A" of so many units. */
    public JsonNode shop(int units) {
        return control(
                        "POST",
                        "shopify/shops",
                        "{'shop':'weir','accessToken':'token','clientSecret':'secret',"
                                + "'products':[{'sku':'A','title':'Lamp','quantity':" + units + "}]}")
                .json();
    }

    /** Opens the seller "S1" with SKU "M" (ten of the seller's own) and SKU "F" (five at Amazon), and answers a valid token. */
    public String seller() {
        control(
                "POST",
                "amazon/sellers",
                "{'sellerId':'S1','clientId':'c','clientSecret':'s','refreshToken':'r','products':["
                        + "{'sku':'M','quantity':10},{'sku':'F','fulfillable':5}]}");
        return token();
    }

    /** A fresh access token of the seller "S1". */
    public String token() {
        return call(
                        "POST",
                        "/amazon/auth/o2/token",
                        "grant_type=refresh_token&client_id=c&client_secret=s&refresh_token=r",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .json()
                .get("access_token")
                .asString();
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        String text = body.toString();
        return text.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(text);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
