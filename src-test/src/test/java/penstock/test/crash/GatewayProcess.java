package penstock.test.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway in a process of its own, on a home that outlives it. */
final class GatewayProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final Path home;
    private final int port;
    private final Process process;

    private GatewayProcess(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /** An answer of the API. */
    record Answer(int status, JsonNode body) {
        boolean done() {
            return status == 200 || status == 201;
        }
    }

    /** Starts one and returns at once; {@link #isUp} says when it answers. */
    static GatewayProcess start(Path home, int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "penstock.routes.command.Main",
                "serve",
                "--json",
                "--home",
                home.toString(),
                "--port",
                Integer.toString(port),
                "--time-factor",
                "60",
                "--allow",
                "127.0.0.1,localhost");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("serve.out").toFile())
                .start();
        return new GatewayProcess(home, port, process);
    }

    boolean isUp() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether its output says why it ended; for a failing test. */
    String output() throws IOException {
        return Files.readString(home.resolve("serve.out"));
    }

    String operatorKey() throws IOException {
        return Files.readString(home.resolve("operator.key")).strip();
    }

    Answer post(String key, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = request(key, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    Answer get(String key, String path) throws IOException, InterruptedException {
        return answer(HTTP.send(request(key, path).build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String key, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    private static Answer answer(HttpResponse<String> response) {
        boolean json = response.headers()
                .firstValue("content-type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(
                response.statusCode(),
                json
                        ? JsonMapper.shared().readTree(response.body())
                        : JsonMapper.shared().createObjectNode());
    }

    /** Kills it as a power cut would: no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Kills its PostgreSQL in the same way; the gateway lives on. */
    void killPostgres() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(0));
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
            kill();
        }
    }
}
