package penstock.routes.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import penstock.routes.app.GatewayOptions;
import penstock.routes.command.demo.Demo;
import penstock.routes.command.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows Penstock at work between simulated channels, and checks at the end that nothing was lost or sold twice. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a gateway, its database and a sandbox of channels; connects a seller by the REST API;",
            "lets buyers come and things fail; shows it live; and checks everything at the end.",
            "It ends by itself, or after Ctrl-C; a second Ctrl-C leaves at once."
        },
        footer = {
            "",
            "Exit codes: 0 all was right, 1 a check or a comparison failed, 2 wrong words, 3 it cannot be run here.",
            "NO_COLOR=1 switches colours off. PENSTOCK_DB_URL names another database, as for serve."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationWords.class,
            description = "How long buyers come: 45s, 2m, 1m30s (default: ${DEFAULT-VALUE}).")
    private Duration length;

    @Option(
            names = "--shared",
            description = "All channels sell from one pool of few units, so that two can sell the same last one;"
                    + " without it each has its share, and none can.")
    private boolean shared;

    @Option(
            names = "--time-factor",
            paramLabel = "N",
            defaultValue = "60",
            description = "Channels' published delays and rates pass this much faster (default: ${DEFAULT-VALUE}).")
    private double timeFactor;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of buyers and faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Keeps the gateway's data here (default: a temporary directory, deleted at the end).")
    private @Nullable Path home;

    @Option(names = "--json", description = "Prints one JSON object at the end, and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (!GatewayOptions.isTimeFactor(timeFactor)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--time-factor " + timeFactor + " is not between 1 and " + GatewayOptions.FASTEST);
        }
        DemoOptions options = new DemoOptions(
                length,
                shared,
                timeFactor,
                seed,
                Optional.ofNullable(home).map(path -> path.toAbsolutePath().normalize()),
                json);
        Demo demo = new Demo(
                options,
                System.getenv(),
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                ProgressText::of);
        return demo.run() ? Main.OK : Main.FAILED;
    }
}
