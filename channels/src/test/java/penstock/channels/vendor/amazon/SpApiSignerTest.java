package penstock.channels.vendor.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.Secrets;

class SpApiSignerTest {

    private static final Secrets SECRETS = new Secrets(Map.of(AccessTokens.ACCESS_TOKEN, "Atza|x"));
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");

    private final SpApiSigner signer = new SpApiSigner(URI.create("https://sellingpartnerapi-eu.amazon.com"));

    @Test
    void aCallCarriesTheTokenTheDateAndWhoWeAre() {
        assertThat(signed("https://sellingpartnerapi-eu.amazon.com/orders/v0").headers())
                .isEqualTo(Map.of(
                        "user-agent", "Penstock/0.1 (Language=Java/17)",
                        "x-amz-access-token", "Atza|x",
                        "x-amz-date", "20261123T120000Z"));
    }

    @Test
    void theTokenGoesNowhereElse() {
        assertThat(signed("https://queue.example/amazon").headers()).containsOnlyKeys("user-agent");
        assertThat(signed("https://sellingpartnerapi-eu.amazon.com.evil.example/x")
                        .headers())
                .containsOnlyKeys("user-agent");
        assertThat(signed("http://sellingpartnerapi-eu.amazon.com/x").headers()).containsOnlyKeys("user-agent");
    }

    @Test
    void aCallWithoutATokenIsNotMade() {
        assertThatThrownBy(() ->
                        signer.sign(call("https://sellingpartnerapi-eu.amazon.com/x"), new Secrets(Map.of()), NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    private HttpCall signed(String uri) {
        return signer.sign(call(uri), SECRETS, NOW);
    }

    private static HttpCall call(String uri) {
        return HttpCall.read(URI.create(uri), SpApiBudgets.GET_ORDER);
    }
}
