package penstock.routes.command.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox as a child process. It ends when it is closed, and by itself when this process ends: it reads its standard
 * input, which ends with us. Ctrl-C in the terminal reaches every process of the group, so the child is started deaf to it.
 */
final class SandboxProcess implements AutoCloseable {

    /** Names the sandbox's jar, in the launcher's words. */
    static final String JAR = "penstock.sandbox.jar";

    /** Names a class path that holds the sandbox, where there is no jar of it: in tests. */
    static final String CLASS_PATH = "penstock.sandbox.classpath";

    private static final long END_LIMIT_S = 5;

    private final Process process;
    private final URI address;

    private SandboxProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a sandbox on a port of its own.
     *
     * @throws IllegalStateException with a message for a person if it cannot be started
     */
    static SandboxProcess start(double timeFactor, long seed) {
        try {
            Process process = new ProcessBuilder(words(program(), timeFactor, seed))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new SandboxProcess(process, address(process));
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox could not be started: " + e.getMessage(), e);
        }
    }

    /** What java is told to run. */
    private static List<String> program() {
        Optional<String> classPath = Optional.ofNullable(System.getProperty(CLASS_PATH));
        if (classPath.isPresent()) {
            return List.of("-cp", classPath.get(), "penstock.sandbox.SandboxMain");
        }
        Optional<String> jar = Optional.ofNullable(System.getProperty(JAR));
        Path found = jar.map(Path::of)
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new IllegalStateException("the demo needs the sandbox's jar, and "
                        + jar.map(name -> "there is none at " + name).orElse("no system property " + JAR + " names it")
                        + "; start it as ./penstock demo, which builds and names it"));
        return List.of("-jar", found.toString());
    }

    private static List<String> words(List<String> program, double timeFactor, long seed) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> words = new ArrayList<>(
                List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sandbox", java.toString(), "-Xmx256m"));
        words.addAll(program);
        words.addAll(List.of(
                "--port",
                "0",
                "--time-factor",
                Double.toString(timeFactor),
                "--seed",
                Long.toString(seed),
                "--exit-with-parent"));
        return words;
    }

    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it ended without naming its port");
        }
        return URI.create(
                "http://127.0.0.1:" + JsonCalls.JSON.readTree(line).path("port").asInt());
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // its standard input: it ends by itself
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
