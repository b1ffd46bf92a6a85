package penstock.core.book;

/**
 * One side of a posting: a condition at a location, or somebody outside.
 *
 * @param locationId 0 is the outside
 * @param condition a {@link Condition}, or who it is that stands outside
 */
public record Account(long locationId, String condition) {

    /** Location number of the outside. */
    public static final long OUTSIDE = 0;

    public static final Account SUPPLIER = new Account(OUTSIDE, "supplier");
    public static final Account CUSTOMER = new Account(OUTSIDE, "customer");
    public static final Account ADJUSTMENT = new Account(OUTSIDE, "adjustment");
    public static final Account DISPOSAL = new Account(OUTSIDE, "disposal");

    /** Work in progress. */
    public static final Account PRODUCTION = new Account(OUTSIDE, "production");

    /** What equipment uses up when it is serviced. */
    public static final Account MAINTENANCE = new Account(OUTSIDE, "maintenance");

    /** Stock of that condition at that location. */
    public static Account at(long locationId, Condition condition) {
        return new Account(locationId, condition.text());
    }
}
