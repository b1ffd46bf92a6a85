package penstock.core.costing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a SKU and what was taken from them. Layers with units left are there from the beginning; the rest is
 * loaded when asked for, each once, so that there is one object for each. One thread.
 */
public final class CostRecords {

    private static final Comparator<Consumption> ORDER = Comparator.<Consumption>comparingLong(
                    consumption -> consumption.source().position())
            .thenComparingLong(consumption -> consumption.source().layer());

    private final Loader loader;
    private final Map<Long, Layer> layers = new TreeMap<>();
    private final NavigableMap<Long, Layer> open = new TreeMap<>();
    private final NavigableSet<Consumption> consumptions = new TreeSet<>(ORDER);
    private final Map<Long, NavigableSet<Consumption>> byLayer = new HashMap<>();
    private final Map<Long, NavigableSet<Consumption>> byOrder = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** Where records are that were not loaded yet. */
    public interface Loader {

        /** Of a SKU whose whole history is in memory. */
        Loader NOTHING = new Loader() {};

        default Optional<Layer> findLayer(long position) {
            return Optional.empty();
        }

        default List<Consumption> ofLayer(long layer) {
            return List.of();
        }

        default List<Consumption> ofOrder(long orderId) {
            return List.of();
        }

        default List<Consumption> after(long position) {
            return List.of();
        }
    }

    public CostRecords(Loader loader, Collection<Layer> openLayers) {
        this.loader = loader;
        openLayers.forEach(this::enter);
    }

    private Layer enter(Layer layer) {
        Layer known = layers.putIfAbsent(layer.position(), layer);
        if (known != null) {
            return known;
        }
        settle(layer);
        return layer;
    }

    void add(Layer layer) {
        enter(layer);
    }

    /** Notes whether units are left of a layer. */
    void settle(Layer layer) {
        if (layer.remaining() > 0) {
            open.put(layer.position(), layer);
        } else {
            open.remove(layer.position());
        }
    }

    /** Layers with units left, by position. */
    public NavigableMap<Long, Layer> open() {
        return open;
    }

    Layer layer(long position) {
        Layer known = layers.get(position);
        return known != null
                ? known
                : loader.findLayer(position)
                        .map(this::enter)
                        .orElseThrow(() -> new IllegalStateException("there is no layer " + position));
    }

    /** Layers of one cause with units left, the latest first: a receipt may have put its units in several conditions. */
    List<Layer> openOf(String cause) {
        return open.descendingMap().values().stream()
                .filter(layer -> layer.source().cause().equals(cause))
                .toList();
    }

    void add(Consumption consumption) {
        if (consumptions.add(consumption)) {
            byLayer.computeIfAbsent(consumption.source().layer(), layer -> new TreeSet<>(ORDER))
                    .add(consumption);
            byOrder.computeIfAbsent(consumption.source().orderId(), order -> new TreeSet<>(ORDER))
                    .add(consumption);
        }
    }

    /** What of a layer did not come back. */
    List<Consumption> ofLayer(long layer) {
        if (asked.add("layer " + layer)) {
            loader.ofLayer(layer).forEach(this::add);
        }
        return outstanding(byLayer.get(layer));
    }

    /** What of a sale did not come back, the last taken first. */
    List<Consumption> ofOrder(long orderId) {
        if (asked.add("order " + orderId)) {
            loader.ofOrder(orderId).forEach(this::add);
        }
        NavigableSet<Consumption> found = byOrder.get(orderId);
        return outstanding(found == null ? null : found.descendingSet());
    }

    /** What an account was charged for units that did not come back, of all that is in memory. */
    public long charged(CostAccount account) {
        return consumptions.stream()
                .filter(consumption -> consumption.source().account() == account)
                .mapToLong(Consumption::charge)
                .sum();
    }

    /** What was taken after a position and did not come back. */
    List<Consumption> after(long position) {
        if (asked.add("after " + position)) {
            loader.after(position).forEach(this::add);
        }
        Consumption last = Consumption.stored(
                new Consumption.Source(position, Long.MAX_VALUE, 0, CostAccount.STOCK, 0, 0), 0, 0, 0);
        return outstanding(consumptions.tailSet(last, false));
    }

    private static List<Consumption> outstanding(@Nullable Collection<Consumption> found) {
        List<Consumption> outstanding = new ArrayList<>();
        if (found != null) {
            for (Consumption consumption : found) {
                if (consumption.outstanding() > 0) {
                    outstanding.add(consumption);
                }
            }
        }
        return outstanding;
    }

    /** Layers that are known here, by position. */
    public Collection<Layer> layers() {
        return layers.values();
    }

    /** Consumptions that are known here, in order. */
    public Collection<Consumption> consumptions() {
        return consumptions;
    }
}
