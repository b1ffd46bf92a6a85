package penstock.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money.
 *
 * @param minor whole minor units: cents of a euro, yen
 * @param currency ISO 4217
 */
public record Money(long minor, Currency currency) {

    /** Amounts stay below this many minor units, so that sums over a seller's history fit into 64 bits. */
    public static final long MAX_MINOR = 1_000_000_000_000_000L;

    public Money {
        if (Math.abs(minor) > MAX_MINOR) {
            throw new IllegalArgumentException("an amount has at most " + MAX_MINOR + " minor units");
        }
    }

    /**
     * An amount as people write it, {@code 12.50}.
     *
     * @throws IllegalArgumentException if the currency has no such fractions, or it is too large
     */
    public static Money of(BigDecimal amount, Currency currency) {
        BigDecimal minor = amount.movePointRight(decimals(currency));
        try {
            return new Money(minor.longValueExact(), currency);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    currency + " has " + decimals(currency) + " decimals and at most 15 digits; write it so", e);
        }
    }

    /** The amount as people write it. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, decimals(currency));
    }

    /**
     * The amount in another currency, rounded half to even.
     *
     * @param rate units of the other currency for one unit of this
     */
    public Money exchange(BigDecimal rate, Currency other) {
        BigDecimal exact = amount().multiply(rate).movePointRight(decimals(other));
        try {
            return new Money(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact(), other);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the amount in " + other + " has more than 15 digits", e);
        }
    }

    /**
     * The currency of that code.
     *
     * @throws IllegalArgumentException if ISO 4217 has none, or it is no money one pays with
     */
    public static Currency currency(String code) {
        Currency currency = Currency.getInstance(code);
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(code + " has no minor unit");
        }
        return currency;
    }

    private static int decimals(Currency currency) {
        return currency.getDefaultFractionDigits();
    }
}
