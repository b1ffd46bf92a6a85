package penstock.core.shelf;

import java.util.OptionalLong;

/**
 * A shelf of a location.
 *
 * @param walkingMetres from the packing bench
 * @param filledCm3 what lay in it when it was loaded, as far as the sizes of the SKUs are known
 */
public record Bin(
        long binId,
        long locationId,
        String code,
        Kind kind,
        boolean open,
        int walkingMetres,
        OptionalLong volumeCm3,
        OptionalLong weightLimitG,
        double filledCm3,
        double filledG) {

    /** What a bin is for. */
    public enum Kind {
        STORAGE,
        RECEIVING,
        PACKING,
        /** What lies here is not picked. */
        QUARANTINE
    }

    /** Whether orders are picked from it. */
    public boolean isPicked() {
        return open && kind != Kind.QUARANTINE;
    }
}
