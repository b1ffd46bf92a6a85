package penstock.core.book;

/**
 * Why units moved.
 *
 * @param id of the order, stock move, feed, shipment, purchase order, item of a receipt or item of a return
 */
public record Cause(Kind kind, long id) {

    /** What can move units. */
    public enum Kind {
        ORDER,
        STOCK_MOVE,
        FEED,
        SHIPMENT,
        /** Ordered from a supplier, or not expected any more. */
        PURCHASE,
        /** Received, and what became of it. */
        RECEIPT
    }
}
