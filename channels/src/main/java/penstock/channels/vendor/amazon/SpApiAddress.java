package penstock.channels.vendor.amazon;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The address of a call, built part by part, each percent-encoded as RFC 3986 (2.3, 2.4) asks: all but the unreserved
 * characters. So a SKU may hold blanks, slashes, plus signs or any letter of Unicode.
 */
public final class SpApiAddress {

    private static final String UNRESERVED = "-._~";

    private final StringBuilder text;
    private boolean hasQuery;

    private SpApiAddress(URI base) {
        text = new StringBuilder(base.toString());
    }

    /** Begins at {@code base}, which has no query and does not end in a slash. */
    public static SpApiAddress at(URI base) {
        return new SpApiAddress(base);
    }

    /** Whether {@code segment} can stand in a path: "", "." and ".." mean something else there, however encoded. */
    public static boolean addressable(String segment) {
        return !segment.isBlank() && !segment.equals(".") && !segment.equals("..");
    }

    /** Adds path segments. */
    public SpApiAddress path(String... segments) {
        for (String segment : segments) {
            if (!addressable(segment)) {
                throw new IllegalArgumentException("'" + segment + "' cannot stand in an address");
            }
            text.append('/').append(encoded(segment));
        }
        return this;
    }

    /** Adds a query parameter; lists are one value with commas, as Amazon wants them. */
    public SpApiAddress query(String name, String value) {
        text.append(hasQuery ? '&' : '?').append(name).append('=').append(encoded(value));
        hasQuery = true;
        return this;
    }

    /** The whole address. */
    public URI uri() {
        return URI.create(text.toString());
    }

    static String encoded(String part) {
        StringBuilder encoded = new StringBuilder(part.length());
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            char asAscii = (char) (octet & 0xFF);
            if (unreserved(asAscii)) {
                encoded.append(asAscii);
            } else {
                encoded.append('%').append("%02X".formatted(octet & 0xFF));
            }
        }
        return encoded.toString();
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }
}
