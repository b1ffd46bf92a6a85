package penstock.routes.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import penstock.routes.accounts.PublicAddress;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.app.GatewaySecrets;
import penstock.routes.postgres.Progress;
import penstock.routes.transport.EgressPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the gateway until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the gateway until Ctrl-C.",
        footer = {
            "",
            "Environment: PENSTOCK_HOME, PENSTOCK_DB_URL, PENSTOCK_DB_USER, PENSTOCK_DB_PASSWORD,",
            "PENSTOCK_DB_APP_USER, PENSTOCK_DB_APP_PASSWORD, PENSTOCK_DB_POOL, PENSTOCK_MASTER_KEY, PENSTOCK_OPERATOR_KEY,",
            "PENSTOCK_PUBLIC_URL.",
            "Exit codes: 0 stopped as wished, 2 wrong words, 3 it cannot be run here (the message says why)."
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(
            names = "--port",
            defaultValue = "" + GatewayOptions.PORT,
            description = "Listens here, 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "Listens on this address (default: ${DEFAULT-VALUE}). Put a TLS proxy before any other.")
    private String address;

    @Option(
            names = "--time-factor",
            defaultValue = "1",
            description =
                    "Asks channels this much faster; for a sandbox that runs as fast (default: ${DEFAULT-VALUE}).")
    private double timeFactor;

    @Option(
            names = "--allow",
            defaultValue = "",
            description = "Addresses that may be called besides public https ones, apart by commas.")
    private String allow;

    @Option(
            names = "--public-url",
            defaultValue = "${env:PENSTOCK_PUBLIC_URL:-}",
            description = "Where channels reach this gateway, such as https://penstock.example (default:"
                    + " PENSTOCK_PUBLIC_URL). Without it channels are polled only.")
    private String publicUrl;

    @Option(names = "--json", description = "Says that it is ready as one JSON object on one line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        requireSense();
        PrintWriter out = spec.commandLine().getOut();
        GatewayOptions options = GatewayOptions.in(home.path())
                .listeningOn(address, port)
                .simulating(timeFactor, allow)
                .reachableAt(publicUrl);
        Gateway gateway = Gateway.start(json ? options.quiet() : options, System.getenv(), progress(out));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            stopped.countDown();
                        },
                        "stopping"));
        if (json) {
            out.println("{\"ready\":true,\"address\":\"" + address + "\",\"port\":" + gateway.port() + "}");
        } else {
            out.println("Penstock listens on http://" + address + ":" + gateway.port() + "  (Ctrl-C stops it)");
            out.println("The operator's key is " + whereTheOperatorKeyIs());
        }
        out.flush();
        stopped.await();
        return Main.OK;
    }

    /** Before anything is started: what a person mistyped is said at once. */
    private void requireSense() {
        if (port < 0 || port > GatewayOptions.LAST_PORT) {
            throw wrong("--port " + port + " is not between 0 and " + GatewayOptions.LAST_PORT);
        }
        if (!GatewayOptions.isTimeFactor(timeFactor)) {
            throw wrong("--time-factor " + timeFactor + " is not between 1 and " + GatewayOptions.FASTEST);
        }
        PublicAddress.objection(publicUrl).ifPresent(objection -> {
            throw wrong("--public-url: " + objection);
        });
        try {
            new EgressPolicy(allow.isBlank() ? List.of() : List.of(allow.split(",", -1)));
        } catch (IllegalArgumentException e) {
            throw wrong("--allow: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String whereTheOperatorKeyIs() {
        return System.getenv().getOrDefault(GatewaySecrets.OPERATOR_KEY, "").isBlank()
                ? "in " + home.path().resolve("operator.key")
                : "what " + GatewaySecrets.OPERATOR_KEY + " says";
    }

    private Progress progress(PrintWriter out) {
        return (step, detail) -> {
            if (!json) {
                out.println(ProgressText.of(step, detail));
                out.flush();
            }
        };
    }
}
