package penstock.channels.spi;

import java.util.Optional;

/** The other side of an account, a channel or a provider: how it is spoken to, whatever is said. */
public interface Peer {

    /** Signs every call but those for tokens. */
    Signer signer();

    /** How to obtain a token, where the other side has them. */
    default Optional<AccessTokens> tokens() {
        return Optional.empty();
    }

    /** Reads what replies tell of its rate limits, where they do. */
    default LimitReader limits() {
        return LimitReader.SILENT;
    }
}
