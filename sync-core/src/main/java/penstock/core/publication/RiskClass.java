package penstock.core.publication;

/**
 * How much a listing is at risk of selling too much until it is told its number: what the other channels sell before it hears of it, against
 * what it shows. In classes of fourfold risk, for an order needs no more, and an index entry changes only with them. Pure.
 */
final class RiskClass {

    /** One class to the next. */
    private static final double STEP = 4;

    private RiskClass() {}

    /**
     * The class, from 0 for none to the highest for a listing that is likely to be sold out before it is told.
     *
     * @param demand units that others are expected to sell until then
     * @param units what the listing shows
     */
    static int of(double demand, int units) {
        int highest = Lane.RISKS - 1;
        if (demand <= 0) {
            return 0;
        }
        double steps = Math.log(Math.max(1, units) / demand) / Math.log(STEP);
        return (int) Math.max(1, Math.min(highest, highest - Math.floor(Math.max(0, steps))));
    }
}
