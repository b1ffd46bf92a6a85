package penstock.routes.command;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import penstock.core.check.Check;
import penstock.core.check.CheckNotPossible;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the invariants against a database, also while a gateway works on it. Changes nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Runs every invariant against a database; changes nothing, and may run beside a working gateway.",
        footer = {
            "",
            "Exit codes: 0 every invariant holds, 1 one is broken, 2 wrong words, 3 the database cannot be read."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--seller", paramLabel = "ID", description = "Checks this seller only.")
    private @Nullable Long seller;

    @Option(names = "--quiet-system", description = "Expects a system at rest: every number observed, nothing waiting.")
    private boolean quiet;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Optional<DatabaseAccess> external = ExternalDatabase.named(System.getenv());
        if (external.isPresent()) {
            // its checker is not ours to know: seller by seller, under row-level security
            return check(external.get().jdbcUrl(), external.get().app(), Check::asApp);
        }
        Home kept = new Home(home.path());
        if (!kept.hasCluster()) {
            throw new CheckNotPossible("there is no database in " + kept.directory()
                    + "; name the home of a gateway that has run (--home or PENSTOCK_HOME)");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(kept, Settings.defaults(), Progress.SILENT)) {
            return check(server.jdbcUrl(), server.credentials().checker(), Check::asChecker);
        } catch (HomeInUse e) {
            // a gateway works on it: look on over its shoulder
            KnownServer server = KnownServer.of(kept).orElseThrow(() -> e);
            return check(server.jdbcUrl(), server.credentials().checker(), Check::asChecker);
        }
    }

    private int check(String url, Login login, BiFunction<DataSource, Clock, Check> how) {
        try (HikariDataSource checker = pool(url, login)) {
            Scope scope =
                    seller == null ? Scope.everything() : Scope.everything().of(seller);
            Findings findings = how.apply(checker, Clock.systemUTC()).run(quiet ? scope.whenQuiet() : scope);
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    json
                            ? FindingsJson.of(findings)
                            : CheckReport.text(findings).stripTrailing());
            out.flush();
            return findings.hold() ? Main.OK : Main.FAILED;
        }
    }

    private static HikariDataSource pool(String url, Login login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(2);
        config.addDataSourceProperty("currentSchema", GatewayDatabase.SCHEMA);
        return new HikariDataSource(config);
    }
}
