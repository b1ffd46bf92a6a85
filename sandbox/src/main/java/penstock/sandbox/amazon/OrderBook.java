package penstock.sandbox.amazon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.time.SandboxTime;

/**
 * All versions of all orders of one seller. By its id an order is found as it is; a search shows each as it was two minutes (scaled)
 * ago. Guarded by its seller's lock.
 */
final class OrderBook {
    /** Published delay of searches. */
    static final Duration SEARCH_DELAY = Duration.ofMinutes(2);

    private final SandboxTime time;
    private final Faults faults;
    private final Map<String, List<AmazonOrder>> versions = new LinkedHashMap<>();
    private final Map<String, Instant> omittedUntil = new LinkedHashMap<>();

    OrderBook(SandboxTime time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    void put(AmazonOrder version) {
        versions.computeIfAbsent(version.id(), any -> new ArrayList<>()).add(version);
        faults.strike(AmazonDesk.CHANNEL, Rate.searchOrders.name(), FaultKind.Place.CHANGE)
                .ifPresent(fault -> omittedUntil.put(version.id(), time.now().plus(time.scaled(fault.delay()))));
    }

    Optional<AmazonOrder> find(String id) {
        return Optional.ofNullable(versions.get(id)).map(all -> all.get(all.size() - 1));
    }

    /** Each order as searches show it at this moment. */
    List<AmazonOrder> searchable() {
        Instant horizon = time.now().minus(time.scaled(SEARCH_DELAY));
        List<AmazonOrder> found = new ArrayList<>();
        versions.forEach((id, all) -> {
            if (!omittedUntil.getOrDefault(id, Instant.MIN).isAfter(time.now())) {
                all.stream()
                        .filter(version -> !version.updatedAt().isAfter(horizon))
                        .reduce((older, newer) -> newer)
                        .ifPresent(found::add);
            }
        });
        return found;
    }
}
