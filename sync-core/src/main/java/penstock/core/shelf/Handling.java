package penstock.core.shelf;

/**
 * How a SKU is kept.
 *
 * @param daysOnReceipt of a lot's life that must be left when it comes
 * @param daysOnSale and when it is sold
 * @param cm3 what one takes, 0 if nobody said
 */
public record Handling(By by, PickingRule picking, int daysOnReceipt, int daysOnSale, double cm3, double weightG) {

    /** Every unit is like every other, and takes no room. */
    public static final Handling PLAIN = new Handling(By.NONE, PickingRule.FEFO, 0, 0, 0, 0);

    /** By what units are told apart. */
    public enum By {
        NONE,
        LOT,
        SERIAL
    }
}
