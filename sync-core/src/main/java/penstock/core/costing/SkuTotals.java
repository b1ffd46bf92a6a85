package penstock.core.costing;

import java.time.LocalDate;
import java.util.Optional;
import penstock.core.money.Price;

/**
 * What is kept of a SKU between two events, beside its layers.
 *
 * @param units in stock
 * @param value of stock at cost
 * @param allowance by which it is worth less
 * @param variance what its layers cost beyond the value of stock and the cost of what left
 * @param lastLayer that was priced by a document, 0 for none
 * @param lastPrice of that layer's units
 * @param month first day of the month that is being averaged, where the method does so
 * @param monthFrom position after which that month's units moved
 */
public record SkuTotals(
        CostMethod method,
        long units,
        long value,
        long allowance,
        long variance,
        long lastLayer,
        Optional<Price> lastPrice,
        Optional<Price> standard,
        Optional<LocalDate> month,
        long monthFrom) {

    /** Nothing has happened yet. */
    public static SkuTotals none(CostMethod method) {
        return new SkuTotals(method, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }
}
