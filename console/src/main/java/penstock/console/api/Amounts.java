package penstock.console.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import penstock.console.problem.Refused;
import penstock.core.money.Money;

/** Money and days as the API reads and writes them: texts, {@code "12.50"} and {@code "2026-03-01"}. */
final class Amounts {

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final int MAX_DIGITS = 24;

    private Amounts() {}

    /** A decimal number without an exponent. */
    static BigDecimal decimal(String field, String text) {
        if (text.length() > MAX_DIGITS || !text.matches("-?\\d+(\\.\\d+)?")) {
            throw Refused.field(field, field + " is not an amount; write it as 12.50, without separators");
        }
        return new BigDecimal(text);
    }

    /** A measure: at most 12 digits before the point and six after it. */
    static BigDecimal measure(String field, String text) {
        BigDecimal measure = decimal(field, text);
        if (measure.scale() > 6 || measure.precision() - measure.scale() > 12) {
            throw Refused.field(field, field + " has more than 12 digits before the point, or six after it; round it");
        }
        return measure;
    }

    static Money money(String field, String text, Currency currency) {
        try {
            return Money.of(decimal(field, text), currency);
        } catch (IllegalArgumentException e) {
            throw Refused.field(field, field + ": " + e.getMessage());
        }
    }

    /** An amount of what something costs: from 0. */
    static Money cost(String field, String text, Currency currency) {
        Money money = money(field, text, currency);
        if (money.minor() < 0) {
            throw Refused.field(field, field + " is below zero; nothing costs less than nothing");
        }
        return money;
    }

    /** What so many units cost at a price for one that may be finer than the minor unit; rounded half to even. */
    static Money units(String field, String text, int quantity, Currency currency) {
        BigDecimal total = decimal(field, text).multiply(BigDecimal.valueOf(quantity));
        return cost(
                field,
                total.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN)
                        .toPlainString(),
                currency);
    }

    static Currency currency(String field, String code) {
        try {
            return Money.currency(code);
        } catch (IllegalArgumentException e) {
            throw Refused.field(field, field + " is not a currency of ISO 4217, such as EUR");
        }
    }

    static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // answered below, as a day that makes no sense is
        }
        throw Refused.field(field, field + " is not a day; write it as 2026-03-01");
    }

    static LocalDate day(String field, Optional<String> text, LocalDate otherwise) {
        return text.map(day -> day(field, day)).orElse(otherwise);
    }

    /** Minor units as people write them. */
    static String text(long minor, Currency currency) {
        return new Money(minor, currency).amount().toPlainString();
    }
}
