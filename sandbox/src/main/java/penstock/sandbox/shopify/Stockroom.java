package penstock.sandbox.shopify;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a shop has and where. Guarded by its shop's lock. */
final class Stockroom {
    private final Map<Long, Location> locations = new LinkedHashMap<>();
    private final Map<String, Product> bySku = new LinkedHashMap<>();
    private final Map<Long, Product> byItem = new HashMap<>();
    private final Map<Long, Product> byVariant = new HashMap<>();
    private final Map<Long, Map<Long, Level>> levels = new HashMap<>();

    Stockroom(List<Location> places) {
        places.forEach(place -> locations.put(place.id(), place));
    }

    /** Stocks a product everywhere, with this many units at the first place. */
    void add(Product product, int quantity, Instant at) {
        if (bySku.putIfAbsent(product.sku(), product) != null) {
            throw new IllegalArgumentException("The shop already has the SKU " + product.sku() + ".");
        }
        byItem.put(product.inventoryItemId(), product);
        byVariant.put(product.variantId(), product);
        Map<Long, Level> byLocation = new LinkedHashMap<>();
        int units = quantity;
        for (Location location : locations.values()) {
            byLocation.put(location.id(), new Level(product, location, units, at));
            units = 0;
        }
        levels.put(product.inventoryItemId(), byLocation);
    }

    Collection<Product> products() {
        return bySku.values();
    }

    Optional<Product> product(String sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    Optional<Product> item(long inventoryItemId) {
        return Optional.ofNullable(byItem.get(inventoryItemId));
    }

    Optional<Product> variant(long variantId) {
        return Optional.ofNullable(byVariant.get(variantId));
    }

    Collection<Location> locations() {
        return locations.values();
    }

    Optional<Location> location(long id) {
        return Optional.ofNullable(locations.get(id));
    }

    Optional<Level> level(long inventoryItemId, long locationId) {
        return Optional.ofNullable(
                levels.getOrDefault(inventoryItemId, Map.of()).get(locationId));
    }

    Collection<Level> levels(long inventoryItemId) {
        return levels.getOrDefault(inventoryItemId, Map.of()).values();
    }

    /** The first level of a SKU that has so many units available. */
    Optional<Level> levelWith(String sku, int units) {
        return product(sku)
                .flatMap(product -> levels(product.inventoryItemId()).stream()
                        .filter(level -> level.available >= units)
                        .findFirst());
    }

    /** What buyers see of a SKU; zero when unknown. */
    int shown(String sku) {
        return product(sku)
                .map(product -> levels(product.inventoryItemId()).stream()
                        .mapToInt(level -> level.available)
                        .sum())
                .orElse(0);
    }

    /** What buyers see of every SKU. */
    Map<String, Integer> shown() {
        Map<String, Integer> shown = new TreeMap<>();
        bySku.keySet().forEach(sku -> shown.put(sku, shown(sku)));
        return shown;
    }
}
