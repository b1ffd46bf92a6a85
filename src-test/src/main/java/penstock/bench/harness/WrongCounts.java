package penstock.bench.harness;

/** The rows of a cell do not add up: a defect, whatever its speed. */
public final class WrongCounts extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WrongCounts(String message) {
        super(message);
    }

    /** Refuses what does not hold. */
    public static void unless(boolean holds, String expected, Record found) {
        if (!holds) {
            throw new WrongCounts("expected " + expected + ", but found " + found);
        }
    }
}
