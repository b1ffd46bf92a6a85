package penstock.bench.harness;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import penstock.core.store.Database;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.DurabilityCheck;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;

/** The server that a benchmark runs on, migrated and shown to be durable. One thread opens and closes it. */
public final class BenchServer implements AutoCloseable {

    /** What decides how long a commit takes, printed with every result. */
    private static final List<String> SHOWN = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "commit_delay",
            "wal_compression",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout");

    /** The server's setting that has it keep when each transaction was committed. */
    public static final String COMMIT_TIMES = "track_commit_timestamp";

    private static final int FSYNCS = 200;
    private static final int WAL_PAGE = 8192;

    private final DatabaseAccess access;
    private final GatewayDatabase gateway;
    private final Runnable stop;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BenchServer(DatabaseAccess access, GatewayDatabase gateway, Runnable stop) {
        this.access = access;
        this.gateway = gateway;
        this.stop = stop;
    }

    /** An embedded server in that home. */
    public static BenchServer embedded(Optional<Path> named) throws IOException {
        BenchHome home = BenchHome.of(named);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(new Home(home.directory()), Settings.defaults(), Progress.SILENT);
        Runnable stop = () -> {
            postgres.close();
            home.close();
        };
        return open(DatabaseAccess.of(postgres), stop);
    }

    /** A server that is somebody else's to stop. */
    public static BenchServer open(DatabaseAccess access, Runnable stop) {
        try {
            return new BenchServer(access, GatewayDatabase.open(access), stop);
        } catch (RuntimeException e) {
            stop.run();
            throw e;
        }
    }

    /**
     * The same server, if it tells when a transaction was committed.
     *
     * @throws IllegalArgumentException if it does not
     */
    public BenchServer keepingCommitTimes() {
        boolean kept = asOwner(statement -> {
            try (ResultSet row = statement.executeQuery("show " + COMMIT_TIMES)) {
                return row.next() && row.getString(1).equals("on");
            }
        });
        if (!kept) {
            throw new IllegalArgumentException("the server does not keep when an order was committed: set "
                    + COMMIT_TIMES + " = on in its configuration, restart it, and run this again");
        }
        return this;
    }

    public DataSource pool() {
        return gateway.pool();
    }

    public Database database() {
        return new Database(gateway.pool());
    }

    /** Lets the planner know how large the tables are. The app owns no table, so it cannot. */
    public void analyze(String... tables) {
        asOwner(statement -> {
            for (String table : tables) {
                statement.execute("analyze " + GatewayDatabase.SCHEMA + "." + table);
            }
            return tables.length;
        });
    }

    /**
     * The settings that make commits durable, as the app's session sees them.
     *
     * @throws penstock.routes.postgres.NotDurable if they do not
     */
    Map<String, String> durability() {
        try (Connection connection = gateway.pool().getConnection();
                Statement statement = connection.createStatement()) {
            DurabilityCheck.assertDurable(connection);
            Map<String, String> shown = new LinkedHashMap<>();
            for (String setting : SHOWN) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    shown.put(setting, row.getString(1));
                }
            }
            return shown;
        } catch (SQLException e) {
            throw new IllegalStateException("the server cannot be asked for its settings", e);
        }
    }

    /** How many of a hundred updates of balances left the indexes alone. */
    double hotUpdatePercent() {
        return asOwner(statement -> {
            try (ResultSet row = statement.executeQuery("""
                    select coalesce(100.0 * n_tup_hot_upd / nullif(n_tup_upd, 0), 0) as percent
                      from pg_stat_user_tables where relname = 'balance' and schemaname = 'penstock'
                    """)) {
                row.next();
                return row.getDouble("percent");
            }
        });
    }

    /** The median time that a page written to the temporary directory takes to reach the disk. */
    static double fsyncMs() throws IOException {
        Path file = Files.createTempFile("penstock-bench", ".fsync");
        long[] nanos = new long[FSYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FSYNCS; i++) {
                channel.write(ByteBuffer.allocate(WAL_PAGE), (long) i % 16 * WAL_PAGE);
                long before = System.nanoTime();
                channel.force(false);
                nanos[i] = System.nanoTime() - before;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[FSYNCS / 2] / 1e6;
    }

    /** Connections with the app's rights whose statements may read whole tables; the caller closes it. */
    public HikariDataSource patientPool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(access.jdbcUrl());
        config.setUsername(access.app().user());
        config.setPassword(access.app().password());
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("currentSchema", GatewayDatabase.SCHEMA);
        config.setConnectionInitSql("set statement_timeout = 0");
        return new HikariDataSource(config);
    }

    /** Bytes of temporary files that statements have written so far; what ended is counted within a second. */
    public long temporaryBytes() {
        return asOwner(statement -> {
            try (ResultSet row = statement.executeQuery(
                    "select temp_bytes from pg_stat_database where datname = current_database()")) {
                row.next();
                return row.getLong("temp_bytes");
            }
        });
    }

    private interface Asking<T> {
        T ask(Statement statement) throws SQLException;
    }

    private <T> T asOwner(Asking<T> asking) {
        try (Connection connection = DriverManager.getConnection(
                        access.jdbcUrl(), access.owner().user(), access.owner().password());
                Statement statement = connection.createStatement()) {
            return asking.ask(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the owner's statement failed: " + e.getMessage(), e);
        }
    }

    /** May be repeated, from a shutdown hook as well. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            gateway.close();
            stop.run();
        }
    }
}
