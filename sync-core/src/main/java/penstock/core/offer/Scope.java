package penstock.core.offer;

/**
 * What a rule is for. A deeper level is more specific, and a deeper category.
 *
 * @param id of the account, SKU or listing; 0 for others
 * @param category a path from the general to the special, {@code Kitchen > Mugs}; empty for others
 */
public record Scope(Level level, long id, String category) {

    /** Between the names of a category's path. */
    static final String BELOW = " > ";

    /** Whatever the seller sells. */
    public static final Scope SELLER = new Scope(Level.SELLER, 0, "");

    /** From the general to the special. */
    public enum Level {
        SELLER,
        /** One account. */
        CHANNEL,
        /** And those below it. */
        CATEGORY,
        SKU,
        LISTING
    }

    public static Scope channel(long accountId) {
        return new Scope(Level.CHANNEL, accountId, "");
    }

    public static Scope category(String path) {
        return new Scope(Level.CATEGORY, 0, path);
    }

    public static Scope sku(long skuId) {
        return new Scope(Level.SKU, skuId, "");
    }

    public static Scope listing(long listingId) {
        return new Scope(Level.LISTING, listingId, "");
    }
}
