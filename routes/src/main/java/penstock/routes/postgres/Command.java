package penstock.routes.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of another program, to its end, with an environment of our making: a PGOPTIONS of the user must not reach our server. */
final class Command {

    record Ended(int exitCode, String output) {

        boolean well() {
            return exitCode == 0;
        }
    }

    private static final int NOT_STARTED = 127;

    private Command() {}

    /**
     * Runs it and waits. A program that is missing or cannot be executed is an exit code, not an exception.
     *
     * @param limit after which it is killed and counts as failed
     */
    static Ended run(List<String> words, Duration limit) throws IOException {
        // a file, because a pipe would stay open as long as a server that inherits it
        Path output = Files.createTempFile("penstock-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
            builder.environment().clear();
            builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
            Process process;
            try {
                process = builder.start();
            } catch (IOException missing) {
                return new Ended(NOT_STARTED, String.valueOf(missing.getMessage()));
            }
            process.getOutputStream().close();
            if (!Polling.until(() -> !process.isAlive(), limit)) {
                process.destroyForcibly();
                return new Ended(NOT_STARTED, "gave up after " + limit + "\n" + text(output));
            }
            return new Ended(process.exitValue(), text(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }
}
