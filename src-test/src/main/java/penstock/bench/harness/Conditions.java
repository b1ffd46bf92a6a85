package penstock.bench.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** What a run began with. */
public record Conditions(Map<String, String> durability, double fsyncMs, double load) {

    /**
     * Looks at the server and the machine.
     *
     * @throws penstock.routes.postgres.NotDurable if the server does not keep what it commits
     */
    public static Conditions of(BenchServer server) throws IOException {
        return new Conditions(server.durability(), BenchServer.fsyncMs(), loadAverage());
    }

    public Machine machine() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                load,
                loadAverage(),
                Runtime.version().toString());
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The machine, and its load averages of a minute. */
    public record Machine(int processors, double loadBefore, double loadAfter, String java) {}
}
