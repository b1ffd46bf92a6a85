package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.postgres.TestServers.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine crashed; its pids are other programs' now. */
class StalePidFileTest {

    @TempDir
    Path directory;

    @Test
    void aStrangerWithThePidIsNotHarmedAndNotInTheWay() throws IOException, SQLException {
        TestServers.start(directory).close();
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        try {
            writePidFile(directory, stranger.pid());
            try (EmbeddedPostgres server = TestServers.start(directory)) {
                assertThat(stranger.isAlive()).isTrue();
                assertThat(server.pid()).isNotEqualTo(stranger.pid());
                assertThat(query(server, server.credentials().app(), "SELECT 1"))
                        .containsExactly("1");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # called             arguments        ours
            postgres,            -D OURS,         true
            /any/bin/postgres,   -p 1 -D OURS,    true
            postgres,            -D OURS/other,   false
            postgres,            OURS,            false
            sleep,               -D OURS,         false
            """)
    void aProcessIsOursByItsNameAndItsDataDirectory(String name, String arguments, boolean ours) throws IOException {
        Path data = Files.createDirectories(directory.resolve("postgres/data")).toRealPath();
        List<String> pretender = List.of(
                "bash",
                "-c",
                "exec -a \"$0\" bash -c 'while read; do :; done' " + arguments.replace("OURS", data.toString()),
                name);
        Process process = new ProcessBuilder(pretender).start();
        try {
            writePidFile(directory, process.pid());
            Postmaster named = Postmaster.namedIn(data).orElseThrow();
            if (ours) {
                TestServers.await("the pretender is taken for ours", named::isRunning);
            } else {
                TestServers.await(
                        "the pretender runs",
                        () -> TestServers.commandLine(process.pid()).startsWith(name));
                assertThat(named.isRunning()).isFalse();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void writePidFile(Path home, long pid) throws IOException {
        Path data = home.resolve("postgres/data");
        Files.writeString(data.resolve("postmaster.pid"), """
                %d
                %s
                1795433000
                15432

                127.0.0.1
                  1234567    123456
                ready
                """.formatted(pid, data));
    }
}
