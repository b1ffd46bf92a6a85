package penstock.test.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import penstock.routes.command.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway in a process of its own, on a home that outlives it. */
final class GatewayProcess implements AutoCloseable {

    /** How much faster than life the channels run, and are asked. */
    static final double TIME_FACTOR = 60;

    /** How long anything may take; what takes longer has hung. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final Launch launch;
    private final Process process;

    private GatewayProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    /**
     * How one is started.
     *
     * @param environment besides the test's own
     * @param haltAt a point at which it is to end by itself, see {@link HaltPoint}
     */
    record Launch(Path home, int port, Map<String, String> environment, Optional<String> haltAt) {

        /** On a database of its own in that home. */
        static Launch in(Path home, int port) {
            return new Launch(home, port, Map.of(), Optional.empty());
        }

        Launch with(Map<String, String> variables) {
            return new Launch(home, port, variables, haltAt);
        }

        Launch haltingAt(HaltPoint point, int occasion) {
            return new Launch(home, port, environment, Optional.of(point + ":" + occasion));
        }

        /** Starts it and returns at once; {@link GatewayProcess#isUp} says when it answers. */
        GatewayProcess start() throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-XX:TieredStopAtLevel=1");
            haltAt.ifPresent(point -> {
                command.add("-D" + HaltingGateway.HALT_AT + "=" + point);
                command.add("-D" + HaltingGateway.ARMED + "=" + armed());
            });
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add((haltAt.isPresent() ? HaltingGateway.class : Main.class).getName());
            command.addAll(List.of("serve", "--json", "--home", home.toString(), "--port", Integer.toString(port)));
            command.addAll(List.of("--time-factor", Double.toString(TIME_FACTOR), "--allow", "127.0.0.1,localhost"));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out()));
            builder.environment().putAll(environment);
            return new GatewayProcess(this, builder.start());
        }

        /** Starts it and waits until it answers. */
        GatewayProcess up() throws IOException {
            GatewayProcess gateway = start();
            gateway.awaitUp();
            return gateway;
        }

        /** From now on it ends when it reaches its point. */
        void arm() throws IOException {
            Files.createFile(armed());
        }

        private Path armed() {
            return home.resolve("halt-armed");
        }

        private java.io.File out() {
            return home.resolve("serve.out").toFile();
        }

        /** What the gateways in that home have said so far. */
        String said() throws IOException {
            return Files.readString(out().toPath());
        }
    }

    /**
     * An answer of the API.
     *
     * @param saysWhen whether it says when to come back
     */
    record Answer(int status, JsonNode body, boolean saysWhen) {
        boolean done() {
            return status == 200 || status == 201 || status == 202 || status == 204;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return launch.port();
    }

    boolean isUp() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/health"))
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

    /** Waits until it answers; what it wrote is in the failure if it ends instead. */
    void awaitUp() throws IOException {
        await().atMost(PATIENCE).until(() -> !process.isAlive() || isUp());
        if (!process.isAlive()) {
            throw new AssertionError("the gateway ended with " + process.exitValue() + ": "
                    + Files.readString(launch.out().toPath()));
        }
    }

    String operatorKey() throws IOException {
        String given = launch.environment().get("PENSTOCK_OPERATOR_KEY");
        return given != null
                ? given
                : Files.readString(launch.home().resolve("operator.key")).strip();
    }

    Answer post(String key, String path, String body) throws IOException, InterruptedException {
        return post(key, path, "application/json", body);
    }

    Answer post(String key, String path, String contentType, String body) throws IOException, InterruptedException {
        HttpRequest request = request(key, path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    Answer get(String key, String path) throws IOException, InterruptedException {
        return answer(HTTP.send(request(key, path).build(), HttpResponse.BodyHandlers.ofString()));
    }

    Answer delete(String key, String path) throws IOException, InterruptedException {
        return answer(HTTP.send(request(key, path).DELETE().build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String key, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
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
                        : JsonMapper.shared().createObjectNode(),
                response.headers().firstValue("Retry-After").isPresent());
    }

    /** Kills it as a power cut would: no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as a shell or a service manager does. */
    void stop() {
        process.destroy();
    }

    /** Whether its PostgreSQL is there still. */
    boolean postgresIsRunning() throws IOException {
        return postgres() != 0;
    }

    /** With which code it has ended, if it has. */
    Optional<Integer> ended() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /**
     * Ends its PostgreSQL; the gateway lives on, and starts another.
     *
     * @param signal KILL as a power cut would, INT as a person would who has it restarted
     */
    void endPostgres(String signal) throws IOException, InterruptedException {
        long killed = postgres();
        new ProcessBuilder("kill", "-" + signal, Long.toString(killed)).start().waitFor();
        await().atMost(PATIENCE).until(() -> postgres() != killed && isUp());
    }

    private long postgres() throws IOException {
        Path file = launch.home().resolve("postgres/data/postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
