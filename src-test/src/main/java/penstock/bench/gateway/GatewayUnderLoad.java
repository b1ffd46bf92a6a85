package penstock.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import penstock.bench.harness.BenchHome;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Options;
import penstock.routes.app.ExternalDatabase;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.KnownServer;

/**
 * A gateway and the simulated channels, each a process, and what the benchmark needs to know of them. Closing ends them and may
 * be repeated, from a shutdown hook as well.
 */
public final class GatewayUnderLoad implements AutoCloseable {

    private static final String SANDBOX = "penstock.sandbox.SandboxMain";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchHome home;
    private final World world;
    private final BenchServer server;
    private final CpuTimes cpuTimes;

    private GatewayUnderLoad(Options options, Map<String, String> environment) throws IOException {
        // an interrupted run leaves nothing running, not even one that is still starting
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            home = opened(BenchHome.of(options.home()));
            ChildJvm sandbox = opened(ChildJvm.start(SANDBOX, Map.of(), "--port", "0", "--exit-with-parent"));
            ChildJvm gateway = opened(ChildJvm.start(
                    BenchGateway.class.getName(),
                    gatewayEnvironment(options.dbUrl()),
                    home.directory().toString()));
            URI gatewayAddress = gateway.awaitAddress();
            String operatorKey =
                    Files.readString(home.directory().resolve("operator.key")).strip();
            world = new World(client, gatewayAddress, operatorKey, sandbox.awaitAddress());
            server = opened(BenchServer.open(access(options.dbUrl(), environment), () -> {}))
                    .keepingCommitTimes();
            cpuTimes = new CpuTimes()
                    .with("load", ProcessHandle.current())
                    .with("gateway", gateway.handle())
                    .with("sandbox", sandbox.handle());
            if (options.dbUrl().isEmpty()) {
                cpuTimes.withServer(home.directory());
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts both on an embedded server, or on the one that the options name.
     *
     * @param environment has the login of such a server
     */
    public static GatewayUnderLoad start(Options options, Map<String, String> environment) throws IOException {
        return new GatewayUnderLoad(options, environment);
    }

    /** The gateway is to have keys of its own, and no other database than the one that was named. */
    private static Map<String, String> gatewayEnvironment(Optional<String> dbUrl) {
        return Map.of(
                "PENSTOCK_HOME", "",
                "PENSTOCK_MASTER_KEY", "",
                "PENSTOCK_OPERATOR_KEY", "",
                "PENSTOCK_DB_URL", dbUrl.orElse(""));
    }

    private DatabaseAccess access(Optional<String> dbUrl, Map<String, String> environment) {
        if (dbUrl.isPresent()) {
            Map<String, String> named = new HashMap<>(environment);
            named.put("PENSTOCK_DB_URL", dbUrl.get());
            return ExternalDatabase.named(named).orElseThrow();
        }
        KnownServer known = KnownServer.of(new Home(home.directory())).orElseThrow();
        return new DatabaseAccess(
                known.jdbcUrl(),
                known.credentials().owner(),
                known.credentials().app());
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        running.push(part);
        return part;
    }

    /** Whom sellers are connected to. */
    public World world() {
        return world;
    }

    public BenchServer server() {
        return server;
    }

    public CpuTimes cpuTimes() {
        return cpuTimes;
    }

    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the benchmark could not be ended", e);
            }
        }
    }
}
