package penstock.bench.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Sale;

/** Sends each order as a signed webhook, with the headers that Shopify sends. To the echo the very same is sent. */
final class Webhooks implements Contender {

    private static final String ALGORITHM = "HmacSHA256";

    private final Posts posts;
    private final URI to;
    private final OrderBody bodies;
    private final String domain;
    private final String time;
    private final Mac signer;

    /**
     * To the shop's own address, or to the echo.
     *
     * @param shop signs
     */
    Webhooks(Posts posts, URI to, HttpShop shop, Clock clock) {
        this.posts = posts;
        this.to = to;
        this.domain = shop.domain();
        this.bodies = OrderBody.placedAt(clock.instant());
        this.time = clock.instant().toString();
        try {
            signer = Mac.getInstance(ALGORITHM);
            signer.init(new SecretKeySpec(shop.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public CompletableFuture<?> take(Sale sale) {
        byte[] body = bodies.of(sale);
        return posts.send(HttpRequest.newBuilder(to)
                .timeout(Posts.PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Shop-Domain", domain)
                .header("X-Shopify-API-Version", "2026-10")
                .header("X-Shopify-Webhook-Id", "w-" + sale.channelOrderId())
                .header("X-Shopify-Event-Id", "e-" + sale.channelOrderId())
                .header("X-Shopify-Triggered-At", time)
                .header("X-Shopify-Hmac-Sha256", signature(body))
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private String signature(byte[] body) {
        try {
            return Base64.getEncoder().encodeToString(((Mac) signer.clone()).doFinal(body));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }

    @Override
    public void close() {
        // the connections are the client's
    }
}
