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

    /** Whether fewer days than these are left of its life. */
    public boolean lacksDays(LocalDate today, int days) {
        return expiresOn.filter(last -> last.isBefore(today.plusDays(days))).isPresent();
    }
}
