package penstock.core.buying;

/**
 * A line of an order that a delivery may serve.
 *
 * @param open units ordered that have not come
 * @param announced units of them that the supplier said are in this delivery; of an order without announcement all that are open
 * @param tolerated units that may come beyond the order
 */
public record Expected(long purchaseId, int lineNo, long skuId, int open, int announced, int tolerated) {

    /** What is still expected once units have come, of which so many serve the order. */
    Expected after(int units, int ordered) {
        return new Expected(
                purchaseId,
                lineNo,
                skuId,
                open - ordered,
                Math.max(0, announced - units),
                Math.max(0, tolerated - (units - ordered)));
    }

    /** The same, held against so many announced units. */
    Expected of(int unitsAnnounced) {
        return new Expected(purchaseId, lineNo, skuId, open, unitsAnnounced, tolerated);
    }

    boolean isSameLine(Expected other) {
        return purchaseId == other.purchaseId && lineNo == other.lineNo;
    }
}
