package penstock.core.book;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A promise that will not be kept, as it was noticed.
 *
 * @param expectedOn later than promised; empty if nobody knows
 */
public record Slip(
        long slipId,
        long orderId,
        long backorderId,
        long skuId,
        LocalDate promisedOn,
        Optional<LocalDate> expectedOn) {}
