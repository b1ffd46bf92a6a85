package penstock.bench.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import penstock.bench.harness.BenchServer;
import penstock.routes.app.Gateway;
import penstock.routes.app.GatewayOptions;
import penstock.routes.postgres.Progress;
import penstock.routes.postgres.Settings;

/**
 * A gateway as it is served, with the {@link Echo} besides, as a process: prints {@code {"port":N}} when it answers, and
 * ends when its standard input does.
 */
public final class BenchGateway {

    /** Tells when an order was committed; costs ten bytes a transaction. */
    private static final Settings KEEPING_COMMIT_TIMES =
            Settings.defaults().withServerSetting(BenchServer.COMMIT_TIMES, "on");

    private BenchGateway() {}

    /** Runs it in the home that the only argument names. */
    public static void main(String[] arguments) throws IOException, NoSuchMethodException {
        GatewayOptions options = GatewayOptions.in(Path.of(arguments[0]))
                .listeningOn("127.0.0.1", 0)
                .simulating(1, "127.0.0.1,localhost")
                .quiet();
        Gateway gateway = started(options);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stopping"));
        Echo.addTo(gateway);
        System.out.println("{\"port\":" + gateway.port() + "}");
        System.out.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static Gateway started(GatewayOptions options) {
        try {
            return Gateway.start(options, System.getenv(), KEEPING_COMMIT_TIMES, Progress.SILENT);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage()); // says what to do
            System.exit(1);
            throw e;
        }
    }
}
