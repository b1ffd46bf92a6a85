package penstock.core.costing;

/** How the cost of units that leave is found. */
public enum CostMethod {
    /** The oldest units leave first (IAS 2.25, 2.27). */
    FIFO(true, true),
    /** The newest units leave first. Not allowed under IFRS (IAS 2.25); under US GAAP it is. */
    LIFO(false, false),
    /** Each unit leaves at the average of what is there (IAS 2.27). */
    MOVING_AVERAGE(true, true),
    /** Units come and leave at a price set beforehand; what they really cost beyond it is a variance (IAS 2.21). */
    STANDARD(true, true),
    /**
     * Each unit that left in a month costs the average of what was there at its beginning and came in it. Until the
     * month is over the moving average stands in for it.
     */
    PERIODIC_AVERAGE(true, true);

    private final boolean oldestFirst;
    private final boolean allowedUnderIfrs;

    CostMethod(boolean oldestFirst, boolean allowedUnderIfrs) {
        this.oldestFirst = oldestFirst;
        this.allowedUnderIfrs = allowedUnderIfrs;
    }

    /** Whether layers are used up from the oldest, else from the newest. */
    boolean oldestFirst() {
        return oldestFirst;
    }

    public boolean allowedUnderIfrs() {
        return allowedUnderIfrs;
    }

    /** Whether each layer keeps the value of what is left of it; otherwise the SKU has one value for all its units. */
    public boolean valuesLayers() {
        return this == FIFO || this == LIFO;
    }
}
