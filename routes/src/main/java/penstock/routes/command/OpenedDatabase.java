package penstock.routes.command;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import penstock.core.check.Check;
import penstock.core.check.CheckNotPossible;
import penstock.core.store.Database;
import penstock.routes.app.ExternalDatabase;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.HomeInUse;
import penstock.routes.postgres.KnownServer;
import penstock.routes.postgres.Login;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;

/** The database of an installation, for a command that repairs it; a gateway may be at work on it. Makes none. */
final class OpenedDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    /** The whole ledger may have to be read, which a gateway's statement never does. */
    private static final String PATIENT = "set statement_timeout = '10min'";

    private final Database database;
    private final Check check;
    private final Deque<AutoCloseable> open;

    private OpenedDatabase(Database database, Check check, Deque<AutoCloseable> open) {
        this.database = database;
        this.check = check;
        this.open = open;
    }

    /** The one that the environment names, else that of the home. */
    static OpenedDatabase of(HomeOption home) {
        Optional<DatabaseAccess> external = ExternalDatabase.named(System.getenv());
        if (external.isPresent()) {
            HikariDataSource app = pool(external.get().jdbcUrl(), external.get().app(), true);
            return new OpenedDatabase(
                    new Database(app), Check.asApp(app, Clock.systemUTC()), new ArrayDeque<>(java.util.List.of(app)));
        }
        Home kept = new Home(home.path());
        if (!kept.hasCluster()) {
            throw new CheckNotPossible("there is no database in " + kept.directory()
                    + "; name the home of a gateway that has run (--home or PENSTOCK_HOME)");
        }
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(kept, Settings.defaults(), Progress.SILENT);
            open.push(server);
            return of(new KnownServer(server.jdbcUrl(), server.credentials()), open);
        } catch (HomeInUse e) {
            return of(KnownServer.of(kept).orElseThrow(() -> e), open);
        }
    }

    /** Takes over what is open; where a pool cannot be made all of it is closed again. */
    private static OpenedDatabase of(KnownServer server, Deque<AutoCloseable> open) {
        try {
            HikariDataSource app = pool(server.jdbcUrl(), server.credentials().app(), false);
            open.push(app);
            HikariDataSource checker =
                    pool(server.jdbcUrl(), server.credentials().checker(), false);
            open.push(checker);
            return new OpenedDatabase(new Database(app), Check.asChecker(checker, Clock.systemUTC()), open);
        } catch (RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    private static HikariDataSource pool(String url, Login login, boolean mayStepDown) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("currentSchema", GatewayDatabase.SCHEMA);
        config.setConnectionInitSql((mayStepDown ? "set role penstock_app; " : "") + PATIENT);
        return new HikariDataSource(config);
    }

    /** With the rights of a gateway. */
    Database database() {
        return database;
    }

    Check check() {
        return check;
    }

    @Override
    public void close() {
        closeAll(open);
    }

    private static void closeAll(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("the database could not be left in order", e);
            }
        }
    }
}
