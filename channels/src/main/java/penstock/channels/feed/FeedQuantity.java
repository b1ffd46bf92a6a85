package penstock.channels.feed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.core.message.RejectionReason;

/** A quantity as suppliers write it. */
sealed interface FeedQuantity {

    /** The largest quantity taken; more is a mistake. */
    int MAX = 1_000_000;

    /** Digits, a fraction that may be zeros only, and a plus for "or more". */
    Pattern NUMBER = Pattern.compile("(-?)([0-9]{1,18})(?:([.,])([0-9]{1,18}))?\\s*(\\+?)");

    /**
     * Units.
     *
     * @param atLeast whether there may be more
     */
    record Units(int units, boolean atLeast) implements FeedQuantity {}

    /** No quantity. */
    record Problem(RejectionReason reason, String advice) implements FeedQuantity {}

    static FeedQuantity parse(String text, FeedMapping mapping) {
        String value = text.replace('\u00A0', ' ').strip();
        if (value.isEmpty()) {
            return new Problem(RejectionReason.MISSING_FIELD, "Enter a quantity, 0 for none.");
        }
        Integer word = mapping.quantityWords().get(value.toLowerCase(Locale.ROOT));
        if (word != null) {
            return new Units(word, word > 0);
        }
        Matcher number = NUMBER.matcher(value);
        return number.matches()
                ? number(number, mapping)
                : new Problem(
                        RejectionReason.NOT_A_NUMBER,
                        "Write whole units in digits without separators, or teach the feed this word.");
    }

    private static FeedQuantity number(Matcher number, FeedMapping mapping) {
        String mark = number.group(3);
        String fraction = number.group(4);
        if (mark != null && isThousands(mark.charAt(0), fraction, mapping)) {
            return new Problem(
                    RejectionReason.NOT_A_NUMBER,
                    "This may be thousands or a fraction: write no separators, or state the feed's decimal mark.");
        } else if (fraction != null && !fraction.matches("0+")) {
            return new Problem(RejectionReason.NOT_A_NUMBER, "Only whole units are taken: give no fraction.");
        }
        long units = Long.parseLong(number.group(2));
        if (units > MAX || (units > 0 && !number.group(1).isEmpty())) {
            return new Problem(RejectionReason.OUT_OF_RANGE, "Quantities are 0 to " + MAX + ": correct it.");
        }
        return new Units((int) units, !number.group(5).isEmpty());
    }

    /** Whether the mark is, or may be, one that groups thousands. */
    private static boolean isThousands(char mark, String fraction, FeedMapping mapping) {
        return mapping.decimalMark().map(stated -> stated != mark).orElse(fraction.length() == 3);
    }
}
