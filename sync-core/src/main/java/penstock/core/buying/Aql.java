package penstock.core.buying;

/**
 * The acceptable quality limit: so many defective units in a hundred a supplier may deliver in the long run.
 *
 * <p>Single sampling, normal inspection, general level II of MIL-STD-105E (10 May 1989), tables I and II-A, which ISO 2859-1 and
 * ANSI/ASQ Z1.4 repeat. Switching to tightened or reduced inspection is not done; skipping lots is ({@link Sampling}).
 */
public enum Aql {
    P0_65(5),
    P1_0(4),
    P1_5(3),
    P2_5(2),
    P4_0(1),
    P6_5(0);

    /** Table I, level II: the largest lot of each code letter from A to Q, I and O left out. */
    private static final int[] LARGEST_LOT = {
        8, 15, 25, 50, 90, 150, 280, 500, 1_200, 3_200, 10_000, 35_000, 150_000, 500_000, Integer.MAX_VALUE
    };

    /** Table II-A: the sample of each of them. */
    private static final int[] SAMPLE = {2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250};

    /**
     * Table II-A down a column, from the letter that accepts none; the two arrows below it lead to 0 at the letter above and to
     * 1 at the letter below.
     */
    private static final int[] ACCEPTS = {0, 0, 1, 1, 2, 3, 5, 7, 10, 14, 21};

    private static final int ARROW_UP = 1;
    private static final int ARROW_DOWN = 2;

    private final int letterOfNone;

    Aql(int letterOfNone) {
        this.letterOfNone = letterOfNone;
    }

    /** As it is written: {@code 2.5}. */
    public String text() {
        return name().substring(1).replace('_', '.');
    }

    /** The sample of a lot: all of it where the table's sample is no smaller. */
    public Sample of(int lot) {
        int letter = 0;
        while (lot > LARGEST_LOT[letter]) {
            letter++;
        }
        int row = Math.max(0, Math.min(letter - letterOfNone, ACCEPTS.length - 1));
        int accepts = ACCEPTS[row];
        int followed = row == ARROW_UP ? 0 : row == ARROW_DOWN ? ARROW_DOWN + 1 : row;
        return new Sample(Math.min(lot, SAMPLE[letterOfNone + followed]), accepts);
    }
}
