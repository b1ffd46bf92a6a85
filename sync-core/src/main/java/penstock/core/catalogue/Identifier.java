package penstock.core.catalogue;

import java.util.Optional;
import java.util.regex.Pattern;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * What the world calls a SKU, or a pack of it.
 *
 * @param value as it is printed, without spaces and hyphens
 * @param lookup as it is looked up: a GTIN in 14 digits, whether it was printed as EAN, UPC or ISBN
 * @param pack the pack that it stands on, {@code ""} for the unit itself
 */
public record Identifier(Type type, String value, String lookup, String pack) {

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern ISBN_10 = Pattern.compile("\\d{9}[\\dXx]");
    private static final Pattern AMAZON = Pattern.compile("[A-Z0-9]{10}");

    /** Whose number it is. */
    public enum Type {
        /** GS1's: EAN-8, UPC-A, EAN-13, GTIN-14, and ISBN of 10 or 13. One SKU's, or one pack's. */
        GTIN,
        /** Amazon's for a page. One SKU's. */
        ASIN,
        /** Amazon's for a unit in its warehouses. One SKU's. */
        FNSKU,
        /** The manufacturer's; two manufacturers may use the same. */
        MPN
    }

    /**
     * Reads an identifier as a person writes it.
     *
     * @throws InvalidField if it cannot be one; of a wrong check digit it says which was expected
     */
    public static Identifier of(Type type, String text, String pack) {
        return switch (type) {
            case GTIN -> gtin(text.replaceAll("[\\s-]", ""), pack);
            case ASIN, FNSKU -> amazon(type, text.strip(), pack);
            case MPN -> {
                String number = Fit.text("value", text.strip(), Fit.MAX_CODE);
                yield new Identifier(type, number, number, pack);
            }
        };
    }

    /** How a scanned or typed text would be looked up as a GTIN; empty if it can be none. */
    public static Optional<String> gtinLookup(String text) {
        try {
            return Optional.of(of(Type.GTIN, text, "").lookup());
        } catch (InvalidField e) {
            return Optional.empty();
        }
    }

    private static Identifier gtin(String text, String pack) {
        if (ISBN_10.matcher(text).matches()) {
            return isbn10(text.toUpperCase(java.util.Locale.ROOT), pack);
        }
        if (!DIGITS.matcher(text).matches()) {
            throw new InvalidField(
                    "value",
                    text,
                    Reason.MALFORMED,
                    "holds something else than digits (or the X that an ISBN-10 ends with)");
        }
        if (text.length() != 8 && (text.length() < 12 || text.length() > 14)) {
            String hint = text.length() == 11 || text.length() == 7
                    ? "; a spreadsheet takes a leading zero away: make the column text"
                    : "";
            throw new InvalidField(
                    "value",
                    text,
                    Reason.WRONG_LENGTH,
                    "has " + text.length() + " digits; a GTIN has 8, 12, 13 or 14, an ISBN 10 or 13" + hint);
        }
        requireCheckDigit("value", text);
        return new Identifier(Type.GTIN, text, padded(text), pack);
    }

    private static Identifier isbn10(String text, String pack) {
        requireDigit("value", text, isbnCheckDigit(text.substring(0, 9)));
        String thirteen = "978" + text.substring(0, 9);
        return new Identifier(Type.GTIN, text, padded(thirteen + checkDigit(thirteen)), pack);
    }

    /** Refuses digits of which the last is not GS1's check digit: an SSCC, for instance. */
    public static void requireCheckDigit(String field, String digits) {
        requireDigit(field, digits, (char) ('0' + checkDigit(digits.substring(0, digits.length() - 1))));
    }

    private static void requireDigit(String field, String text, char expected) {
        char found = text.charAt(text.length() - 1);
        if (found != expected) {
            throw new InvalidField(
                    field,
                    text,
                    Reason.WRONG_CHECK_DIGIT,
                    "ends with check digit " + found + ", but " + expected
                            + " was expected: one of the digits is wrong, or" + " two are exchanged");
        }
    }

    private static String padded(String digits) {
        return "0".repeat(14 - digits.length()) + digits;
    }

    /** GS1's check digit, modulo 10 with weights 3 and 1 from the right (GS1 General Specifications, section 7.9). */
    static int checkDigit(String digitsBefore) {
        int sum = 0;
        for (int i = 0; i < digitsBefore.length(); i++) {
            int digit = digitsBefore.charAt(digitsBefore.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }

    /** ISO 2108's of ten places, modulo 11 with weights 10 to 2; ten is X. */
    static char isbnCheckDigit(String nineDigits) {
        int sum = 0;
        for (int i = 0; i < nineDigits.length(); i++) {
            sum += (10 - i) * (nineDigits.charAt(i) - '0');
        }
        int digit = (11 - sum % 11) % 11;
        return digit == 10 ? 'X' : (char) ('0' + digit);
    }

    private static Identifier amazon(Type type, String text, String pack) {
        if (!AMAZON.matcher(text).matches()) {
            throw new InvalidField(
                    "value",
                    text,
                    Reason.MALFORMED,
                    "is no " + type + ": 10 capital letters and digits, such as "
                            + (type == Type.ASIN ? "B00TEST123" : "X001TEST23"));
        }
        return new Identifier(type, text, text, pack);
    }
}
