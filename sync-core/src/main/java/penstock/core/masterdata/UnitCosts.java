package penstock.core.masterdata;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.money.Money;

/**
 * Costs as they stand in spreadsheets, of one whole unit of a SKU's unit: one piece, one kilogram. Of a SKU with decimals
 * that is 10^decimals of the ledger's units.
 */
final class UnitCosts {

    private static final BigDecimal MAX_MINOR = BigDecimal.valueOf(Money.MAX_MINOR);

    private UnitCosts() {}

    static Currency currency(String code) {
        try {
            return Money.currency(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidField(
                    "currency", code, Reason.UNKNOWN_VALUE, "is no currency of ISO 4217, such as EUR; correct it");
        }
    }

    /** Minor units of the cost of one. */
    static BigDecimal minorUnits(String text, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        BigDecimal minor = Numbers.decimal(text).movePointRight(digits);
        if (minor.signum() < 0 || minor.compareTo(MAX_MINOR) > 0) {
            throw new InvalidField(
                    "unitCost", text, Reason.OUT_OF_RANGE, "is " + text + "; a cost is 0 or more, and less than 10^13");
        }
        if (minor.stripTrailingZeros().scale() > 0) {
            throw new InvalidField(
                    "unitCost",
                    text,
                    Reason.TOO_MANY_DECIMALS,
                    "is " + text + ": " + currency.getCurrencyCode() + " has " + digits + " decimals");
        }
        return minor;
    }

    /** What so many of the ledger's units cost in all, rounded half to even. */
    static Money total(BigDecimal minorOfOne, Currency currency, int units, int decimals) {
        BigDecimal total =
                minorOfOne.multiply(BigDecimal.valueOf(units, decimals)).setScale(0, RoundingMode.HALF_EVEN);
        if (total.compareTo(MAX_MINOR) > 0) {
            throw new InvalidField(
                    "unitCost",
                    minorOfOne
                            .movePointLeft(currency.getDefaultFractionDigits())
                            .toPlainString(),
                    Reason.OUT_OF_RANGE,
                    "makes more than 10^13 in all; enter less in one row");
        }
        return new Money(total.longValueExact(), currency);
    }

    /** What one unit cost of so many that cost so much; {@link #total} of it is the same again. */
    static String text(Money total, int units, int decimals) {
        int digits = total.currency().getDefaultFractionDigits();
        return total.amount()
                .divide(BigDecimal.valueOf(units, decimals), digits, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
