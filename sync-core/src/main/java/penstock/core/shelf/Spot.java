package penstock.core.shelf;

/**
 * A place within a location.
 *
 * @param binId {@link #NO_BIN} for units that nobody has put away
 * @param lotId {@link #NO_LOT} for units of no lot, or of one that nobody knows
 */
public record Spot(long binId, long lotId) {

    public static final long NO_BIN = 0;

    public static final long NO_LOT = 0;

    /** Somewhere in the location, of no known lot. */
    public static final Spot UNPLACED = new Spot(NO_BIN, NO_LOT);
}
