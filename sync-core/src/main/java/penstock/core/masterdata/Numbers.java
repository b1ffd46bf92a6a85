package penstock.core.masterdata;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/** Numbers as they stand in spreadsheets: a dot for the decimals, nothing between the thousands. */
final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private Numbers() {}

    /** A whole number. */
    static int whole(String text) {
        return scaled(text, 0, "whole numbers are taken");
    }

    /** A quantity of something that has so many decimals, in units of its last decimal. */
    static int quantity(String text, int decimals) {
        return scaled(
                text,
                decimals,
                decimals == 0
                        ? "the SKU is counted in whole units"
                        : "the SKU has " + decimals + " decimals; round it, or give the SKU more");
    }

    /** A percentage in hundredths of a per cent. */
    static int basisPoints(String text) {
        return scaled(text.replaceAll("\\s*%$", ""), 2, "a percentage has at most 2");
    }

    private static int scaled(String text, int decimals, String why) {
        BigDecimal scaled = decimal(text).movePointRight(decimals);
        if (scaled.stripTrailingZeros().scale() > 0) {
            throw new InvalidField("", text, Reason.TOO_MANY_DECIMALS, "is " + text + ": " + why);
        }
        try {
            return scaled.intValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidField("", text, Reason.OUT_OF_RANGE, "is " + text + ", which is too large");
        }
    }

    static BigDecimal decimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidField(
                    "",
                    text,
                    Reason.NOT_A_NUMBER,
                    "is not a number as it is taken: digits, and a dot before the decimals, such as 1234.5");
        }
        return new BigDecimal(text);
    }

    /** A quantity in units of its last decimal, as people write it. */
    static String quantityText(int units, int decimals) {
        return BigDecimal.valueOf(units, decimals).toPlainString();
    }
}
