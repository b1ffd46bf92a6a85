package penstock.routes.command.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP to one address, as curl would send it. Any thread. */
final class JsonCalls {

    static final JsonMapper JSON = JsonMapper.shared();

    /** How long an answer may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI address;
    private final Optional<String> key;

    JsonCalls(URI address, Optional<String> key) {
        this.address = address;
        this.key = key;
    }

    /** An answer of any status. */
    record Answer(int status, JsonNode body) {
        boolean isFine() {
            return status / 100 == 2;
        }
    }

    URI address() {
        return address;
    }

    JsonNode get(String path) {
        return require("GET", path, Optional.empty());
    }

    JsonNode post(String path, Object body) {
        return require("POST", path, Optional.of(body));
    }

    JsonNode put(String path, Object body) {
        return require("PUT", path, Optional.of(body));
    }

    JsonNode delete(String path) {
        return require("DELETE", path, Optional.empty());
    }

    /** Asks, and throws unless the answer is 2xx. */
    private JsonNode require(String method, String path, Optional<Object> body) {
        Answer answer = ask(method, path, body);
        if (!answer.isFine()) {
            throw new CallRefused(
                    method + " " + path, answer.status(), answer.body().toString());
        }
        return answer.body();
    }

    /** Asks; the answer may be a refusal. */
    Answer ask(String method, String path, Optional<Object> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.map(JSON::writeValueAsString)
                                .map(BodyPublishers::ofString)
                                .orElseGet(BodyPublishers::noBody));
        body.ifPresent(any -> request.header("Content-Type", "application/json"));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            var reply = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(reply.statusCode(), read(reply.body()));
        } catch (IOException e) {
            throw new CallRefused(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallRefused(method + " " + path, e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (tools.jackson.core.JacksonException e) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }
}
