package penstock.routes.collect;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where channels call back: {@code POST /webhooks/{sellerId}/{accountId}}. The signature is the authorisation, so nothing
 * is known of the sender before the whole body is there: where no account takes webhooks it is not read at all, and
 * elsewhere it has to come soon, and not too many at once.
 */
@RestController
public final class WebhookController {

    /** The largest body taken. */
    public static final int MAX_BODY_BYTES = 2 << 20;

    /** How long a body may take to arrive. */
    public static final Duration MAX_BODY_TIME = Duration.ofSeconds(10);

    /** Bodies read at a time: fewer than the server has threads, so that slow ones never keep everything else out. */
    public static final int MAX_BODIES = 150;

    private final CollectWebhook webhooks;
    private final ProducerTemplate routes;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MAX_BODIES);

    public WebhookController(CollectWebhook webhooks, ProducerTemplate routes, Clock clock) {
        this.webhooks = webhooks;
        this.routes = routes;
        this.clock = clock;
    }

    @PostMapping("/webhooks/{sellerId}/{accountId}")
    ResponseEntity<String> receive(
            @PathVariable long sellerId, @PathVariable long accountId, HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            return refused(WebhookAnswer.TOO_LARGE);
        }
        Optional<WebhookAnswer> refusal = webhooks.refuse(sellerId, accountId);
        if (refusal.isPresent()) {
            return answer(refusal.get());
        }
        if (!places.tryAcquire()) {
            return refused(WebhookAnswer.CROWDED);
        }
        ArrivingBody body = new ArrivingBody(clock);
        try {
            refusal = body.read(request.getInputStream());
        } catch (IOException e) {
            refusal = Optional.of(WebhookAnswer.BROKEN_OFF);
        } finally {
            places.release();
        }
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        WebhookCall call = new WebhookCall(sellerId, accountId, headers(request), body.bytes());
        return answer(Objects.requireNonNull(routes.requestBody(CollectRoutes.WEBHOOK, call, WebhookAnswer.class)));
    }

    /** Of whatever account it may be: nothing was read that would tell. */
    private ResponseEntity<String> refused(WebhookAnswer answer) {
        webhooks.refused(answer);
        return answer(answer);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return headers;
    }

    private static ResponseEntity<String> answer(WebhookAnswer answer) {
        ResponseEntity.BodyBuilder builder =
                ResponseEntity.status(answer.status()).contentType(MediaType.TEXT_PLAIN);
        if (answer.status() == 503 || answer.status() == 429) {
            builder.header("Retry-After", "1");
        }
        return builder.body(answer.text());
    }
}
