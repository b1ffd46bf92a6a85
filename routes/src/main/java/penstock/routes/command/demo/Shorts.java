package penstock.routes.command.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Units that were ordered but could not be reserved, as they were seen: what a line was short of at most, whatever became
 * of it later. Not for several threads.
 */
final class Shorts {

    private final Map<String, Short> seen = new LinkedHashMap<>();

    /**
     * One line that was short.
     *
     * @param units it was short of at most
     */
    record Short(String orderId, String channelOrderId, String accountId, int lineNo, String sku, int units) {}

    /** Notes what is short now. */
    void see(List<Seen.Order> orders) {
        for (Seen.Order order : orders) {
            for (Seen.Line line : order.lines()) {
                if (line.shortUnits() > 0) {
                    Short now = new Short(
                            order.orderId(),
                            order.channelOrderId(),
                            order.accountId(),
                            line.lineNo(),
                            line.sku(),
                            line.shortUnits());
                    seen.merge(
                            order.orderId() + " " + line.lineNo(),
                            now,
                            (before, after) -> after.units() > before.units() ? after : before);
                }
            }
        }
    }

    List<Short> list() {
        return new ArrayList<>(seen.values());
    }

    int units() {
        return seen.values().stream().mapToInt(Short::units).sum();
    }

    /** The same by SKU. */
    static Map<String, Integer> unitsBySku(List<Short> shorts) {
        Map<String, Integer> units = new TreeMap<>();
        shorts.forEach(line -> units.merge(line.sku(), line.units(), Integer::sum));
        return units;
    }
}
