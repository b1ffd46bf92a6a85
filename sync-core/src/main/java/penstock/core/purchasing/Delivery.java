package penstock.core.purchasing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

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
        Set<String> seen = new HashSet<>();
        items.stream().flatMap(item -> item.sku().stream()).forEach(sku -> {
            if (!seen.add(sku)) {
                throw new InvalidField("sku", sku, Reason.DUPLICATE_ROW, sku + " stands here twice; add its units up");
            }
        });
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
     */
    public record Item(Optional<String> sku, String description, int sound, int damaged) {
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
