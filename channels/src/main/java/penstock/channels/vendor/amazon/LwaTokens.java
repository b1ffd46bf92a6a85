package penstock.channels.vendor.amazon;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Patience;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.Signer;
import penstock.core.message.RefusalReason;

/**
 * Login with Amazon: a refresh token, which does not expire, buys an access token for an hour. Asking twice buys two
 * tokens and harms nobody, so it counts as a read.
 */
public final class LwaTokens implements AccessTokens {

    /** A token is dropped this long before Amazon drops it, so that no call travels with a dying one. */
    static final Duration MARGIN = Duration.ofMinutes(2);

    private static final String GRANT = "grant_type=refresh_token";

    private final URI tokenEndpoint;

    public LwaTokens(URI tokenEndpoint) {
        this.tokenEndpoint = tokenEndpoint;
    }

    @Override
    public Conversation<AccessToken> obtain() {
        HttpCall call = new HttpCall(
                "POST",
                tokenEndpoint,
                Map.of("content-type", "application/x-www-form-urlencoded;charset=UTF-8", "accept", "application/json"),
                GRANT.getBytes(StandardCharsets.UTF_8),
                SpApiBudgets.TOKEN,
                Patience.QUICK,
                Effect.READ);
        return Conversation.ask(call, LwaTokens::token);
    }

    @Override
    public Signer signer() {
        return LwaTokens::sign;
    }

    @Override
    public boolean isExpired(HttpReply reply) {
        return SpApiErrors.refusesTheToken(reply);
    }

    private static HttpCall sign(HttpCall call, Secrets secrets, Instant now) {
        String form = new String(call.body(), StandardCharsets.UTF_8)
                + field(SpApiAccount.CLIENT_ID, secrets)
                + field(SpApiAccount.CLIENT_SECRET, secrets)
                + field(SpApiAccount.REFRESH_TOKEN, secrets);
        return call.withBody(form.getBytes(StandardCharsets.UTF_8)).header("user-agent", SpApiSigner.USER_AGENT);
    }

    private static String field(String name, Secrets secrets) {
        return "&" + name + "=" + SpApiAddress.encoded(secrets.get(name));
    }

    private static Conversation<AccessToken> token(HttpReply reply) {
        if (reply.ok()) {
            return SpApiJson.read(reply.body(), TokenReply.class)
                    .flatMap(LwaTokens::token)
                    .map(Conversation::done)
                    .orElseGet(() -> SpApiErrors.unreadable(reply));
        }
        if (SpApiErrors.refusesTheRequest(reply) || reply.status() == 401) {
            return Conversation.refused(RefusalReason.UNAUTHORISED, refusal(reply));
        }
        return SpApiErrors.readFailed(reply);
    }

    private static Optional<AccessToken> token(TokenReply reply) {
        String value = reply.access_token();
        Long seconds = reply.expires_in();
        if (value == null || value.isBlank() || seconds == null || seconds <= 0) {
            return Optional.empty();
        }
        Duration granted = Duration.ofSeconds(seconds);
        Duration life = granted.minus(MARGIN);
        return Optional.of(new AccessToken(value, life.compareTo(MARGIN) > 0 ? life : granted.dividedBy(2)));
    }

    private static String refusal(HttpReply reply) {
        return SpApiJson.read(reply.body(), RefusalReply.class)
                .map(said -> SpApiErrors.shortened("Login with Amazon says " + said.error() + ": "
                        + said.error_description() + "; check client id, client secret and refresh token"))
                .orElseGet(() -> SpApiErrors.describe(reply));
    }

    /** RFC 6749, 5.1. */
    private record TokenReply(
            @Nullable String access_token, @Nullable Long expires_in) {}

    /** RFC 6749, 5.2. */
    private record RefusalReply(
            @Nullable String error, @Nullable String error_description) {}
}
