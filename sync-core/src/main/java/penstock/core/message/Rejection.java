package penstock.core.message;

import java.util.regex.Pattern;

/**
 * A part of a message that could not be understood or applied: parked, while the rest goes on.
 *
 * @param where the place in the message: a line id, a row and column, a field path
 * @param value what stood there, shortened, without control characters and personal data
 * @param reason what is wrong
 * @param advice what to do about it, as a sentence for a person
 */
public record Rejection(String where, String value, RejectionReason reason, String advice) {

    /** Values are shortened to this many characters. */
    public static final int MAX_VALUE = 200;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public Rejection {
        where = CONTROL.matcher(where).replaceAll(" "); // a name in the message may be part of the place
        value = CONTROL.matcher(value).replaceAll(" ");
        value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }
}
