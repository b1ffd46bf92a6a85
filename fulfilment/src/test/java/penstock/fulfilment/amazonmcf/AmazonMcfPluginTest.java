package penstock.fulfilment.amazonmcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.fulfilment.amazonmcf.McfFixture.callOf;
import static penstock.fulfilment.amazonmcf.McfFixture.provider;
import static penstock.fulfilment.amazonmcf.McfFixture.request;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.AccessTokens;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.SettingField;
import penstock.fulfilment.spi.FulfilmentProvider;
import penstock.fulfilment.spi.ProviderPlugin;

class AmazonMcfPluginTest {

    @Test
    void amazonIsRegistered() {
        assertThat(ServiceLoader.load(ProviderPlugin.class).stream().map(ServiceLoader.Provider::get))
                .filteredOn(plugin -> plugin.code().equals("amazon-mcf"))
                .hasSize(1);
    }

    @Test
    void aPersonIsAskedForWhatAnAccountNeeds() {
        assertThat(new AmazonMcfPlugin().settings())
                .extracting(SettingField::name)
                .containsExactly(
                        "fulfillment_policy",
                        "packing_slip_comment",
                        "shipping_speed",
                        "marketplace_id",
                        "token_endpoint",
                        "client_id",
                        "client_secret",
                        "refresh_token");
        assertThatThrownBy(() -> provider(Map.of())).hasMessageContaining("'marketplace_id'");
    }

    @Test
    void callsCarryTheTokenThatLoginWithAmazonGives() {
        FulfilmentProvider provider = provider();
        HttpCall signed = provider.signer()
                .sign(
                        callOf(provider.create(request())),
                        new Secrets(Map.of(AccessTokens.ACCESS_TOKEN, "Atza|x")),
                        McfFixture.NOW);

        assertThat(signed.headers()).containsEntry("x-amz-access-token", "Atza|x");
        assertThat(callOf(provider.tokens().orElseThrow().obtain()).uri())
                .hasToString("https://api.amazon.com/auth/o2/token");
    }
}
