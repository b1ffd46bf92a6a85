package penstock.core.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The production orders that a batch looks at, and what was done about them. */
public final class Productions {

    private final Loader loader;
    private final Map<String, Optional<ProductionOrder>> orders = new LinkedHashMap<>();
    private final Map<Key, Optional<byte[]>> told = new HashMap<>();
    private final List<ProductionEvent> events = new ArrayList<>();
    private final List<ServiceOrder> services = new ArrayList<>();

    private record Key(long productionId, String callerId) {}

    Productions(Loader loader) {
        this.loader = loader;
    }

    /** Rows that are loaded on demand, each once. */
    public interface Rows {

        Optional<ProductionOrder> findProduction(String number);

        /** The hash of what was done about an order under a caller's id. */
        Optional<byte[]> findProductionEvent(long productionId, String callerId);

        /** The hash of a service order of that number. */
        Optional<byte[]> findService(String number);
    }

    public Optional<ProductionOrder> find(String number) {
        return orders.computeIfAbsent(number, known -> loader.productions().findProduction(known));
    }

    /** Adds a new order. */
    public void add(ProductionOrder order) {
        orders.put(order.head().number(), Optional.of(order));
    }

    /** The hash of what was done about an order under a caller's id before. */
    public Optional<byte[]> findEvent(ProductionOrder order, String callerId) {
        return told.computeIfAbsent(
                new Key(order.productionId(), callerId),
                key -> loader.productions().findProductionEvent(key.productionId(), key.callerId()));
    }

    /** Notes what was done. */
    public void add(ProductionEvent event) {
        told.put(new Key(event.productionId(), event.callerId()), Optional.of(event.contentHash()));
        events.add(event);
    }

    /** The hash of a service order of that number. */
    public Optional<byte[]> findService(String number) {
        return services.stream()
                .filter(service -> service.number().equals(number))
                .map(ServiceOrder::contentHash)
                .findFirst()
                .or(() -> loader.productions().findService(number));
    }

    /** Notes that equipment was serviced. */
    public void add(ServiceOrder service) {
        services.add(service);
    }

    Changed changes() {
        List<ProductionOrder> known =
                orders.values().stream().flatMap(Optional::stream).toList();
        return new Changed(
                Changes.Rows.of(known, ProductionOrder::stored, ProductionOrder::changed),
                List.copyOf(events),
                List.copyOf(services));
    }

    /** What a batch changed. */
    public record Changed(
            Changes.Rows<ProductionOrder> orders, List<ProductionEvent> events, List<ServiceOrder> services) {

        boolean isEmpty() {
            return orders.inserts().isEmpty() && orders.updates().isEmpty() && events.isEmpty() && services.isEmpty();
        }
    }
}
