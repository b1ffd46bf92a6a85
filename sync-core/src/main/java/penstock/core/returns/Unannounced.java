package penstock.core.returns;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.warehouse.Named;

/**
 * What came back without anybody having asked.
 *
 * @param id the caller's, the same in every repeat
 * @param orderId empty if nobody knows of which order it is
 */
public record Unannounced(
        String id,
        String location,
        Optional<Long> orderId,
        Optional<String> country,
        Optional<LocalDate> deliveredOn,
        String note,
        List<Found> found) {

    public Unannounced {
        Fit.within("items", found.size(), 1, SalesReturn.MAX_LINES);
        found = List.copyOf(found);
        boolean mixed = found.stream().anyMatch(one -> one.orderLine().isPresent() != orderId.isPresent());
        if (mixed) {
            throw new InvalidField(
                    "orderLine", "", Reason.CONTRADICTION, "goes with an order; without one name the SKU instead");
        }
    }

    /** Units of a line of the order, or of a SKU where no order is known. */
    public record Found(
            Optional<Integer> orderLine,
            Optional<String> sku,
            int units,
            ReturnReason reason,
            ReceivedCondition condition,
            Optional<Disposition> disposition,
            Named named) {

        /** Units of which nobody says which they are. */
        public Found(
                Optional<Integer> orderLine,
                Optional<String> sku,
                int units,
                ReturnReason reason,
                ReceivedCondition condition,
                Optional<Disposition> disposition) {
            this(orderLine, sku, units, reason, condition, disposition, Named.NOTHING);
        }

        public Found {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
            if (orderLine.isPresent() == sku.isPresent()) {
                throw new InvalidField("sku", "", Reason.CONTRADICTION, "or orderLine: name the one or the other");
            }
        }
    }

    String content() {
        return "CAME\t" + location + "\t" + orderId + "\t" + country + "\t" + deliveredOn + "\t" + found + "\t" + note;
    }
}
