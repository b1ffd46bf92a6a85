package penstock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import penstock.core.identity.Ids;
import penstock.routes.postgres.Login;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code penstock bench}. */
public final class BenchMain {

    static final int USAGE = 2;

    private static final String HELP = """
            penstock bench engine [options]

            Measures how many orders a second the engine takes, against the best way we know to write the same rows with a
            transaction for each order, on the same PostgreSQL server, in turns. Only the ratios mean anything, and only
            those of one run. A full run takes about ten minutes; leave the machine alone meanwhile.

              --json         print one JSON object and nothing else on standard output
              --repeats N    how often each cell is measured (5), after one round that is discarded
              --seconds S    how long each cell is measured (1.5), after a warm-up that is discarded
              --pools A,B,…  connections that the baseline is tried with (2,8,16,32); the best one counts
              --quick        a few seconds: proves the counts, says little about speed
              --home DIR     keep the embedded server's data there (a temporary directory, deleted at the end)
              --db-url URL   use that server instead; its owner's login is read from PENSTOCK_DB_USER and
                             PENSTOCK_DB_PASSWORD. Use a database made for the purpose: rows stay behind.

            Exit code: 0 every goal met or no defect, 1 a defect (a ratio below its limit, or rows that do not add up),
            2 wrong usage, 3 inconclusive (the best baseline cell varied more than twofold between repeats).
            """;

    private BenchMain() {}

    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** Runs the command; the exit code is as {@code --help} says. */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws IOException {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.print(HELP);
            return arguments.isEmpty() ? USAGE : 0;
        }
        if (!arguments.get(0).equals("engine")) {
            err.println("there is no benchmark called " + arguments.get(0) + "; see --help");
            return USAGE;
        }
        try {
            return engine(Options.of(arguments.subList(1, arguments.size())), environment, out, err);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (Truth.WrongCounts e) {
            err.println("DEFECT: " + e.getMessage());
            return 1;
        }
    }

    private static int engine(Options options, Map<String, String> environment, PrintStream out, PrintStream err)
            throws IOException {
        Consumer<String> progress = err::println;
        try (BenchServer server = server(options, environment)) {
            // an interrupted run leaves no server behind
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            Ids ids = new Ids(Clock.systemUTC(), (int) (ProcessHandle.current().pid() & Ids.MAX_NODE));
            Report report = new EngineBench(server, options, ids, progress).run();
            out.println(options.json() ? JsonMapper.builder().build().writeValueAsString(report) : Table.of(report));
            return report.exitCode();
        }
    }

    private static BenchServer server(Options options, Map<String, String> environment) throws IOException {
        if (options.dbUrl().isEmpty()) {
            return BenchServer.embedded(options.home());
        }
        Login owner = new Login(
                environment.getOrDefault("PENSTOCK_DB_USER", ""), environment.getOrDefault("PENSTOCK_DB_PASSWORD", ""));
        return BenchServer.external(options.dbUrl().get(), owner);
    }
}
