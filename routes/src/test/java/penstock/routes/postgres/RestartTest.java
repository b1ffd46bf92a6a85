package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.routes.postgres.TestServers.execute;
import static penstock.routes.postgres.TestServers.query;
import static penstock.routes.postgres.TestServers.settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home keeps from one start to the next. */
class RestartTest {

    @TempDir
    static Path directory;

    @BeforeAll
    static void startOnce() throws SQLException {
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            execute(server, server.credentials().owner(), "CREATE TABLE kept AS SELECT 42 AS n");
        }
    }

    @Test
    void dataPasswordsAndPortAreKeptAndWhatWasChangedByHandIsPutRight() throws SQLException {
        Credentials before;
        int port;
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            before = server.credentials();
            port = server.port();
            execute(server, before.superuser(), "ALTER ROLE penstock_app SUPERUSER PASSWORD 'changed'");
            execute(server, before.superuser(), "ALTER ROLE penstock_app SET synchronous_commit = off");
        }
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            assertThat(server.credentials()).isEqualTo(before);
            assertThat(server.port()).isEqualTo(port);
            assertThat(query(server, before.owner(), "SELECT n FROM kept")).containsExactly("42");
            assertThat(query(server, before.app(), "SHOW is_superuser")).containsExactly("off");
            assertThat(query(server, before.app(), "SHOW synchronous_commit")).containsExactly("on");
        }
    }

    @Test
    void aPortThatAnotherProgramHasTakenIsLeftToIt() throws IOException, SQLException {
        int port = Ports.keptIn(new Home(directory).port());
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.1", port));
            try (EmbeddedPostgres server = TestServers.start(directory)) {
                assertThat(server.port()).isNotEqualTo(port);
                assertThat(query(server, server.credentials().owner(), "SELECT n FROM kept"))
                        .containsExactly("42");
            }
        }
    }

    @Test
    void aStartThatFailsSaysWhatTheServerSaidAndFreesTheHome() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(
                        new Home(directory), settings().withServerSetting("shared_buffers", "1"), Progress.SILENT))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining("shared_buffers")
                .hasMessageContaining("PENSTOCK_DB_URL");
        TestServers.start(directory).close();
    }

    @Test
    void dataWithoutItsPasswordsIsNotTouched() throws IOException {
        Path credentials = directory.resolve("postgres/credentials");
        Files.move(credentials, directory.resolve("elsewhere"));
        assertThatThrownBy(() -> TestServers.start(directory))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining("Restore that file");
        assertThat(credentials).doesNotExist();
        Files.move(directory.resolve("elsewhere"), credentials);
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused() throws IOException {
        Path version = directory.resolve("postgres/data/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> TestServers.start(directory))
                .isInstanceOf(PostgresUnavailable.class)
                .hasMessageContaining("is of PostgreSQL 17");
        Files.writeString(version, ours);
    }
}
