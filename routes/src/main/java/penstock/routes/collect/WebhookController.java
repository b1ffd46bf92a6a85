package penstock.routes.collect;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where channels call back: {@code POST /webhooks/{sellerId}/{accountId}}. The signature is the authorisation. */
@RestController
public final class WebhookController {

    /** The largest body taken. */
    public static final int MAX_BODY_BYTES = 2 << 20;

    private final ProducerTemplate routes;

    public WebhookController(ProducerTemplate routes) {
        this.routes = routes;
    }

    @PostMapping("/webhooks/{sellerId}/{accountId}")
    ResponseEntity<String> receive(
            @PathVariable long sellerId, @PathVariable long accountId, HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            return answer(WebhookAnswer.TOO_LARGE);
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = in.readNBytes(MAX_BODY_BYTES + 1);
        }
        if (body.length > MAX_BODY_BYTES) {
            return answer(WebhookAnswer.TOO_LARGE);
        }
        WebhookCall call = new WebhookCall(sellerId, accountId, headers(request), body);
        return answer(Objects.requireNonNull(routes.requestBody(CollectRoutes.WEBHOOK, call, WebhookAnswer.class)));
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
