package penstock.test.schema;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.Credentials;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Login;
import penstock.test.TestDatabase;

/** Several gateways may be started at once on an empty database. */
class FirstStartTogetherTest {

    private static final int GATEWAYS = 4;
    private static final String DATABASE = "together";

    private final EmbeddedPostgres server = TestDatabase.postgres();
    private final Credentials credentials = server.credentials();

    @BeforeEach
    void createAnEmptyDatabase() throws SQLException {
        execute("create database " + DATABASE + " owner " + credentials.owner().user());
    }

    @AfterEach
    void dropIt() throws SQLException {
        execute("drop database " + DATABASE + " with (force)");
    }

    @Test
    void oneMigratesAndTheOthersWait() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(GATEWAYS);
        try {
            List<Callable<Boolean>> starts = new ArrayList<>();
            for (int i = 0; i < GATEWAYS; i++) {
                starts.add(this::opens);
            }
            for (Future<Boolean> start : threads.invokeAll(starts)) {
                assertThatCode(start::get).doesNotThrowAnyException();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean opens() {
        DatabaseAccess access = new DatabaseAccess(
                server.jdbcUrl().replaceFirst("/penstock$", "/" + DATABASE), credentials.owner(), credentials.app());
        try (GatewayDatabase database = GatewayDatabase.open(access)) {
            return database.pool().isRunning();
        }
    }

    private void execute(String sql) throws SQLException {
        Login superuser = credentials.superuser();
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
