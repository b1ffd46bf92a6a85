package penstock.core.warehouse;

import penstock.core.catalogue.Fit;

/**
 * How far a count may differ from the ledger before a person looks at it: so many units or such a part of what is expected,
 * whichever allows more.
 */
public record Tolerance(int units, int basisPoints) {

    /** Every difference is looked at. */
    public static final Tolerance NONE = new Tolerance(0, 0);

    private static final int ALL = 10_000;

    public Tolerance {
        Fit.within("toleranceUnits", units, 0, Fit.MAX_UNITS);
        Fit.within("toleranceBasisPoints", basisPoints, 0, ALL);
    }

    /** Whether a difference is within it. */
    public boolean holds(int expected, int difference) {
        long apart = Math.abs((long) difference);
        return apart <= units || apart * ALL <= (long) Math.max(0, expected) * basisPoints;
    }
}
