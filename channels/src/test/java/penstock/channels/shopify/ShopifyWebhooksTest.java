package penstock.channels.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.channels.shopify.Fixtures.NOW;
import static penstock.channels.shopify.Fixtures.bytes;
import static penstock.channels.shopify.Fixtures.raw;
import static penstock.channels.shopify.Fixtures.text;
import static penstock.channels.shopify.Fixtures.words;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.WebhookSource.Verdict;
import penstock.channels.webhook.HmacSha256;

class ShopifyWebhooksTest {

    private static final Secrets SECRETS = new Secrets(Map.of("client_secret", "hush"));
    private static final byte[] BODY = bytes("{\"id\":1}");

    private final ShopifyWebhooks webhooks = new ShopifyWebhooks(Fixtures.translation(), Optional.empty());

    @Test
    void a_known_signature_of_a_known_body_is_genuine() {
        // computed outside of this code: printf '{"id":1}' | openssl dgst -sha256 -hmac hush -binary | base64
        assertThat(signature("hush", BODY)).isEqualTo("VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=");
        assertThat(webhooks.verify(headers(signature("hush", BODY)), BODY, SECRETS, NOW))
                .isInstanceOfSatisfying(Verdict.Genuine.class, genuine -> {
                    assertThat(genuine.message().source()).isEqualTo("webhook:orders/create");
                    assertThat(genuine.message().eventId()).isEqualTo("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
                    assertThat(genuine.message().body()).isEqualTo(BODY);
                    assertThat(genuine.message().receivedAt()).isEqualTo(NOW);
                });
    }

    @Test
    void one_changed_byte_of_the_body_is_forged() {
        String signature = signature("hush", BODY);
        for (int i = 0; i < BODY.length; i++) {
            byte[] changed = BODY.clone();
            changed[i] ^= 1;
            assertThat(webhooks.verify(headers(signature), changed, SECRETS, NOW))
                    .isInstanceOf(Verdict.Forged.class);
        }
    }

    @Test
    void a_wrong_missing_or_empty_signature_is_forged() {
        for (String wrong : new String[] {signature("other", BODY), "", "nonsense", "é"}) {
            assertThat(webhooks.verify(headers(wrong), BODY, SECRETS, NOW)).isInstanceOf(Verdict.Forged.class);
        }
        assertThat(webhooks.verify(Map.of(), BODY, SECRETS, NOW)).isEqualTo(new Verdict.Forged("no signature"));
    }

    @Test
    void nothing_is_genuine_without_a_secret() {
        assertThat(webhooks.verify(headers(signature("hush", BODY)), BODY, new Secrets(Map.of()), NOW))
                .isInstanceOf(Verdict.Forged.class);
        assertThat(webhooks.verify(
                        headers(signature("hush", BODY)), BODY, new Secrets(Map.of("client_secret", " ")), NOW))
                .isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void while_the_secret_is_replaced_either_signs() {
        Secrets both = new Secrets(Map.of("client_secret", "new", "client_secret_old", "hush"));

        assertThat(webhooks.verify(headers(signature("hush", BODY)), BODY, both, NOW))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(webhooks.verify(headers(signature("new", BODY)), BODY, both, NOW))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void the_newer_header_names_serve_as_well() {
        Map<String, String> headers = new HashMap<>();
        headers(signature("hush", BODY)).forEach((name, value) -> headers.put(name.substring(2), value));

        assertThat(headers).containsKey("shopify-hmac-sha256");
        assertThat(webhooks.verify(headers, BODY, SECRETS, NOW)).isInstanceOf(Verdict.Genuine.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-shopify-topic", "x-shopify-webhook-id"})
    void a_genuine_webhook_without_topic_or_id_is_malformed(String header) {
        Map<String, String> headers = new HashMap<>(headers(signature("hush", BODY)));
        headers.remove(header);

        assertThat(webhooks.verify(headers, BODY, SECRETS, NOW))
                .isEqualTo(new Verdict.Malformed("no header " + header));
    }

    @Test
    void a_webhook_of_another_shop_is_turned_away_where_the_shop_is_stated() {
        ShopifyWebhooks ours = new ShopifyWebhooks(Fixtures.translation(), Optional.of("Example.myshopify.com"));
        Map<String, String> headers = new HashMap<>(headers(signature("hush", BODY)));

        assertThat(ours.verify(headers, BODY, SECRETS, NOW)).isInstanceOf(Verdict.Genuine.class);
        headers.put("x-shopify-shop-domain", "other.myshopify.com");
        assertThat(ours.verify(headers, BODY, SECRETS, NOW)).isInstanceOf(Verdict.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders/create",
                "orders/updated",
                "orders/paid",
                "orders/cancelled",
                "orders/edited",
                "orders/fulfilled",
                "orders/partially_fulfilled"
            })
    void topics_that_carry_the_order_make_a_snapshot(String topic) {
        assertThat(words(webhooks.translate(raw("webhook:" + topic, text("webhook-orders-updated.json")))))
                .startsWith("5512345678901 1795368605000000 CONFIRMED");
    }

    @Test
    void topics_that_only_name_an_order_are_hints() {
        assertThat(words(webhooks.translate(raw("webhook:orders/edited", text("webhook-orders-edited.json")))))
                .isEqualTo("OrderChanged[channelOrderId=5512345678901]\n");
        assertThat(words(webhooks.translate(raw("webhook:orders/delete", "{\"id\":5512345678901}"))))
                .isEqualTo("OrderChanged[channelOrderId=5512345678901]\n");
        assertThat(words(webhooks.translate(raw("webhook:refunds/create", "{\"id\":9,\"order_id\":5512345678901}"))))
                .isEqualTo("OrderChanged[channelOrderId=5512345678901]\n");
        assertThat(words(webhooks.translate(raw("webhook:refunds/create", "{}"))))
                .isEqualTo("  order, id |  | MISSING_FIELD\n");
    }

    @Test
    void an_inventory_level_is_shown_under_its_inventory_item() {
        String body = text("webhook-inventory-levels-update.json");

        assertThat(words(webhooks.translate(raw("webhook:inventory_levels/update", body))))
                .isEqualTo(
                        "ShownQuantity[channelSku=gid://shopify/InventoryItem/271878346596884015, "
                                + "channelLocation=gid://shopify/Location/24826418, quantity=7, seenAt=2026-11-22T17:00:00Z]\n");
        assertThat(words(webhooks.translate(raw(
                        "webhook:inventory_levels/update", body.replace("\"available\": 7", "\"available\": null")))))
                .isEmpty();
        assertThat(words(webhooks.translate(raw("webhook:inventory_levels/update", "{\"available\":1}"))))
                .isEqualTo("  inventory level, item or location |  | MISSING_FIELD\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/uninstalled", "products/update", "fulfillments/create", "something/new"})
    void other_topics_mean_nothing(String topic) {
        assertThat(words(webhooks.translate(raw("webhook:" + topic, "no json even"))))
                .isEmpty();
    }

    @Test
    void a_body_that_is_no_json_is_rejected() {
        assertThat(words(webhooks.translate(raw("webhook:orders/create", "{")))).contains("MALFORMED");
        assertThat(words(webhooks.translate(raw("webhook:orders/create", "null"))))
                .contains("MALFORMED");
    }

    private static String signature(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(HmacSha256.of(bytes(secret), body));
    }

    private static Map<String, String> headers(String signature) {
        return Map.of(
                "x-shopify-hmac-sha256", signature,
                "x-shopify-topic", "orders/create",
                "x-shopify-shop-domain", "example.myshopify.com",
                "x-shopify-webhook-id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
    }
}
