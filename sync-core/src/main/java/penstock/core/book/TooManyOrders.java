package penstock.core.book;

/**
 * A fact about stock that is promised to more orders than are looked at in one transaction. Nothing of the command has
 * been done; it can be repeated once some of the orders are shipped or cancelled.
 */
public final class TooManyOrders extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyOrders(StockKey key, int limit) {
        super(
                "more than %d orders are promised SKU %d at location %d: too many to look at in one transaction; ship or cancel"
                                .formatted(limit, key.skuId(), key.locationId())
                        + " some of them, then repeat this");
    }
}
