package penstock.core.transfer;

import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * What came of a transfer, as it was counted at the door.
 *
 * @param id the caller's, the same in every repeat; of this transfer
 * @param note {@code ""} if there is nothing to say
 */
public record Arrived(String id, List<Item> items, String note) {

    public Arrived {
        Fit.code("id", id);
        Fit.within("items", items.size(), 1, Transfer.MAX_ITEMS);
        items = List.copyOf(items);
    }

    /**
     * Units of a SKU, all sound or all damaged.
     *
     * @param lot needed where several lots of it are on their way
     * @param serials of a SKU that is tracked by serial: as many as units
     * @param reason why they are damaged, or more than were sent; by the seller's list of reasons
     */
    public record Item(
            String sku,
            int units,
            boolean damaged,
            Optional<String> lot,
            List<String> serials,
            Optional<String> reason) {
        public Item {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
            serials = List.copyOf(serials);
            if (damaged && reason.isEmpty()) {
                throw new InvalidField(
                        "reason", "", Reason.MISSING, "is missing; say why they are damaged, by an adjustment reason");
            }
        }
    }

    /** Everything that matters, for telling a repeat from another delivery. */
    String content() {
        return items + "\t" + note;
    }
}
