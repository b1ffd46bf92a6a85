package penstock.routes.transport;

import java.util.Optional;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.AccessTokens.AccessToken;
import penstock.channels.spi.LimitReader;
import penstock.channels.spi.Peer;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.Signer;

/** On whose behalf a conversation is held, and with what credentials. */
record Party(
        AccountKey account,
        Signer signer,
        Optional<AccessTokens> tokens,
        LimitReader limits,
        Secrets secrets,
        Urgency urgency) {

    static Party of(AccountKey account, Peer peer, Secrets secrets, Urgency urgency) {
        return new Party(account, peer.signer(), peer.tokens(), peer.limits(), secrets, urgency);
    }

    /** The same with its current token among the secrets. */
    Party with(AccessToken token) {
        return new Party(
                account, signer, tokens, limits, secrets.with(AccessTokens.ACCESS_TOKEN, token.value()), urgency);
    }

    /** The same account as it asks for a token: with its long-lived credentials. */
    Party asking(AccessTokens forToken) {
        return new Party(account, forToken.signer(), Optional.empty(), LimitReader.SILENT, secrets, urgency);
    }
}
