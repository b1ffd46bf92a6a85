package penstock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

class SandboxMainTest {
    @Test
    void aProcessSaysItsPortAnswersAndEndsWithItsParent(@TempDir Path folder) throws Exception {
        Path record = folder.resolve("oracle.jsonl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "penstock.sandbox.SandboxMain",
                        "--time-factor",
                        "60",
                        "--oracle-file",
                        record.toString(),
                        "--exit-with-parent")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Json.read(out.readLine().getBytes(StandardCharsets.UTF_8))
                    .get("port")
                    .asInt();
            assertThat(call(
                                    port,
                                    "POST",
                                    "shopify/shops",
                                    "{\"shop\":\"weir\",\"products\":[{\"sku\":\"A\",\"quantity\":1}]}")
                            .get("shop")
                            .asString())
                    .isEqualTo("weir");
            call(port, "POST", "shopify/weir/purchases", "{\"sku\":\"A\"}");
            assertThat(call(port, "GET", "time", "").get("factor").asInt()).isEqualTo(60);
            assertThat(Files.readString(record)).contains("\"what\":\"Sale\"");

            process.getOutputStream().close();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            Assertions.assertThatThrownBy(() -> call(port, "GET", "time", "")).isInstanceOf(ConnectException.class);
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode call(int port, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_control/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.read(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body());
    }
}
