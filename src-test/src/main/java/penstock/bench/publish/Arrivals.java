package penstock.bench.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import penstock.bench.gateway.World;
import tools.jackson.databind.JsonNode;

/** The numbers that the simulated channels were told, in the order in which they came. One thread. */
final class Arrivals {

    /** A number that took effect there, at once. */
    record Arrival(String front, String sku, int quantity, Instant at) {}

    private final World world;
    private int read;

    /** From now on. */
    Arrivals(World world) {
        this.world = world;
        next();
    }

    /** Those since the last time. */
    List<Arrival> next() {
        JsonNode entries = world.sandboxControl().get("/_control/oracle/timeline?from=" + read);
        read += entries.size();
        List<Arrival> arrivals = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (entry.path("what").asString().equals("StockWrite")) {
                arrivals.add(arrival(entry.path("entry")));
            }
        }
        return arrivals;
    }

    private static Arrival arrival(JsonNode write) {
        return new Arrival(
                write.path("channel").asString() + "/" + write.path("account").asString(),
                write.path("sku").asString(),
                write.path("written").asInt(),
                Instant.parse(write.path("at").asString()));
    }
}
