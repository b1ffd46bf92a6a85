package penstock.channels.spi;

/**
 * One of a channel's rate limits and what a call costs of it. The published figures are the seed; replies correct them.
 *
 * @param operation the limit's name within the account, for example {@code listings.patch}
 * @param perSecond units that come back each second
 * @param burst units that can be saved up, at least 1
 * @param cost units that this call takes, at least 1 for most channels
 */
public record Budget(String operation, double perSecond, int burst, int cost) {

    public Budget {
        if (perSecond <= 0 || burst < 1 || cost < 0) {
            throw new IllegalArgumentException("budget " + operation + " must allow something");
        }
    }

    /** A call that takes one unit. */
    public static Budget of(String operation, double perSecond, int burst) {
        return new Budget(operation, perSecond, burst, 1);
    }
}
