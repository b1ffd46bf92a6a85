package penstock.routes.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a gateway is to run.
 *
 * @param home keeps everything that must outlive it
 * @param address to listen on
 * @param port to listen on, 0 for any
 * @param timeFactor how much faster than life channels are asked; for simulations
 * @param egressAllow addresses that may be called besides public https ones, apart by commas
 * @param publicUrl where channels reach it from outside, see {@link penstock.routes.accounts.PublicAddress}; may name
 *     the port that it gets as {@value #OWN_PORT}; empty if they do not
 * @param logToTerminal whether log lines go to the terminal as well as to the file
 */
public record GatewayOptions(
        Path home,
        String address,
        int port,
        double timeFactor,
        String egressAllow,
        String publicUrl,
        boolean logToTerminal) {

    /** Stands for the port in a public address, for one that is not known before the start. */
    public static final String OWN_PORT = "${local.server.port}";

    /** The port if none is given. */
    public static final int PORT = 8480;

    /** The property that says whether the database is in the gateway's home, so that it has no other owner. */
    static final String OWNS_DATABASE = "penstock.owns-database";

    /** Requests that are worked on at a time; more wait to be accepted. */
    public static final int THREADS = 200;

    /** The highest port there is. */
    public static final int LAST_PORT = 65_535;

    /** The highest time factor: beyond it messages no longer arrive in the order that published delays suppose. */
    public static final int FASTEST = 600;

    private static final String TERMINAL_LINE = "%d{HH:mm:ss} %-5level %logger{0}: %m%n%nopex";

    /** A gateway in that home that listens on this machine only. */
    public static GatewayOptions in(Path home) {
        return new GatewayOptions(home, "127.0.0.1", PORT, 1, "", "", true);
    }

    public GatewayOptions listeningOn(String newAddress, int newPort) {
        return new GatewayOptions(home, newAddress, newPort, timeFactor, egressAllow, publicUrl, logToTerminal);
    }

    /** For a simulation on this machine whose time runs faster. */
    public GatewayOptions simulating(double newTimeFactor, String newEgressAllow) {
        return new GatewayOptions(home, address, port, newTimeFactor, newEgressAllow, publicUrl, logToTerminal);
    }

    /** Reached by channels under that address. */
    public GatewayOptions reachableAt(String newPublicUrl) {
        return new GatewayOptions(home, address, port, timeFactor, egressAllow, newPublicUrl, logToTerminal);
    }

    /** Whether channels can be asked so much faster than life. */
    public static boolean isTimeFactor(double factor) {
        return factor >= 1 && factor <= FASTEST;
    }

    public GatewayOptions quiet() {
        return new GatewayOptions(home, address, port, timeFactor, egressAllow, publicUrl, false);
    }

    Map<String, Object> properties(boolean ownsDatabase) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.address", address);
        properties.put("server.port", port);
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
        properties.put("spring.main.banner-mode", "off");
        properties.put("server.error.include-stacktrace", "never");
        properties.put("server.tomcat.connection-timeout", "10s");
        properties.put("server.tomcat.threads.max", THREADS);
        properties.put("server.tomcat.max-swallow-size", "2MB");
        properties.put("camel.main.name", "penstock");
        properties.put("camel.main.profile", "prod");
        properties.put("camel.main.shutdown-timeout", "10");
        properties.put(OWNS_DATABASE, ownsDatabase);
        properties.put("penstock.time-factor", timeFactor);
        properties.put("penstock.transport.rate-factor", timeFactor);
        properties.put("penstock.egress.allow", egressAllow);
        properties.put("penstock.public-url", publicUrl);
        properties.put("logging.file.name", home.resolve("log/penstock.log").toString());
        properties.put("logging.threshold.console", logToTerminal ? "INFO" : "OFF");
        properties.put("logging.pattern.console", TERMINAL_LINE); // stack traces go to the file only
        properties.put("logging.level.org.springframework.boot.SpringApplication", "OFF"); // Gateway says why
        properties.put("logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "OFF");
        properties.put("logging.level.org.apache.camel", "WARN");
        properties.put("logging.level.org.apache.hc", "WARN");
        // at INFO Tomcat repeats headers, parameters and cookies that it cannot read: keys may stand in them
        properties.put("logging.level.org.apache.coyote", "WARN");
        properties.put("logging.level.org.apache.tomcat.util.http", "WARN");
        return properties;
    }
}
