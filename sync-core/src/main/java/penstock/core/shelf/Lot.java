package penstock.core.shelf;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A batch of a SKU.
 *
 * @param expiresOn the last day on which it may be used
 */
public record Lot(long lotId, long skuId, String code, Optional<LocalDate> expiresOn, boolean blocked) {

    /** Whether it may not be used any more on that day. */
    public boolean hasExpired(LocalDate today) {
        return lacksDays(today, 0);
    }

    /** Whether it may be promised to somebody who buys it on that day. */
    public boolean isSellable(LocalDate today, int daysOnSale) {
        return !blocked && !lacksDays(today, daysOnSale);
    }

    /** Whether it may still be sent to somebody for whom it was picked before. */
    public boolean isUsable(LocalDate today) {
        return !blocked && !hasExpired(today);
    }

    /** Whether fewer days than these are left of its life. */
    public boolean lacksDays(LocalDate today, int days) {
        return expiresOn.filter(last -> last.isBefore(today.plusDays(days))).isPresent();
    }
}
