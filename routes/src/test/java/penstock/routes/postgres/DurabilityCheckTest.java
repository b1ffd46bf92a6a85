package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.routes.postgres.TestServers.settings;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that forgets is not worked with. */
class DurabilityCheckTest {

    @TempDir
    static Path directory;

    @Test
    void aServerThatDoesNotSyncIsRefusedAndNotLeftRunning() {
        Settings forgetful = settings().withServerSetting("fsync", "off").withServerSetting("full_page_writes", "off");
        assertThatThrownBy(() -> EmbeddedPostgres.start(new Home(directory), forgetful, Progress.SILENT))
                .isInstanceOf(NotDurable.class)
                .hasMessageContaining("fsync is off, full_page_writes is off")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("Set fsync = on");
        assertThat(Postmaster.namedIn(directory.resolve("postgres/data"))).isEmpty();
    }

    @Test
    void aSessionThatDoesNotWaitForItsCommitIsRefused() throws SQLException {
        try (EmbeddedPostgres server = TestServers.start(directory);
                Connection connection =
                        TestServers.connect(server, server.credentials().app());
                Statement statement = connection.createStatement()) {
            DurabilityCheck.assertDurable(connection);
            statement.execute("SET synchronous_commit = remote_apply");
            DurabilityCheck.assertDurable(connection);
            statement.execute("SET synchronous_commit = off");
            assertThatThrownBy(() -> DurabilityCheck.assertDurable(connection))
                    .isInstanceOf(NotDurable.class)
                    .hasMessageContaining("synchronous_commit is off")
                    .hasMessageContaining("as penstock_app");
        }
    }
}
