package penstock.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import penstock.bench.harness.BenchServer;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Leases;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;

/** One PostgreSQL server for all tests of a JVM, migrated, with the rights that production has. */
public final class TestDatabase {

    private static final Path BINARIES = Path.of("target/postgres-binaries");

    private static final class Holder {
        static final Home HOME = newHome();
        static final EmbeddedPostgres POSTGRES = start(HOME);
        static final GatewayDatabase GATEWAY = GatewayDatabase.open(DatabaseAccess.of(POSTGRES));
    }

    private TestDatabase() {}

    /** The server, for tests that look behind the app's back. */
    public static EmbeddedPostgres postgres() {
        return Holder.POSTGRES;
    }

    /** Where the app connects. */
    public static DatabaseAccess access() {
        return DatabaseAccess.of(Holder.POSTGRES);
    }

    /** The app's database. */
    public static Database database() {
        return new Database(Holder.GATEWAY.pool());
    }

    /** The app's connections, for tests that put faults in front of them. */
    public static DataSource dataSource() {
        return Holder.GATEWAY.pool();
    }

    /** Ids of a node of its own. */
    public static Ids ids(Clock clock) {
        return new Ids(clock, Leases.nodeNumber(database()));
    }

    /** Where the server keeps its data, for commands that are told where to look. */
    public static Path home() {
        return Holder.HOME.directory();
    }

    private static Home newHome() {
        try {
            return new Home(Files.createTempDirectory("penstock-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Home home) {
        Settings settings =
                Settings.defaults().withBinaries(BINARIES).withServerSetting(BenchServer.COMMIT_TIMES, "on");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home, settings, Progress.SILENT);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        return postgres;
    }
}
