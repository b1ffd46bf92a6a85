package penstock.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON posted to one address under one key, to set things up. Any thread. */
record JsonCalls(HttpClient client, URI address, String key) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Posts and answers what comes back, which must be 2xx. */
    JsonNode post(String path, Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
            if (reply.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "POST " + path + " was answered " + reply.statusCode() + ": " + reply.body());
            }
            return JsonMapper.shared().readTree(reply.body());
        } catch (IOException e) {
            throw new IllegalStateException("POST " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("POST " + path + " was interrupted", e);
        }
    }
}
