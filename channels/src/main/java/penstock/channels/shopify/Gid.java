package penstock.channels.shopify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shopify's global ids, {@code gid://shopify/Order/450789469}, and the numbers that webhooks use for the same things. */
final class Gid {

    private static final Pattern FORM = Pattern.compile("gid://shopify/[A-Za-z]+/([0-9]+)(\\?.*)?");

    private Gid() {}

    /** The global id of a thing named by its number; one that is global already stays as it is. */
    static String of(String type, String id) {
        return id.startsWith("gid://") ? id : "gid://shopify/" + type + "/" + id;
    }

    /** The number in a global id; empty for anything else. */
    static Optional<String> number(@Nullable String gid) {
        Matcher matcher = FORM.matcher(gid == null ? "" : gid);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
