package penstock.core.costing;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Amounts by who is charged with them, in one order. One thread. */
final class Charges {

    private final NavigableMap<Charge, Long> sums =
            new TreeMap<>(Comparator.comparing(Charge::account).thenComparingLong(Charge::channelAccountId));

    /** Who is charged, and the channel account of what was sold. */
    record Charge(CostAccount account, long channelAccountId) {}

    void add(Consumption.Source source, long amount) {
        sums.merge(new Charge(source.account(), source.channelAccountId()), amount, Math::addExact);
    }

    void forEach(BiConsumer<Charge, Long> action) {
        sums.forEach(action);
    }
}
