package penstock.core.catalogue;

import java.util.Optional;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.shelf.PickingRule;

/**
 * What is noted of single units of a SKU, and how long they keep.
 *
 * @param shelfLifeDays from making to expiry; only of what is tracked
 * @param daysOnReceipt that must be left when it comes
 * @param daysOnSale that must be left when it is sold
 * @param picking which units go first; what expires first if nobody says
 */
public record Tracking(
        By by,
        Optional<Integer> shelfLifeDays,
        Optional<Integer> daysOnReceipt,
        Optional<Integer> daysOnSale,
        Optional<PickingRule> picking) {

    /** Every unit is like every other. */
    public static final Tracking NONE =
            new Tracking(By.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A hundred years. */
    private static final int MAX_DAYS = 36_525;

    /** By what units are told apart. */
    public enum By {
        NONE,
        LOT,
        SERIAL
    }

    /** Of which what expires first goes first. */
    public Tracking(
            By by, Optional<Integer> shelfLifeDays, Optional<Integer> daysOnReceipt, Optional<Integer> daysOnSale) {
        this(by, shelfLifeDays, daysOnReceipt, daysOnSale, Optional.empty());
    }

    public Tracking {
        Fit.within("shelfLifeDays", shelfLifeDays, 1, MAX_DAYS);
        Fit.within("daysOnReceipt", daysOnReceipt, 0, MAX_DAYS);
        Fit.within("daysOnSale", daysOnSale, 0, MAX_DAYS);
        if (by == By.NONE && shelfLifeDays.isPresent()) {
            throw new InvalidField(
                    "shelfLifeDays",
                    "" + shelfLifeDays.get(),
                    Reason.CONTRADICTION,
                    "expiry is a lot's or a serial's: set tracking to LOT or SERIAL, or leave it out");
        }
        requireWithinLife("daysOnReceipt", daysOnReceipt, shelfLifeDays);
        requireWithinLife("daysOnSale", daysOnSale, shelfLifeDays);
    }

    private static void requireWithinLife(String field, Optional<Integer> days, Optional<Integer> life) {
        days.filter(some -> life.isEmpty() || some > life.get()).ifPresent(some -> {
            throw new InvalidField(
                    field,
                    "" + some,
                    Reason.CONTRADICTION,
                    life.isEmpty()
                            ? "needs shelfLifeDays; state it too"
                            : "is " + some + ", more than the " + life.get() + " days that it keeps");
        });
    }
}
