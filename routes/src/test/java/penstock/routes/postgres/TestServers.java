package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What these tests share: one unpacked copy of the programs, and short words for SQL and for waiting. */
final class TestServers {

    static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestServers() {}

    static Settings settings() {
        return Settings.defaults().withBinaries(BINARIES);
    }

    static EmbeddedPostgres start(Path home) {
        return EmbeddedPostgres.start(new Home(home), settings(), Progress.SILENT);
    }

    /** Remembers which steps were announced. */
    static final class Steps implements Progress {

        final List<Step> seen = new ArrayList<>();

        @Override
        public void reached(Step step, String detail) {
            seen.add(step);
        }
    }

    static Connection connect(EmbeddedPostgres server, Login login) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), login.user(), login.password());
    }

    static void execute(EmbeddedPostgres server, Login login, String sql) throws SQLException {
        try (Connection connection = connect(server, login);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row. */
    static List<String> query(EmbeddedPostgres server, Login login, String sql) throws SQLException {
        try (Connection connection = connect(server, login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    static void await(String what, BooleanSupplier condition) {
        assertThat(Polling.until(condition, PATIENCE)).as(what).isTrue();
    }

    /** Gone, or dead and not yet reaped by whoever inherited it. */
    static void awaitGone(long pid) {
        await("process " + pid + " is gone", () -> commandLine(pid).isEmpty());
    }

    static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    /** As the kernel does it when memory runs out: no warning, no farewell. */
    static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        awaitGone(pid);
    }
}
