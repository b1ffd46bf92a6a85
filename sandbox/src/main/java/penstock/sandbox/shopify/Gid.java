package penstock.sandbox.shopify;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vendor's global ids. */
final class Gid {
    private static final Pattern GID = Pattern.compile("gid://shopify/(\\w+)/(\\d+)(?:\\?.*)?");

    private Gid() {}

    static String of(String type, long id) {
        return "gid://shopify/" + type + "/" + id;
    }

    /** The number in a global id of this type; absent when it is none. */
    static OptionalLong number(String type, String gid) {
        Matcher matcher = GID.matcher(gid);
        return matcher.matches() && matcher.group(1).equals(type)
                ? OptionalLong.of(Long.parseLong(matcher.group(2)))
                : OptionalLong.empty();
    }

    /** The type in a global id, or an empty text. */
    static String type(String gid) {
        Matcher matcher = GID.matcher(gid);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
