package penstock.channels.spi;

import java.time.Duration;

/** The capability of a channel whose calls carry a short-lived token: how to obtain one. The carrier caches it. */
public interface AccessTokens {

    /** Under this name the {@link Signer} of the channel's other calls finds the current token. */
    String ACCESS_TOKEN = "access_token";

    /** Asks for a token; its call is signed by {@link #signer}, not by the channel's own. */
    Conversation<AccessToken> obtain();

    /** Adds the long-lived credentials to the call that {@link #obtain} makes. */
    Signer signer();

    /** Whether the reply says that the token it was asked with does not serve any more: the carrier then renews it once. */
    default boolean isExpired(HttpReply reply) {
        return reply.status() == 401;
    }

    /** A token and how long it lives from the moment of the reply. */
    record AccessToken(String value, Duration life) {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "AccessToken[withheld, " + life + "]";
        }
    }
}
