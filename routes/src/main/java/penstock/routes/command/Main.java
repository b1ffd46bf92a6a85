package penstock.routes.command;

import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code penstock} command. */
@Command(
        name = "penstock",
        mixinStandardHelpOptions = true,
        version = "penstock 0.1.0",
        description = "One authoritative inventory for every channel a seller sells on.",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            RepairCommand.class,
            RebuildCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            StockCommand.class,
            HistoryCommand.class,
            ExplainCommand.class,
            SimulateCommand.class,
            DemoCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "penstock bench --help tells of the benchmarks, penstock campaign --help of the long tests.",
            "Exit codes: 0 as wished, 1 a check failed or rows were refused, 2 wrong words, 3 it cannot be run here."
        })
public final class Main implements Runnable {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int CANNOT_RUN = 3;

    public static void main(String[] args) {
        keepTerminalClean();
        System.exit(run(args));
    }

    /** Whatever logs before the gateway has set up its log file would end up between a command's lines. */
    private static void keepTerminalClean() {
        System.setProperty("logback.configurationFile", "penstock/routes/quiet-logback.xml");
        LoggerFactory.getLogger(Main.class);
        System.clearProperty("logback.configurationFile");
    }

    static int run(String... args) {
        return run(new CommandLine(new Main()), args);
    }

    /** Runs a command that says everything there; the exit code is as {@code --help} says. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(new CommandLine(new Main()).setOut(out).setErr(err), args);
    }

    private static int run(CommandLine line, String... args) {
        line.setExecutionExceptionHandler((exception, failed, parsed) -> {
            // a person reads this: what is wrong and what to do, no stack trace
            failed.getErr().println("penstock: " + message(exception));
            return CANNOT_RUN;
        });
        return line.execute(args);
    }

    private static String message(Throwable exception) {
        String message = exception.getMessage();
        return message == null || message.isBlank() ? exception.getClass().getSimpleName() : message;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
