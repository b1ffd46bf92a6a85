package penstock.channels.spi;

/**
 * One of a channel's rate limits and what a call costs of it. The published figures are the seed; replies correct them.
 *
 * @param operation the limit's name within the account, for example {@code listings.patch}
 * @param perSecond units that come back each second
 * @param burst units that can be saved up, at least 1
 * @param cost units that this call takes, at least 1 for most channels
 * @param perDay units of a day beside that; 0 where the channel states none
 */
public record Budget(String operation, double perSecond, int burst, int cost, int perDay) {

    public Budget {
        if (perSecond <= 0 || burst < 1 || cost < 0 || perDay < 0) {
            throw new IllegalArgumentException("budget " + operation + " must allow something");
        }
    }

    /** Without a daily quota. */
    public Budget(String operation, double perSecond, int burst, int cost) {
        this(operation, perSecond, burst, cost, 0);
    }

    /** The same with a daily quota, which is planned over the day. */
    public Budget daily(int units) {
        return new Budget(operation, perSecond, burst, cost, units);
    }

    /** A call that takes one unit. */
    public static Budget of(String operation, double perSecond, int burst) {
        return new Budget(operation, perSecond, burst, 1);
    }
}
