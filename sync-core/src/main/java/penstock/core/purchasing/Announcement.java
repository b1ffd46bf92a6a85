package penstock.core.purchasing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Identifier;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * What a supplier says is on its way: an advance shipping notice (ASN).
 *
 * @param number the supplier's, the same in every repeat
 */
public record Announcement(
        String number, String supplier, Optional<LocalDate> expectedOn, State state, List<Line> lines) {

    public Announcement {
        Fit.code("number", number);
        Fit.within("lines", lines.size(), 1, PurchaseOrder.MAX_LINES);
        lines = List.copyOf(lines);
    }

    /** How far it has come. */
    public enum State {
        ANNOUNCED,
        /** All of it has come, or nothing more will. */
        RECEIVED,
        CANCELLED
    }

    /**
     * Units of an order's line.
     *
     * @param order its number
     * @param received units that came with deliveries under this announcement
     * @param sscc GS1's number of the carton or pallet, 18 digits
     */
    public record Line(String order, int orderLine, int units, int received, Optional<String> sscc) {

        private static final Pattern SSCC = Pattern.compile("\\d{18}");

        public Line {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
            sscc.ifPresent(Line::requireSscc);
        }

        private static void requireSscc(String sscc) {
            if (!SSCC.matcher(sscc).matches()) {
                throw new InvalidField("sscc", sscc, Reason.WRONG_LENGTH, "has 18 digits, and nothing else");
            }
            Identifier.requireCheckDigit("sscc", sscc);
        }
    }

    /** Everything that matters, for telling a repeat from another announcement. */
    String content() {
        return supplier + "\t" + expectedOn + "\t" + lines;
    }
}
