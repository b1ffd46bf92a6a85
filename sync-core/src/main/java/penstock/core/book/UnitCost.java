package penstock.core.book;

/**
 * What one whole unit of a SKU's unit cost: one piece, one kilogram. Of a SKU with decimals that is 10^decimals of the
 * ledger's units.
 *
 * @param minorUnits in the currency's smallest unit, from 0
 * @param currency ISO 4217
 */
public record UnitCost(long minorUnits, String currency) {
    public UnitCost {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("a unit cost of " + minorUnits + " is not possible");
        }
    }
}
