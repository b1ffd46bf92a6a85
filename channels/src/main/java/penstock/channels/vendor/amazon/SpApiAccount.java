package penstock.channels.vendor.amazon;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.SettingField;

/**
 * What both of Amazon's roles need to know of an account.
 *
 * @param endpoint the region's base address, for example {@code https://sellingpartnerapi-eu.amazon.com}
 * @param marketplaceId the one marketplace that the account serves, for example {@code A1F83G8C2ARO7P}
 * @param tokenEndpoint where Login with Amazon gives out tokens
 */
public record SpApiAccount(URI endpoint, String marketplaceId, URI tokenEndpoint) {

    /** The page of Login with Amazon, the same in every region. */
    public static final String DEFAULT_TOKEN_ENDPOINT = "https://api.amazon.com/auth/o2/token";

    static final String CLIENT_ID = "client_id";
    static final String CLIENT_SECRET = "client_secret";
    static final String REFRESH_TOKEN = "refresh_token";

    private static final String MARKETPLACE_ID = "marketplace_id";
    private static final String TOKEN_ENDPOINT = "token_endpoint";

    /** What a person has to enter in either role. */
    public static final List<SettingField> FIELDS = List.of(
            new SettingField(
                    MARKETPLACE_ID, true, false, "Amazon's id of the marketplace, for example A1F83G8C2ARO7P."),
            new SettingField(
                            TOKEN_ENDPOINT,
                            false,
                            false,
                            "Where Login with Amazon gives out tokens; " + DEFAULT_TOKEN_ENDPOINT + " if left empty.")
                    .address(),
            new SettingField(CLIENT_ID, true, true, "The client id of your application, from the developer console."),
            new SettingField(CLIENT_SECRET, true, true, "The client secret of your application."),
            new SettingField(REFRESH_TOKEN, true, true, "The refresh token you got when authorising the application."));

    /** The account as it was entered. */
    public static SpApiAccount of(AccountSettings settings) {
        return new SpApiAccount(
                settings.endpoint(),
                settings.get(MARKETPLACE_ID),
                URI.create(find(settings, TOKEN_ENDPOINT).orElse(DEFAULT_TOKEN_ENDPOINT)));
    }

    /** The setting of that name, if somebody entered more than blanks. */
    public static Optional<String> find(AccountSettings settings, String name) {
        return Optional.of(settings.get(name, "").strip()).filter(value -> !value.isEmpty());
    }
}
