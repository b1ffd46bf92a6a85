package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that holds a home's server until its standard input ends, to be killed or to be in the way. */
final class ChildGateway implements AutoCloseable {

    private static final String READY = "READY ";
    private static final String REFUSED = "REFUSED ";
    private static final int REFUSED_EXIT = 3;

    private final Process process;
    private final BufferedReader output;

    private ChildGateway(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The child's own life. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.defaults().withBinaries(Path.of(arguments[1]));
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(new Home(Path.of(arguments[0])), settings, Progress.SILENT)) {
            System.out.println(READY + server.pid());
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (PostgresUnavailable refusal) {
            System.out.println(REFUSED + refusal.getMessage().replace('\n', ' '));
            System.exit(REFUSED_EXIT);
        }
        System.out.println("CLOSED");
    }

    static ChildGateway start(Path home) throws IOException {
        return start(List.of(), home, TestServers.BINARIES, System.getProperty("java.class.path"));
    }

    /** @param prefix the words before the command, to run it as someone else */
    static ChildGateway start(List<String> prefix, Path home, Path binaries, String classPath) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                ChildGateway.class.getName(),
                home.toString(),
                binaries.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.directory(Path.of("/").toFile());
        return new ChildGateway(builder.start());
    }

    /** The pid of its server, once that is up. */
    long awaitReady() throws IOException {
        return Long.parseLong(awaitLine(READY));
    }

    String awaitRefusal() throws IOException, InterruptedException {
        String refusal = awaitLine(REFUSED);
        assertThat(process.waitFor()).isEqualTo(REFUSED_EXIT);
        return refusal;
    }

    private String awaitLine(String start) throws IOException {
        StringBuilder before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("The child ended without " + start + ":\n" + before);
    }

    /** Returns when it is wholly gone: its lock goes with its last thread. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it close its server and end. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
