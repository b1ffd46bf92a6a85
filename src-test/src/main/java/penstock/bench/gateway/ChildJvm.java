package penstock.bench.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server of this class path as a process of its own: it says {@code {"port":N}} when it answers, and ends when its
 * standard input does, thus also when this process ends. Closing waits for its end and may be repeated.
 */
final class ChildJvm implements AutoCloseable {

    private static final long END_LIMIT_S = 60;
    private static final String READY = "{\"port\":";

    private final String name;
    private final Process process;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts one, which answers some seconds later.
     *
     * @param environment added to ours; an empty value takes a variable away
     */
    static ChildJvm start(String mainClass, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return new ChildJvm(mainClass, builder.start());
    }

    /** Where it answers; waits until it does. To be asked once. */
    URI awaitAddress() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = out.readLine(); // what it logs before it answers
        }
        if (line == null) {
            throw new ChildEnded(name);
        }
        int port = JsonMapper.shared().readTree(line).path("port").asInt();
        return URI.create("http://127.0.0.1:" + port);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // its standard input
            if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
