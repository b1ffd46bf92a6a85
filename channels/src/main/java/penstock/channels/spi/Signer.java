package penstock.channels.spi;

import java.time.Instant;

/** Adds what proves who we are to a call just before it is sent. Pure: the same three values give the same call. */
@FunctionalInterface
public interface Signer {

    /**
     * The call with its credentials.
     *
     * @param secrets the account's, and {@link AccessTokens#ACCESS_TOKEN} where the channel has tokens
     */
    HttpCall sign(HttpCall call, Secrets secrets, Instant now);
}
