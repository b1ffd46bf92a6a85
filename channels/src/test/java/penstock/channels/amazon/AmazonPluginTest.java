package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.amazon.AmazonFixture.channel;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;

class AmazonPluginTest {

    @Test
    void amazonIsRegistered() {
        assertThat(ServiceLoader.load(ChannelPlugin.class).stream().map(ServiceLoader.Provider::get))
                .filteredOn(plugin -> plugin.code().equals("amazon"))
                .hasSize(1);
    }

    @Test
    void aPersonIsAskedForWhatAnAccountNeeds() {
        String fields = new AmazonPlugin()
                .settings().stream()
                        .map(field -> "%s %s %s\n"
                                .formatted(
                                        field.name(),
                                        field.required() ? "required" : "optional",
                                        field.secret() ? "secret" : "open"))
                        .collect(Collectors.joining());

        assertThat(fields).isEqualTo("""
                seller_id required open
                product_type optional open
                queue_endpoint optional open
                search_lag_seconds optional open
                marketplace_id required open
                token_endpoint optional open
                client_id required secret
                client_secret required secret
                refresh_token required secret
                """);
    }

    @Test
    void everyCapabilityIsThereButWebhooks() {
        Channel channel = channel();

        assertThat(channel.tokens()).isPresent();
        assertThat(channel.orders()).isPresent();
        assertThat(channel.notifications()).isPresent();
        assertThat(channel.stock()).isPresent();
        assertThat(channel.shipments()).isPresent();
        assertThat(channel.webhooks()).isEmpty();
    }

    @Test
    void anAccountThatLacksASettingSaysWhich() {
        assertThatThrownBy(() -> channel(Map.of("seller_id", "A3EXAMPLE"))).hasMessageContaining("'marketplace_id'");
        assertThatThrownBy(() -> channel(Map.of("marketplace_id", "M"))).hasMessageContaining("'seller_id'");
    }
}
