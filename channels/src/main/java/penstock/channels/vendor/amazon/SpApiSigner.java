package penstock.channels.vendor.amazon;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.Signer;

/**
 * Adds the access token, the date and the user agent. Only calls to the account's own endpoint get the token: the
 * notification queue lies elsewhere and has no business with it.
 */
public final class SpApiSigner implements Signer {

    /** Application, version and language: the least that Amazon asks for. */
    static final String USER_AGENT = "Penstock/0.1 (Language=Java/17)";

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String endpoint;

    public SpApiSigner(URI endpoint) {
        this.endpoint = endpoint + "/";
    }

    @Override
    public HttpCall sign(HttpCall call, Secrets secrets, Instant now) {
        HttpCall named = call.header("user-agent", USER_AGENT);
        if (!call.uri().toString().startsWith(endpoint)) {
            return named;
        }
        return named.header("x-amz-access-token", secrets.get(AccessTokens.ACCESS_TOKEN))
                .header("x-amz-date", AMZ_DATE.format(now));
    }
}
