package penstock.core.publication;

/**
 * When so many of an account's listings are to show nothing within a short time that a mistake is likelier than the truth: a feed whose
 * columns were mistaken, a rule, a mapping, stock that was moved away. Pure.
 *
 * <p>What orders have sold is no mistake and is not counted.
 *
 * @param percent of the listings that show something
 * @param atLeast listings; fewer are never too many
 */
public record MassZero(int percent, int atLeast) {

    /** Of an account of which nobody has said anything. */
    public static final MassZero USUAL = new MassZero(30, 20);

    /** The most that {@link #atLeast} can be. */
    public static final int MAX_AT_LEAST = 1_000_000;

    public MassZero {
        if (percent < 1 || percent > 100 || atLeast < 1 || atLeast > MAX_AT_LEAST) {
            throw new IllegalArgumentException("a part of the listings, and a number of them");
        }
    }

    /**
     * What lies ahead of an account.
     *
     * @param showing listings that show something
     * @param waiting listings that are to be looked at
     * @param examined of these, whose numbers were computed
     * @param zeroes of the examined, which show something and are to show nothing without having been sold
     */
    public record Outlook(long showing, long waiting, long examined, long zeroes) {

        /** How many are to show nothing, by the part of them that was examined. */
        long expected() {
            return examined == 0 ? 0 : Math.round((double) zeroes * Math.max(waiting, examined) / examined);
        }
    }

    /** Whether so many are too many. */
    boolean isReached(long zeroes, long showing) {
        return zeroes >= tooMany(showing);
    }

    /** The fewest that are too many of those that show something. */
    long tooMany(long showing) {
        return Math.max(atLeast, (showing * percent + 99) / 100);
    }

    /** After so many were let through, when to look ahead again: at the latest when they might be too many by themselves. */
    long lookAgainAt(long letThrough, long showing) {
        return Math.max(letThrough + 1, Math.min(2 * letThrough, tooMany(showing)));
    }
}
