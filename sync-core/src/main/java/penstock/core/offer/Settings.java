package penstock.core.offer;

import java.util.Optional;
import java.util.Set;

/**
 * What a rule says; it says nothing of what is empty.
 *
 * @param locations that it may be sold from; in transit and virtual ones never count
 * @param decay of stock that a supplier told of
 * @param percentage of what may be promised that is shown
 * @param cap the most that is shown, in the channel's units
 * @param paused shows 0
 * @param backorders whether units that are promised although they are not there count, by the SKU's own backorder rule
 */
public record Settings(
        Optional<Set<Long>> locations,
        Optional<Decay> decay,
        Optional<SafetyStock> safetyStock,
        Optional<Division> division,
        Optional<Integer> percentage,
        Optional<Integer> cap,
        Optional<ListWhen> listWhen,
        Optional<Boolean> paused,
        Optional<Boolean> backorders) {

    public Settings {
        locations = locations.map(Set::copyOf);
    }

    /** Says nothing. */
    public static final Settings NONE = new Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Only the safety stock. */
    public static Settings ofSafetyStock(SafetyStock safetyStock) {
        return new Settings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(safetyStock),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Only the cap. */
    public static Settings ofCap(int cap) {
        return new Settings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(cap),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
