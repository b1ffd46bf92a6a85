package penstock.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A request as it came. Path segments and parameters are decoded; header names ignore case; a parameter that is sent twice keeps all
 * its values.
 */
public record Request(
        String method,
        List<String> path,
        Map<String, List<String>> parameters,
        Map<String, String> headers,
        byte[] body) {
    /** Most bytes read of a body. */
    public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        try (InputStream in = exchange.getRequestBody()) {
            return new Request(
                    exchange.getRequestMethod(),
                    segments(exchange.getRequestURI().getRawPath()),
                    form(exchange.getRequestURI().getRawQuery()),
                    headers,
                    in.readNBytes(BODY_BYTES_MAX));
        }
    }

    /** A header's value; absent when not sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A parameter's first value; absent when not sent or empty. */
    public Optional<String> parameter(String name) {
        return list(name).stream().findFirst();
    }

    /** A parameter's values: sent several times, or once with commas. */
    public List<String> list(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A parameter whole, commas and all. */
    public Optional<String> whole(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The body as a JSON tree. */
    public JsonNode json() {
        return Json.read(body);
    }

    /** The body as form parameters. */
    public Map<String, List<String>> form() {
        return form(new String(body, StandardCharsets.UTF_8));
    }

    /** The path without its first segments. */
    public List<String> pathAfter(int segments) {
        return path.subList(Math.min(segments, path.size()), path.size());
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, List<String>> form(@Nullable String text) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return form;
        }
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            form.computeIfAbsent(decoded(name), any -> new ArrayList<>()).add(decoded(value));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
