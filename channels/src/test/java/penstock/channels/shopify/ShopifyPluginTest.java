package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.shopify.Fixtures.NOW;
import static penstock.channels.shopify.Fixtures.account;

import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Budget;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.Secrets;

class ShopifyPluginTest {

    private final Channel channel = new ShopifyPlugin().open(account());

    @Test
    void the_channel_is_found_by_its_code() {
        assertThat(ServiceLoader.load(ChannelPlugin.class).stream()
                        .map(plugin -> plugin.get().code()))
                .contains("shopify");
    }

    @Test
    void a_person_is_asked_for_these_settings() {
        assertThat(new ShopifyPlugin()
                        .settings().stream()
                                .map(field -> field.name()
                                        + (field.required() ? " required" : "")
                                        + (field.secret() ? " secret" : ""))
                                .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        access_token required secret
                        client_secret secret
                        client_secret_old secret
                        location
                        unpaid_orders
                        test_orders
                        shop_domain""");
    }

    @Test
    void a_shop_has_orders_webhooks_stock_and_shipments_and_no_tokens_of_its_own() {
        assertThat(channel.orders()).isPresent();
        assertThat(channel.webhooks()).isPresent();
        assertThat(channel.stock()).isPresent();
        assertThat(channel.shipments()).isPresent();
        assertThat(channel.tokens()).isEmpty();
        assertThat(channel.notifications()).isEmpty();
    }

    @Test
    void calls_are_signed_with_the_access_token() {
        HttpCall call = HttpCall.read(URI.create("https://example.myshopify.com/x"), Budget.of("graphql", 1, 1));

        assertThat(channel.signer()
                        .sign(call, new Secrets(Map.of("access_token", "shpat_1")), NOW)
                        .headers())
                .containsEntry("X-Shopify-Access-Token", "shpat_1");
        assertThatThrownBy(() -> channel.signer().sign(call, new Secrets(Map.of()), NOW))
                .hasMessageContaining("access_token");
    }
}
