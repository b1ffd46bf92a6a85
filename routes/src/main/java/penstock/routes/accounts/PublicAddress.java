package penstock.routes.accounts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Supplier;
import penstock.routes.transport.AccountKey;

/**
 * Where channels reach this gateway from outside: the base of the addresses that they are asked to call back. Behind a
 * proxy only a person knows it. Any thread.
 */
public final class PublicAddress {

    private final Supplier<String> text;

    /**
     * An address that may become known later than this object.
     *
     * @param text empty if channels cannot reach the gateway
     */
    public PublicAddress(Supplier<String> text) {
        this.text = text;
    }

    /** Why the text is no public address, for a person; empty if it is one, or nothing. */
    public static Optional<String> objection(String text) {
        try {
            URI address = new URI(text.strip());
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            boolean bare = address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null;
            return text.isBlank() || (web && bare && address.getHost() != null)
                    ? Optional.empty()
                    : Optional.of(wanted(text));
        } catch (URISyntaxException e) {
            return Optional.of(wanted(text));
        }
    }

    private static String wanted(String text) {
        return "'" + text + "' is no address such as https://penstock.example, without query and user";
    }

    /** Where the account's channel delivers its webhooks; empty if it cannot reach us. */
    public Optional<URI> webhooksOf(AccountKey account) {
        String base = text.get().strip().replaceFirst("/+$", "");
        return base.isEmpty()
                ? Optional.empty()
                : Optional.of(URI.create(base + "/webhooks/" + account.sellerId() + "/" + account.accountId()));
    }
}
