package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.routes.postgres.TestServers.await;
import static penstock.routes.postgres.TestServers.connect;
import static penstock.routes.postgres.TestServers.execute;
import static penstock.routes.postgres.TestServers.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while orders pour in. */
class CrashTest {

    private static final int WRITERS = 8;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

    @TempDir
    Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void everyAcknowledgedRowIsThereAfterEachOfThreeKills() throws SQLException, InterruptedException {
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            Login owner = server.credentials().owner();
            execute(server, owner, "CREATE TABLE taken (id text PRIMARY KEY)");

            killUnderLoad(server, "first");
            String url = server.jdbcUrl();
            server.ensureRunning();
            assertThat(server.jdbcUrl()).isEqualTo(url);
            assertThat(query(server, owner, "SELECT id FROM taken")).containsAll(acknowledged);

            killUnderLoad(server, "second");
            server.ensureRunning();
            assertThat(query(server, owner, "SELECT id FROM taken")).containsAll(acknowledged);

            killUnderLoad(server, "third");
            assertThat(server.isRunning()).isFalse();
        }
        try (EmbeddedPostgres server = TestServers.start(directory)) {
            assertThat(query(server, server.credentials().owner(), "SELECT id FROM taken"))
                    .containsAll(acknowledged)
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + 3 * WRITERS);
        }
    }

    private void killUnderLoad(EmbeddedPostgres server, String load) throws InterruptedException {
        int before = acknowledged.size();
        List<Thread> writers = new ArrayList<>();
        for (int n = 0; n < WRITERS; n++) {
            String name = load + "/" + n;
            Thread writer = new Thread(() -> insertUntilItFails(server, name), name);
            writers.add(writer);
            writer.start();
        }
        await("enough was acknowledged", () -> acknowledged.size() >= before + ACKNOWLEDGED_BEFORE_THE_KILL);
        TestServers.kill(server.pid());
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void insertUntilItFails(EmbeddedPostgres server, String name) {
        try (Connection connection = connect(server, server.credentials().owner());
                PreparedStatement insert = connection.prepareStatement("INSERT INTO taken VALUES (?)")) {
            for (int n = 0; ; n++) {
                String id = name + "/" + n;
                insert.setString(1, id);
                insert.executeUpdate();
                acknowledged.add(id);
            }
        } catch (SQLException killed) {
            // what this test is about
        }
    }
}
