package penstock.core.catalogue.bom;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * A version of a bill of materials: what one batch of a SKU is made from.
 *
 * @param sku what is made
 * @param version from 1; the newest is used, the older ones are kept
 * @param batch units that one batch yields
 */
public record Bom(String sku, int version, int batch, List<Line> lines) {

    /** Lines of a bill of materials. */
    public static final int MAX_LINES = 500;

    public Bom {
        Fit.within("version", version, 1, 1_000_000);
        Fit.within("batch", batch, 1, Fit.MAX_UNITS);
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new InvalidField(
                    "lines",
                    "" + lines.size(),
                    Reason.OUT_OF_RANGE,
                    "has " + lines.size() + " entries; 1 to " + MAX_LINES + " are taken");
        }
        record Key(String component, Role role) {}
        Set<Key> seen = new HashSet<>();
        for (Line line : lines) {
            if (!seen.add(new Key(line.component(), line.role()))) {
                throw new InvalidField(
                        "component", line.component(), Reason.DUPLICATE_ROW, "stands here twice; add the two up");
            }
        }
    }

    /** What a line is for. */
    public enum Role {
        /** Becomes part of what is made. */
        COMPONENT,
        /** Is used up by making it. */
        CONSUMABLE
    }

    /**
     * What a batch takes of one component.
     *
     * @param units of the component in one batch
     * @param scrapBasisPoints added for what is spoilt, in hundredths of a per cent of {@code units}: 250 is 2.5 %
     */
    public record Line(String component, int units, int scrapBasisPoints, Role role) {

        /** Twice as much as needed. */
        public static final int MAX_SCRAP_BASIS_POINTS = 10_000;

        public Line {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
            Fit.within("scrapBasisPoints", scrapBasisPoints, 0, MAX_SCRAP_BASIS_POINTS);
        }
    }
}
