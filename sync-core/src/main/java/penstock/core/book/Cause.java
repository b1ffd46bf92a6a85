package penstock.core.book;

/**
 * Why units moved.
 *
 * @param id of the order, stock move, feed, shipment, production or service order
 */
public record Cause(Kind kind, long id) {

    /** What can move units. */
    public enum Kind {
        ORDER,
        STOCK_MOVE,
        FEED,
        SHIPMENT,
        PRODUCTION,
        SERVICE
    }
}
