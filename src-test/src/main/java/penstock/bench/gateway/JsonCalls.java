package penstock.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON said to one address under one key. What comes back must be 2xx. Any thread. */
public record JsonCalls(HttpClient client, URI address, String key) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public JsonNode post(String path, Object body) {
        return send("POST", path, json(body));
    }

    public JsonNode patch(String path, Object body) {
        return send("PATCH", path, json(body));
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    }

    private JsonNode send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
            if (reply.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " was answered " + reply.statusCode() + ": " + reply.body());
            }
            return JsonMapper.shared().readTree(reply.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", e);
        }
    }
}
