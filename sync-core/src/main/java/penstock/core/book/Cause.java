package penstock.core.book;

/**
 * Why units moved.
 *
 * @param id of the order, stock move, feed, shipment, purchase order, item of a receipt, item of a return, production or
 *     service order, lot
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
        RECEIPT,
        /** Sent back by a customer, and what became of it. */
        RETURN,
        /** Used up by making something, or made. */
        PRODUCTION,
        /** Used up by equipment. */
        SERVICE,
        /** Of a lot that may not be sold any more, or may again. */
        LOT
    }
}
