package penstock.core.buying;

/**
 * A line of an order that a delivery may serve.
 *
 * @param open units ordered that have not come
 * @param announced units of them that the supplier said are in this delivery; of an order without announcement all that are open
 * @param tolerated units that may come beyond the order
 */
public record Expected(long purchaseId, int lineNo, long skuId, int open, int announced, int tolerated) {}
