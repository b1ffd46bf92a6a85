package penstock.core.transfer;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * A transfer as somebody writes it.
 *
 * @param number the seller's, the same in every repeat
 * @param via the location of kind {@code IN_TRANSIT} in which it lies meanwhile; empty for the only one there is
 */
public record NewTransfer(
        String number, String from, String to, Optional<String> via, Optional<LocalDate> expectedOn, List<Line> lines) {

    public NewTransfer {
        Fit.code("number", number);
        Fit.within("lines", lines.size(), 1, Transfer.MAX_LINES);
        lines = List.copyOf(lines);
        Set<String> seen = new HashSet<>();
        lines.forEach(line -> {
            if (!seen.add(line.sku())) {
                throw new InvalidField(
                        "sku", line.sku(), Reason.DUPLICATE_ROW, line.sku() + " stands here twice; add its units up");
            }
        });
    }

    /** Units of a SKU that are to be sent. */
    public record Line(String sku, int units) {
        public Line {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
        }
    }

    /** Everything that matters, for telling a repeat from another transfer. */
    String content() {
        return from + "\t" + to + "\t" + via + "\t" + expectedOn + "\t" + lines;
    }
}
