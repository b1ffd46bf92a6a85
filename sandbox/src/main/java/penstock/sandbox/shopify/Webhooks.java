package penstock.sandbox.shopify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.SandboxTime;

/**
 * Sends a shop's webhooks: signed, without any order, and after a failure again with the original bytes. Eight retries over four hours
 * (scaled); then the subscription is deleted, as the vendor does, unless the shop was created to keep it.
 */
final class Webhooks implements ShopEvents {
    /** Most time for one delivery, in wall-clock time. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Pauses before each retry, together four hours. The vendor publishes the number and the sum only. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofMinutes(60),
            Duration.ofMinutes(120));

    static final String API_VERSION = "2026-10";

    private record Delivery(
            Subscriptions.Subscription to,
            String id,
            String eventId,
            Instant triggeredAt,
            byte[] body,
            boolean forged) {}

    private final String domain;
    private final String secret;
    private final boolean keepSubscriptions;
    private final SandboxTime time;
    private final Faults faults;
    private final ExecutorService senders;
    private final HttpClient http;
    private final Subscriptions subscriptions;
    private final AtomicInteger underWay = new AtomicInteger();

    Webhooks(
            String domain,
            String secret,
            boolean keepSubscriptions,
            SandboxTime time,
            Faults faults,
            ExecutorService senders,
            HttpClient http,
            Subscriptions subscriptions) {
        this.domain = domain;
        this.secret = secret;
        this.keepSubscriptions = keepSubscriptions;
        this.time = time;
        this.faults = faults;
        this.senders = senders;
        this.http = http;
        this.subscriptions = subscriptions;
    }

    @Override
    public void order(String topic, ShopOrder order) {
        publish(topic, ShopifyBodies.order(order));
    }

    @Override
    public void level(Level level) {
        publish("inventory_levels/update", ShopifyBodies.level(level));
    }

    /** Deliveries handed out and not yet answered; those that wait for a retry are not among them. */
    int underWay() {
        return underWay.get();
    }

    private void publish(String topic, Map<String, @Nullable Object> body) {
        byte[] bytes = Json.bytes(body);
        String eventId = UUID.randomUUID().toString();
        for (Subscriptions.Subscription to : subscriptions.to(topic)) {
            Delivery delivery = new Delivery(to, UUID.randomUUID().toString(), eventId, time.now(), bytes, false);
            Optional<FaultRule> fault = faults.strike(ShopifyShop.CHANNEL, topic, FaultKind.Place.MESSAGE);
            if (fault.isPresent()) {
                spoil(delivery, fault.get());
            } else {
                send(delivery, 0);
            }
        }
    }

    private void spoil(Delivery delivery, FaultRule fault) {
        switch (fault.kind()) {
            case MESSAGE_LOST -> {}
            case MESSAGE_DUPLICATED -> {
                send(delivery, 0);
                send(delivery, 0);
            }
            case MESSAGE_DELAYED -> time.afterScaled(fault.delay(), () -> send(delivery, 0));
            case MESSAGE_FORGED ->
                send(
                        new Delivery(
                                delivery.to(),
                                delivery.id(),
                                delivery.eventId(),
                                delivery.triggeredAt(),
                                delivery.body(),
                                true),
                        0);
            default -> throw new IllegalStateException(fault.kind() + " is no fault of a message.");
        }
    }

    private void send(Delivery delivery, int retry) {
        underWay.incrementAndGet();
        try {
            senders.execute(() -> {
                boolean taken = delivered(delivery);
                if (!taken) {
                    failed(delivery, retry);
                }
                underWay.decrementAndGet();
            });
        } catch (RejectedExecutionException closed) {
            underWay.decrementAndGet();
        }
    }

    private void failed(Delivery delivery, int retry) {
        if (retry < PAUSES.size()) {
            time.afterScaled(PAUSES.get(retry), () -> send(delivery, retry + 1));
        } else if (!keepSubscriptions) {
            subscriptions.remove(delivery.to());
        }
    }

    private boolean delivered(Delivery delivery) {
        try {
            HttpResponse<Void> answer = http.send(request(delivery), HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(Delivery delivery) {
        return HttpRequest.newBuilder(URI.create(delivery.to().uri()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", delivery.to().topic())
                .header("X-Shopify-Shop-Domain", domain)
                .header("X-Shopify-API-Version", API_VERSION)
                .header("X-Shopify-Webhook-Id", delivery.id())
                .header("X-Shopify-Event-Id", delivery.eventId())
                .header("X-Shopify-Triggered-At", delivery.triggeredAt().toString())
                .header("X-Shopify-Hmac-Sha256", signature(delivery))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
                .build();
    }

    private String signature(Delivery delivery) {
        String key = delivery.forged() ? secret + "-forged" : secret;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(delivery.body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256.", e);
        }
    }
}
