package penstock.channels.ownsite;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.channels.spi.Budget;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.Patience;
import penstock.channels.spi.Secrets;
import penstock.channels.webhook.StandardWebhooks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as calls, and their signing. */
final class OwnSiteEvents {

    static final String SIGNING_SECRET = "signing_secret";
    static final String SIGNING_SECRET_OLD = "signing_secret_old";

    /** The specification advises payloads below 20 kB. */
    static final int MAX_BODY = 20_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Ours, not the site's: sites publish no limit, and ten events a second carry a thousand lines. */
    private static final Budget BUDGET = Budget.of("events", 10, 20);

    private final URI address;

    OwnSiteEvents(URI address) {
        this.address = address;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** How long the data is as text. */
    static int bytes(JsonNode data) {
        return JSON.writeValueAsString(data).getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * An event to be posted.
     *
     * @param id the same in every repeat
     * @param at when it happened; empty for the moment of sending, filled in by the signer
     */
    HttpCall call(String id, String type, Optional<Instant> at, ObjectNode data) {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", type);
        at.ifPresent(when -> event.put("timestamp", when.toString()));
        event.set("data", data);
        return new HttpCall(
                "POST",
                address,
                Map.of("content-type", "application/json", StandardWebhooks.ID, id),
                JSON.writeValueAsBytes(event),
                BUDGET,
                Patience.QUICK,
                Effect.write(id));
    }

    static HttpCall sign(HttpCall call, Secrets secrets, Instant now) {
        List<String> all = Stream.concat(
                        Stream.of(secrets.get(SIGNING_SECRET)),
                        secrets.find(SIGNING_SECRET_OLD).filter(text -> !text.isBlank()).stream())
                .toList();
        String id = String.valueOf(call.headers().get(StandardWebhooks.ID));
        byte[] body = stamped(call.body(), now);
        return call.withBody(body)
                .header(StandardWebhooks.TIMESTAMP, String.valueOf(now.getEpochSecond()))
                .header(StandardWebhooks.SIGNATURE, StandardWebhooks.sign(id, now, body, all));
    }

    /** The event with a timestamp: stock is computed when it is sent, and only the signer is told when that is. */
    private static byte[] stamped(byte[] body, Instant now) {
        JsonNode event = JSON.readTree(body);
        if (event.has("timestamp")) {
            return body;
        }
        ObjectNode stamped = JSON.createObjectNode();
        stamped.set("type", event.path("type"));
        stamped.put("timestamp", now.toString());
        stamped.set("data", event.path("data"));
        return JSON.writeValueAsBytes(stamped);
    }
}
