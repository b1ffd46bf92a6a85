package penstock.core.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The units of a SKU at a location by condition, and how far they were moved since they were loaded. Never below zero. */
public final class Balance {

    /** Units of a SKU at a location, whatever their condition: sums over many locations then never come near 64 bits. */
    public static final int MAX_UNITS = 1_000_000_000;

    private static final Condition[] CONDITIONS = Condition.values();

    private final StockKey key;
    private final boolean stored;
    private final int[] units;
    private final int[] moved = new int[CONDITIONS.length];

    private Balance(StockKey key, boolean stored, int[] units) {
        this.key = key;
        this.stored = stored;
        this.units = units;
    }

    /** A balance with a row in the database; {@code units} in the order of {@link Condition}. */
    public static Balance stored(StockKey key, int... units) {
        return new Balance(key, true, units.clone());
    }

    /** Nothing there yet, no row either. */
    static Balance empty(StockKey key) {
        return new Balance(key, false, new int[CONDITIONS.length]);
    }

    /** The same balance for the next batch, written and not moved since. */
    public Balance settled() {
        return stored(key, units);
    }

    public StockKey key() {
        return key;
    }

    /** Whether it has a row to update; otherwise one is to be inserted. */
    public boolean stored() {
        return stored;
    }

    public int units(Condition condition) {
        return units[condition.ordinal()];
    }

    /** Units added since loading, negative for units taken. */
    public int moved(Condition condition) {
        return moved[condition.ordinal()];
    }

    /** Units in every condition but incoming. */
    public int onHand() {
        int sum = 0;
        for (Condition condition : CONDITIONS) {
            sum += condition == Condition.INCOMING ? 0 : units(condition);
        }
        return sum;
    }

    /** Units that may still come. */
    public int room() {
        return Math.max(0, MAX_UNITS - onHand());
    }

    boolean changed() {
        for (int units : moved) {
            if (units != 0) {
                return true;
            }
        }
        return false;
    }

    /** Those that have a row or will get one, by SKU; none of a SKU that has nothing. */
    static Map<Long, List<Balance>> bySku(Set<Long> skuIds, Collection<Balance> balances) {
        Map<Long, List<Balance>> bySku = new HashMap<>();
        skuIds.forEach(skuId -> bySku.put(skuId, new ArrayList<>(1)));
        for (Balance balance : balances) {
            if (balance.stored() || balance.changed()) {
                bySku.computeIfAbsent(balance.key().skuId(), id -> new ArrayList<>(1))
                        .add(balance);
            }
        }
        return bySku;
    }

    void add(String condition, int quantity) {
        for (Condition candidate : CONDITIONS) {
            if (candidate.text().equals(condition)) {
                add(candidate, quantity);
                return;
            }
        }
        throw new IllegalArgumentException("no condition is called " + condition);
    }

    private void add(Condition condition, int quantity) {
        int after = Math.addExact(units(condition), quantity);
        if (after < 0) {
            throw new BrokenInvariant("%s of SKU %d at location %d would go to %d"
                    .formatted(condition.text(), key.skuId(), key.locationId(), after));
        }
        units[condition.ordinal()] = after;
        moved[condition.ordinal()] += quantity;
    }
}
