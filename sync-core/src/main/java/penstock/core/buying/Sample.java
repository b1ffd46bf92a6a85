package penstock.core.buying;

/**
 * What of a lot is inspected.
 *
 * @param units to inspect; 0: none, the lot is taken as it is
 * @param accepts with so many defective ones among them, or fewer, the lot is taken
 */
public record Sample(int units, int accepts) {

    static final Sample NOTHING = new Sample(0, 0);

    public Sample {
        if (units < 0 || accepts < 0) {
            throw new IllegalArgumentException("a sample has units, and takes defective ones, from 0");
        }
    }

    public boolean passes(int defective) {
        return defective <= accepts;
    }
}
