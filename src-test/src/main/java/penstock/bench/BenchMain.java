package penstock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import penstock.bench.engine.EngineBench;
import penstock.bench.engine.EngineGoal;
import penstock.bench.gateway.ChildEnded;
import penstock.bench.gateway.GatewayUnderLoad;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Options;
import penstock.bench.harness.Report;
import penstock.bench.harness.Table;
import penstock.bench.harness.Telling;
import penstock.bench.harness.WrongCounts;
import penstock.bench.history.HistoryBench;
import penstock.bench.http.HttpBench;
import penstock.bench.publish.ClaimBench;
import penstock.bench.publish.Found;
import penstock.bench.publish.PublishBench;
import penstock.bench.publish.PublishReport;
import penstock.core.identity.Ids;
import penstock.routes.app.ExternalDatabase;
import penstock.routes.database.DatabaseRefused;
import penstock.routes.postgres.NotDurable;
import penstock.routes.postgres.PostgresUnavailable;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code penstock bench}. */
public final class BenchMain {

    static final int USAGE = 2;

    private static final String HELP = """
            penstock bench engine [options]
            penstock bench http [options]
            penstock bench history [options]
            penstock bench publish [options]

            engine  How many orders a second the engine takes, against the best way we know to write the same rows with a
                    transaction for each order, on the same PostgreSQL server; and how long a thousand small sellers wait
                    beside a large one. A full run takes about fifteen minutes.
            http    How many Shopify webhooks a second a gateway answers, and has in its ledger, and how many checkouts
                    (hold, then order) of an own site, with 8, 64 and 256 in flight, against a bare echo of the same bodies
                    by the same server. Gateway, simulated shop and load are three processes. About ten minutes.
            history How fast the past of a SKU with many postings is told (goal: 50 ms at p99), a page of its history read, and
                    everything checked. Two minutes for a million.
            publish How long a change of stock takes to reach ten simulated channels at their real limits when nothing waits
                    (goal at p99: one interval of the channel's rate and 50 ms), what a SKU with 2,000 orders a second costs each
                    of them, in which order what waits is said when there is too much, and how long it takes to claim 250
                    listings of a million (goal: 10 ms). Six minutes.

            Product and anchor take turns. Only the ratios mean anything, and only those of one run. Leave the machine
            alone meanwhile.

              --json         print one JSON object and nothing else on standard output
              --repeats N    how often each cell is measured (5), after one round that is discarded
              --seconds S    how long each cell is measured (engine 1.5, http 3, publish 30), after a warm-up that is discarded
              --pools A,B,…  engine: connections that the baseline is tried with (2,8,16,32); the best one counts
              --only A,B,…   engine: of hot-64, spread-64, mixed-64, hot-1024, spread-1024, mixed-1024, many-sellers only these
              --quick        a few seconds: proves the counts, says little about speed
              --postings N   history: thousands of postings (1000); --skus N: of so many SKUs (1)
              --home DIR     keep the embedded server's data there (a temporary directory, deleted at the end)
              --db-url URL   use that server instead; its owner's login is read from PENSTOCK_DB_USER and
                             PENSTOCK_DB_PASSWORD. Use a database made for the purpose: rows stay behind.

            Exit code: 0 every goal met or no defect, 1 a defect (a ratio below its limit, or rows that do not add up),
            2 wrong usage or a server that cannot be used, 3 inconclusive (the best anchor varied more than twofold between repeats).
            """;

    private BenchMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty(
                "logback.configurationFile", "penstock/routes/quiet-logback.xml"); // standard output is the report's
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** Runs the command; the exit code is as {@code --help} says. */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws IOException {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            out.print(HELP);
            return arguments.isEmpty() ? USAGE : 0;
        }
        try {
            List<String> words = arguments.subList(1, arguments.size());
            Telling progress = new Telling(err::println);
            return switch (arguments.get(0)) {
                case "engine" ->
                    engine(Options.of(words, Options.ENGINE_CELL, EngineGoal.options()), environment, out, progress);
                case "history" ->
                    history(Options.of(words, Options.ENGINE_CELL, List.of()), environment, out, progress);
                case "publish" ->
                    publish(Options.of(words, Options.PUBLISH_CELL, List.of()), environment, out, progress);
                case "http" -> http(Options.of(words, Options.HTTP_CELL, List.of()), environment, out, progress);
                default ->
                    throw new IllegalArgumentException(
                            "there is no benchmark called " + arguments.get(0) + "; see --help");
            };
        } catch (IllegalArgumentException | DatabaseRefused | NotDurable | PostgresUnavailable | ChildEnded e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (WrongCounts e) {
            err.println("DEFECT: " + e.getMessage());
            return 1;
        }
    }

    private static int engine(Options options, Map<String, String> environment, PrintStream out, Telling progress)
            throws IOException {
        try (BenchServer server = server(options, environment)) {
            // an interrupted run leaves no server behind
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            Ids ids = new Ids(Clock.systemUTC(), (int) (ProcessHandle.current().pid() & Ids.MAX_NODE));
            Report report = new EngineBench(server, options, ids, progress).run();
            return print(
                    "Ratio of the engine to the best one-order-a-transaction cell, of small sellers beside a large one to them"
                            + " alone",
                    report,
                    options,
                    out);
        }
    }

    private static int history(Options options, Map<String, String> environment, PrintStream out, Telling progress)
            throws IOException {
        try (BenchServer server = server(options, environment)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            Ids ids = new Ids(Clock.systemUTC(), (int) (ProcessHandle.current().pid() & Ids.MAX_NODE));
            HistoryBench.Result result =
                    new HistoryBench(server, progress).run(ids, options.skus(), options.postings());
            if (options.json()) {
                out.println(JsonMapper.shared().writeValueAsString(result));
            } else {
                result.figures().forEach((name, value) -> out.println("%-20s %s".formatted(name, value)));
                out.println(result.met() ? "MET" : "DEFECT");
            }
            return result.met() ? 0 : 1;
        }
    }

    private static int publish(Options options, Map<String, String> environment, PrintStream out, Telling progress)
            throws IOException {
        Ids ids = new Ids(Clock.systemUTC(), (int) (ProcessHandle.current().pid() & Ids.MAX_NODE));
        Found claim;
        try (BenchServer server = server(options, environment)) {
            claim = new ClaimBench(server, options, ids, progress).run();
        }
        try (GatewayUnderLoad gateway = GatewayUnderLoad.start(options, environment)) {
            PublishReport report =
                    new PublishBench(gateway, options, ids, progress).run().and(claim);
            out.println(options.json() ? JsonMapper.shared().writeValueAsString(report) : report.text());
            return report.exitCode();
        }
    }

    private static BenchServer server(Options options, Map<String, String> environment) throws IOException {
        if (options.dbUrl().isEmpty()) {
            return BenchServer.embedded(options.home());
        }
        Map<String, String> named = new HashMap<>(environment);
        named.put("PENSTOCK_DB_URL", options.dbUrl().get());
        return BenchServer.open(ExternalDatabase.named(named).orElseThrow(), () -> {});
    }

    private static int http(Options options, Map<String, String> environment, PrintStream out, Telling progress)
            throws IOException {
        try (GatewayUnderLoad gateway = GatewayUnderLoad.start(options, environment)) {
            Report report = new HttpBench(gateway, options, progress).run();
            return print("Ratio of sales a second: gateway to an echo of the same requests", report, options, out);
        }
    }

    private static int print(String ratio, Report report, Options options, PrintStream out) {
        out.println(options.json() ? JsonMapper.shared().writeValueAsString(report) : Table.of(ratio, report));
        return report.exitCode();
    }
}
