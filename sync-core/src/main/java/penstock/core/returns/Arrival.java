package penstock.core.returns;

import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.warehouse.Named;

/**
 * What came back, as it was looked at.
 *
 * @param id the caller's, the same in every repeat
 * @param complete whether nothing more of the return comes
 */
public record Arrival(String id, String location, boolean complete, List<Found> found) {

    public Arrival {
        Fit.within("items", found.size(), 1, SalesReturn.MAX_LINES);
        found = List.copyOf(found);
    }

    /**
     * Units of a line of the return.
     *
     * @param disposition what becomes of them; empty for what the policy says
     * @param named which units they are
     */
    public record Found(
            int line, int units, ReceivedCondition condition, Optional<Disposition> disposition, Named named) {

        /** Units of which nobody says which they are. */
        public Found(int line, int units, ReceivedCondition condition, Optional<Disposition> disposition) {
            this(line, units, condition, disposition, Named.NOTHING);
        }

        public Found {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
        }
    }

    String content() {
        return location + "\t" + complete + "\t" + found;
    }
}
