package penstock.core.purchasing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.warehouse.Named;

/**
 * What came, as it was counted at the door.
 *
 * @param id the caller's, the same in every repeat
 * @param complete whether nothing more of the delivery comes: what is missing then is a discrepancy
 */
public record Delivery(String id, Source source, boolean complete, List<Item> items) {

    public Delivery {
        Fit.within("items", items.size(), 1, PurchaseOrder.MAX_LINES);
        items = List.copyOf(items);
        Set<Item> seen = new HashSet<>();
        for (Item item : items) {
            if (item.sku().isPresent() && !seen.add(item.likeness())) {
                throw new InvalidField(
                        "sku",
                        item.sku().get(),
                        Reason.DUPLICATE_ROW,
                        item.sku().get()
                                + " stands here twice, of the same lot and for the same bin; add its units up");
            }
        }
    }

    /** Against what it is received. */
    public sealed interface Source {}

    /** An order. */
    public record OfOrder(String number) implements Source {}

    /** What a supplier announced. */
    public record OfAnnouncement(String number) implements Source {}

    /** Nothing: nobody knows of it. */
    public record Blind(String location, Optional<String> supplier) implements Source {}

    /**
     * Units of one SKU, or of something that is none of ours and enters no stock.
     *
     * @param description what it is, where it is no SKU of ours
     * @param damaged units that are visibly damaged; the others are sound
     * @param named which units they are; a SKU that came in several lots, or goes to several bins, has as many items
     */
    public record Item(Optional<String> sku, String description, int sound, int damaged, Named named) {

        /** Units of which nobody says which they are. */
        public Item(Optional<String> sku, String description, int sound, int damaged) {
            this(sku, description, sound, damaged, Named.NOTHING);
        }

        public Item {
            Fit.within("sound", sound, 0, Fit.MAX_UNITS);
            Fit.within("damaged", damaged, 0, Fit.MAX_UNITS - sound);
            if (sound + damaged == 0) {
                throw new InvalidField("sound", "0", Reason.OUT_OF_RANGE, "and damaged are both 0; leave the item out");
            }
            if (sku.isPresent() == !description.isEmpty()) {
                throw new InvalidField(
                        "sku",
                        "",
                        Reason.CONTRADICTION,
                        "or description: name a SKU of ours, or say what came that is none");
            }
            if (sku.isEmpty()) {
                Fit.text("description", description, Fit.MAX_NAME);
            }
            if (sku.isEmpty() && !named.isNothing()) {
                throw new InvalidField(
                        "lot", "", Reason.CONTRADICTION, "is of a SKU of ours; what is none enters no stock");
            }
            if (sound > 0 && damaged > 0 && !named.serialNos().isEmpty()) {
                throw new InvalidField(
                        "serials",
                        "" + named.serialNos(),
                        Reason.CONTRADICTION,
                        "are of sound units or of damaged ones; name the damaged pieces in an item of their own");
            }
        }

        /** What it may not have in common with another: the SKU, its lot and bin; of pieces also whether they are sound. */
        private Item likeness() {
            Named where = new Named(named.bin(), named.lot(), Optional.empty(), Optional.empty(), List.of());
            boolean damagedPieces = !named.serialNos().isEmpty() && damaged > 0;
            return new Item(sku, description, damagedPieces ? 0 : 1, damagedPieces ? 1 : 0, where);
        }

        int units() {
            return sound + damaged;
        }
    }

    /** Everything that matters, for telling a repeat from another delivery. */
    String content() {
        return source + "\t" + complete + "\t" + items;
    }
}
