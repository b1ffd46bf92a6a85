package penstock.core.scanning;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import penstock.core.catalogue.Identifier;

/**
 * What a GS1 element string says: GTIN (AI 01), lot (10), expiry (17), serial (21), in the order in which they stand, as a scanner
 * gives it (FNC1 as the group separator, with or without the symbology's prefix) or as it is printed, with AIs in brackets. GS1 General
 * Specifications, sections 3.2 to 3.5 and 7.8 (read 2026-11-28). Other AIs are not read.
 *
 * @param gtin in 14 digits
 * @param expiresOn the last day on which it may be used
 */
record Label(String gtin, Optional<String> lot, Optional<LocalDate> expiresOn, Optional<String> serial) {

    /** What it says cannot be read. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what, null, false, false);
        }
    }

    private static final char SEPARATOR = Scan.GROUP_SEPARATOR;
    private static final int GTIN_DIGITS = 14;
    private static final int DATE_DIGITS = 6;
    private static final int MAX_VARIABLE = 20;

    /** Reads a text that is an element string; empty if it is something else, such as a bin's label or an EAN. */
    static Optional<Label> read(String text, LocalDate today) {
        String plain = text.replaceFirst("^\\](C1|d2|Q3|e0|J1)", "");
        if (plain.startsWith("(")) {
            return Optional.of(new Reader(unbracketed(plain), today).label());
        }
        String elements = plain.replaceFirst("^" + SEPARATOR, "");
        boolean marked = plain.length() < text.length() || elements.indexOf(SEPARATOR) >= 0;
        return marked || beginsWithGtin(elements) ? Optional.of(new Reader(elements, today).label()) : Optional.empty();
    }

    private static boolean beginsWithGtin(String text) {
        return text.matches("01\\d{14}.*")
                && Identifier.gtinLookup(text.substring(2, 2 + GTIN_DIGITS)).isPresent();
    }

    /** Each AI ends the element before it, so a separator stands for it. */
    private static String unbracketed(String text) {
        return text.replaceAll("\\((\\d{2,4})\\)", SEPARATOR + "$1").substring(1);
    }

    /** Goes through an element string once. */
    private static final class Reader {

        private final String text;
        private final LocalDate today;
        private int at;
        private String gtin = "";
        private Optional<String> lot = Optional.empty();
        private Optional<LocalDate> expiresOn = Optional.empty();
        private Optional<String> serial = Optional.empty();

        Reader(String text, LocalDate today) {
            this.text = text;
            this.today = today;
        }

        Label label() {
            while (at < text.length()) {
                switch (digits(2, "an AI")) {
                    case "01" -> gtin = gtin(digits(GTIN_DIGITS, "a GTIN"));
                    case "10" -> lot = Optional.of(variable("a lot"));
                    case "17" -> expiresOn = Optional.of(date(digits(DATE_DIGITS, "an expiry")));
                    case "21" -> serial = Optional.of(variable("a serial"));
                    default -> throw new Unreadable("only AIs 01, 10, 17 and 21 are read; scan another label");
                }
                if (at < text.length() && text.charAt(at) == SEPARATOR) {
                    at++;
                }
            }
            if (gtin.isEmpty()) {
                throw new Unreadable("the label names no GTIN (AI 01); scan another label");
            }
            return new Label(gtin, lot, expiresOn, serial);
        }

        private String digits(int number, String what) {
            if (at + number > text.length()
                    || !text.substring(at, at + number).chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                throw new Unreadable("the label breaks off within " + what + "; scan it again");
            }
            at += number;
            return text.substring(at - number, at);
        }

        private String variable(String what) {
            int end = text.indexOf(SEPARATOR, at);
            String value = text.substring(at, end < 0 ? text.length() : end);
            if (value.isEmpty() || value.length() > MAX_VARIABLE) {
                throw new Unreadable("the label has " + value.length() + " characters for " + what + ", 1 to "
                        + MAX_VARIABLE + " are possible; scan it again");
            }
            at += value.length();
            return value;
        }

        private static String gtin(String digits) {
            return Identifier.gtinLookup(digits)
                    .orElseThrow(() -> new Unreadable("the GTIN's check digit is wrong; scan it again"));
        }

        /** The century is the one that makes it less than 50 years away; day 00 is the month's last. */
        private LocalDate date(String digits) {
            int year = today.getYear() - today.getYear() % 100 + Integer.parseInt(digits.substring(0, 2));
            int ahead = year - today.getYear();
            int century = ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0;
            try {
                YearMonth month = YearMonth.of(year + century, Integer.parseInt(digits.substring(2, 4)));
                int day = Integer.parseInt(digits.substring(4));
                return day == 0 ? month.atEndOfMonth() : month.atDay(day);
            } catch (DateTimeException e) {
                throw new Unreadable("the label's expiry is no day; scan it again");
            }
        }
    }
}
