package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.postgres.TestServers.query;
import static penstock.routes.postgres.TestServers.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway was killed, its server lives on. */
class OrphanTest {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    final TestServers.Steps steps = new TestServers.Steps();

    long orphan;

    @BeforeEach
    void killAGateway() throws IOException, SQLException, InterruptedException {
        try (ChildGateway killed = ChildGateway.start(directory)) {
            orphan = killed.awaitReady();
            Postmaster server =
                    Postmaster.namedIn(directory.resolve("postgres/data")).orElseThrow();
            try (Connection connection =
                            server.connect("penstock", credentials().owner());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 42 AS n");
            }
            killed.kill();
        }
        assertThat(TestServers.commandLine(orphan)).contains("postgres");
    }

    @AfterEach
    void nothingIsLeft() {
        TestServers.awaitGone(orphan);
    }

    @Test
    void isAdoptedWhenItIsWhatWeWouldStart() throws SQLException {
        try (EmbeddedPostgres server = startWithin(settings())) {
            assertThat(steps.seen).containsExactly(Progress.Step.ADOPTING);
            assertThat(server.pid()).isEqualTo(orphan);
            assertThat(kept(server)).isEqualTo("42");
        }
    }

    @Test
    void isStoppedWhenItHasOtherSettings() throws SQLException {
        try (EmbeddedPostgres server = startWithin(settings().withServerSetting("shared_buffers", "128MB"))) {
            assertThat(steps.seen)
                    .containsExactly(Progress.Step.ADOPTING, Progress.Step.STOPPING_ORPHAN, Progress.Step.STARTING);
            assertThat(server.pid()).isNotEqualTo(orphan);
            assertThat(kept(server)).isEqualTo("42");
        }
    }

    @Test
    void isStoppedWhenItHangs() throws SQLException, IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -STOP " + orphan).start().waitFor();
        Settings impatient = new Settings(
                settings().binaries(), settings().serverSettings(), settings().startLimit(), Duration.ofMillis(100));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(new Home(directory), impatient, steps)) {
            assertThat(steps.seen).contains(Progress.Step.STOPPING_ORPHAN);
            assertThat(kept(server)).isEqualTo("42");
        }
    }

    @Test
    void isAdoptedWithoutTheSessionsOfTheDead() throws SQLException {
        Postmaster server =
                Postmaster.namedIn(directory.resolve("postgres/data")).orElseThrow();
        try (Connection ofTheDead = server.connect("penstock", credentials().app());
                Connection ofTheChecker =
                        server.connect("penstock", credentials().checker())) {
            try (EmbeddedPostgres adopted = startWithin(settings())) {
                assertThat(ofTheDead.isValid(1)).isFalse();
                assertThat(ofTheChecker.isValid(1)).isTrue();
                assertThat(adopted.pid()).isEqualTo(orphan);
            }
        }
    }

    private Credentials credentials() {
        try {
            return Credentials.loadOrCreate(new Home(directory), new Random(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private EmbeddedPostgres startWithin(Settings settings) {
        long begun = System.nanoTime();
        EmbeddedPostgres server = EmbeddedPostgres.start(new Home(directory), settings, steps);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(took).isLessThan(WITHIN);
        return server;
    }

    private static String kept(EmbeddedPostgres server) throws SQLException {
        return query(server, server.credentials().owner(), "SELECT n FROM kept").get(0);
    }
}
