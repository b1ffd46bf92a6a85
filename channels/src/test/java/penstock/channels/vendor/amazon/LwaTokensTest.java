package penstock.channels.vendor.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.AccessTokens.AccessToken;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Conversation.Ask;
import penstock.channels.spi.Conversation.Done;
import penstock.channels.spi.Conversation.NotSent;
import penstock.channels.spi.Conversation.Refused;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Secrets;
import penstock.core.message.RefusalReason;

class LwaTokensTest {

    private static final Secrets SECRETS = new Secrets(
            Map.of("client_id", "amzn1.client", "client_secret", "s&cret=", "refresh_token", "Atzr|refresh"));

    private final LwaTokens tokens = new LwaTokens(URI.create("https://api.amazon.com/auth/o2/token"));

    @Test
    void theRefreshTokenBuysAnAccessToken() {
        HttpCall signed = tokens.signer().sign(call(), SECRETS, Instant.EPOCH);

        assertThat(signed.method() + " " + signed.uri()).isEqualTo("POST https://api.amazon.com/auth/o2/token");
        assertThat(new String(signed.body(), StandardCharsets.UTF_8))
                .isEqualTo("grant_type=refresh_token&client_id=amzn1.client&client_secret=s%26cret%3D"
                        + "&refresh_token=Atzr%7Crefresh");
        assertThat(signed.headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded;charset=UTF-8")
                .containsKey("user-agent");
        assertThat(signed.effect()).isEqualTo(Effect.READ);
    }

    @Test
    void noSecretIsInTheCallBeforeItIsSigned() {
        assertThat(new String(call().body(), StandardCharsets.UTF_8)).isEqualTo("grant_type=refresh_token");
    }

    @Test
    void aMissingSecretIsNamed() {
        assertThatThrownBy(() -> tokens.signer().sign(call(), new Secrets(Map.of()), Instant.EPOCH))
                .hasMessageContaining("'client_id'");
    }

    @ParameterizedTest
    @CsvSource({"3600, PT58M", "300, PT3M", "240, PT2M", "100, PT50S", "1, PT0.5S"})
    void aTokenIsDroppedBeforeAmazonDropsIt(int expiresIn, Duration life) {
        Conversation<AccessToken> end = answered(200, """
                {"access_token": "Atza|x", "token_type": "bearer", "expires_in": %d, "refresh_token": "Atzr|refresh"}
                """.formatted(expiresIn));

        assertThat(end).isEqualTo(new Done<>(new AccessToken("Atza|x", life)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | Unauthorized | The access token you provided has expired.                        | true
            403 | Unauthorized | The access token you provided is revoked, malformed or invalid.   | true
            403 | ExpiredToken | ''                                                                | true
            401 | Unauthorized | ''                                                                | true
            403 | Unauthorized | ''                                                                | false
            403 | InvalidSign. | The request signature does not match                              | false
            400 | InvalidInput | The access token you provided has expired.                        | false
            """)
    void anExpiredTokenIsToldFromAMissingRole(int status, String code, String details, boolean expired) {
        String body =
                "{\"errors\": [{\"code\": \"%s\", \"message\": \"Access to requested resource is denied.\", \"details\": \"%s\"}]}"
                        .formatted(code, details);

        assertThat(tokens.isExpired(new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expired);
    }

    @Test
    void credentialsThatDoNotServeNeedAPerson() {
        Conversation<AccessToken> end = answered(
                400, "{\"error\": \"invalid_grant\", \"error_description\": \"The refresh token is invalid\"}");

        assertThat(end)
                .isEqualTo(new Refused<>(
                        RefusalReason.UNAUTHORISED,
                        "Login with Amazon says invalid_grant: The refresh token is invalid;"
                                + " check client id, client secret and refresh token"));
        assertThat(answered(401, "{\"error\": \"invalid_client\"}")).isInstanceOf(Refused.class);
        assertThat(answered(403, "")).isInstanceOf(Refused.class);
    }

    @Test
    void anythingElseIsTriedAgainLater() {
        assertThat(answered(429, "")).isInstanceOf(NotSent.class);
        assertThat(answered(500, "")).isInstanceOf(NotSent.class);
        assertThat(answered(200, "<html>")).isInstanceOf(NotSent.class);
        assertThat(answered(200, "{\"access_token\": \"\", \"expires_in\": 3600}"))
                .isInstanceOf(NotSent.class);
        assertThat(answered(200, "{\"access_token\": \"x\", \"expires_in\": 0}"))
                .isInstanceOf(NotSent.class);
    }

    private HttpCall call() {
        return ((Ask<AccessToken>) tokens.obtain()).call();
    }

    private Conversation<AccessToken> answered(int status, String body) {
        return ((Ask<AccessToken>) tokens.obtain())
                .next()
                .apply(new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }
}
