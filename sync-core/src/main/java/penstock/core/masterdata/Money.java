package penstock.core.masterdata;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import penstock.core.book.UnitCost;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/** Amounts as they stand in spreadsheets, and in minor units. */
final class Money {

    /** Minor units of an amount, at most. */
    private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000_000_000L);

    private Money() {}

    static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // answered below, as what is not money is
        }
        throw new InvalidField(
                "currency", code, Reason.UNKNOWN_VALUE, "is no currency of ISO 4217, such as EUR; correct it");
    }

    static long minorUnits(String text, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        BigDecimal minor = Numbers.decimal(text).movePointRight(digits);
        if (minor.signum() < 0 || minor.compareTo(MAX) > 0) {
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
        return minor.longValueExact();
    }

    static String text(UnitCost cost) {
        int digits = Currency.getInstance(cost.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(cost.minorUnits(), digits).toPlainString();
    }
}
