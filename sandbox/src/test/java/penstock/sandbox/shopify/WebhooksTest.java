package penstock.sandbox.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Listener;
import penstock.sandbox.Played;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import tools.jackson.databind.JsonNode;

class WebhooksTest {
    private static final Duration RETRIES = Webhooks.PAUSES.stream().reduce(Duration.ZERO, Duration::plus);

    private final Played played = new Played(60);
    private final Listener listener = new Listener();

    @BeforeEach
    void aShopWithTenLamps() {
        played.shop(10);
    }

    @AfterEach
    void close() {
        played.close();
        listener.close();
    }

    @Test
    void aWebhookIsSignedOverItsRawBytesAndNamesItself() throws Exception {
        subscribe("orders/create");
        JsonNode sold = buy(2);

        Listener.Heard heard = listener.next();

        assertThat(heard.headers().get("X-Shopify-Hmac-Sha256")).isEqualTo(signature("secret", heard.body()));
        assertThat(heard.headers())
                .containsEntry("X-Shopify-Topic", "orders/create")
                .containsEntry("X-Shopify-Shop-Domain", "weir.myshopify.com")
                .containsEntry("X-Shopify-API-Version", "2026-10")
                .containsKeys("X-Shopify-Webhook-Id", "X-Shopify-Event-Id");
        assertThat(Instant.parse(heard.headers().get("X-Shopify-Triggered-At"))).isEqualTo(played.time.now());
        assertThat(heard.json()).isEqualTo(sold.get("order"));
        assertThat(OffsetDateTime.parse(heard.json().get("updated_at").asString())
                        .toInstant())
                .isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void anOrderTellsOfCreationPaymentAndLevels() {
        subscribe("inventory_levels/update");
        buy(2);

        assertThat(listener.next().json().get("available").asInt()).isEqualTo(8);
    }

    @Test
    void aFailedWebhookComesAgainWithItsOriginalBytesThoughTheOrderHasChanged() {
        subscribe("orders/create");
        listener.status = 500;
        String id = buy(1).get("orderId").asString();
        Listener.Heard first = listener.next();
        await(() -> played.time.waiting() == 1);
        played.sandbox.shopify().shop("weir").orElseThrow().cancel(id, true);
        listener.status = 200;

        played.time.advance(Webhooks.PAUSES.get(0).dividedBy(60));

        Listener.Heard second = listener.next();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().get("X-Shopify-Webhook-Id"))
                .isEqualTo(first.headers().get("X-Shopify-Webhook-Id"));
        settle();
        assertThat(played.time.waiting()).isZero();
    }

    @Test
    void afterEightRetriesInFourHoursTheSubscriptionIsDeleted() {
        subscribe("orders/create");
        listener.status = 503;
        buy(1);
        for (Duration pause : Webhooks.PAUSES) {
            listener.next();
            await(() -> played.time.waiting() == 1);
            played.time.advance(pause.dividedBy(60));
        }
        listener.next();
        settle();

        assertThat(RETRIES).isEqualTo(Duration.ofHours(4));
        assertThat(played.sandbox.shopify().describe("weir").toString()).contains("subscriptions=[]");
    }

    @Test
    void aScriptedLossSendsNothing() {
        script(FaultKind.MESSAGE_LOST, Duration.ZERO);
        buy(1);
        buy(1);

        assertThat(listener.next().json().get("name").asString()).isEqualTo("#1002");
        settle();
        assertThat(listener.isEmpty()).isTrue();
    }

    @Test
    void aScriptedDuplicateHasTheSameId() {
        script(FaultKind.MESSAGE_DUPLICATED, Duration.ZERO);
        buy(1);

        assertThat(listener.next().headers().get("X-Shopify-Webhook-Id"))
                .isEqualTo(listener.next().headers().get("X-Shopify-Webhook-Id"));
    }

    @Test
    void aScriptedDelayLetsALaterOneOvertakeByDays() {
        script(FaultKind.MESSAGE_DELAYED, Duration.ofDays(3));
        buy(1);
        buy(1);

        assertThat(listener.next().json().get("name").asString()).isEqualTo("#1002");
        played.time.advance(Duration.ofDays(3).dividedBy(60));
        assertThat(listener.next().json().get("name").asString()).isEqualTo("#1001");
    }

    @Test
    void aScriptedForgeryIsSignedWithAnotherSecret() throws Exception {
        script(FaultKind.MESSAGE_FORGED, Duration.ZERO);
        buy(1);

        Listener.Heard heard = listener.next();
        assertThat(heard.headers().get("X-Shopify-Hmac-Sha256")).isNotEqualTo(signature("secret", heard.body()));
    }

    @Test
    void theGraphTakesAndListsSubscriptionsAndRefusesOneTwice() {
        String mutation = "mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: {uri: \""
                + listener.uri() + "\"}) { webhookSubscription { id topic uri } userErrors { message } } }";
        JsonNode first = played.graph(mutation, java.util.Map.of());
        JsonNode second = played.graph(mutation, java.util.Map.of());
        JsonNode list = played.graph("{ webhookSubscriptions(first: 5) { nodes { topic uri } } }", java.util.Map.of());

        assertThat(first.at("/data/webhookSubscriptionCreate/webhookSubscription/topic")
                        .asString())
                .isEqualTo("ORDERS_CREATE");
        assertThat(second.at("/data/webhookSubscriptionCreate/userErrors")).hasSize(1);
        assertThat(list.at("/data/webhookSubscriptions/nodes")).hasSize(1);
    }

    private void script(FaultKind kind, Duration delay) {
        subscribe("orders/create");
        played.sandbox
                .faults()
                .add(FaultRule.first(1, "shopify", "orders/create", kind).delayed(delay));
    }

    private void subscribe(String topic) {
        played.control(
                "POST", "shopify/weir/subscriptions", "{'uri':'" + listener.uri() + "','topics':['" + topic + "']}");
    }

    private JsonNode buy(int units) {
        return played.control("POST", "shopify/weir/purchases", "{'sku':'A','quantity':" + units + "}")
                .json();
    }

    private void settle() {
        await(() -> played.sandbox
                .shopify()
                .describe("weir")
                .get("webhooksUnderWay")
                .equals(0));
    }

    private static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    private static String signature(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
