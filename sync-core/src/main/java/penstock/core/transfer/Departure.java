package penstock.core.transfer;

import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;

/**
 * What is sent.
 *
 * @param items empty for all that was planned, taken by rule
 */
public record Departure(List<Item> items) {

    public Departure {
        Fit.within("items", items.size(), 0, Transfer.MAX_ITEMS);
        items = List.copyOf(items);
    }

    /**
     * Units of a SKU. Which, is said by bin, lot or serials; by none of them they are taken by the SKU's picking rule.
     *
     * @param serials of a SKU that is tracked by serial: as many as units
     */
    public record Item(String sku, int units, Optional<String> bin, Optional<String> lot, List<String> serials) {
        public Item {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
            serials = List.copyOf(serials);
        }
    }

    /** Everything that matters, for telling a repeat from another departure. */
    String content() {
        return items.toString();
    }
}
