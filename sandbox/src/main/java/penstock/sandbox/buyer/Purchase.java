package penstock.sandbox.buyer;

/** How an attempt to buy ended. */
public sealed interface Purchase {
    /** The channel took the order; {@code order} is how the channel itself words it. */
    record Sold(String orderId, Object order) implements Purchase {}

    /** The channel showed too little of this SKU and took nothing. */
    record SoldOut(String sku, int wanted, int shown) implements Purchase {}
}
