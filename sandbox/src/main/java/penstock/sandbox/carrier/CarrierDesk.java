package penstock.sandbox.carrier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.http.Desk;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Entry;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.time.SandboxTime;
import tools.jackson.databind.JsonNode;

/**
 * A simulated carrier. {@code POST /carrier/labels} with a reference of the caller's makes a label, and the same reference again answers
 * the same label; {@code GET /carrier/tracking/{number}} tells how far the parcel is. Safe for use by many threads.
 */
public final class CarrierDesk implements Desk {
    /** How far a parcel is, and the published time after its label at which it is. */
    private enum Step {
        LABEL_CREATED(Duration.ZERO),
        IN_TRANSIT(Duration.ofHours(4)),
        OUT_FOR_DELIVERY(Duration.ofHours(44)),
        DELIVERED(Duration.ofHours(48));

        private final Duration after;

        Step(Duration after) {
            this.after = after;
        }
    }

    private record Parcel(String number, String reference, String to, Instant at) {}

    private static final String CHANNEL = "carrier";

    private final SandboxTime time;
    private final Oracle oracle;
    private final AtomicLong numbers = new AtomicLong(10_000_000);
    private final Map<String, Parcel> byReference = new ConcurrentHashMap<>();
    private final Map<String, Parcel> byNumber = new ConcurrentHashMap<>();

    /** A carrier without parcels yet. */
    public CarrierDesk(SandboxTime time, Oracle oracle) {
        this.time = time;
        this.oracle = oracle;
    }

    @Override
    public Operation open(Request request) {
        List<String> rest = request.pathAfter(1);
        if (request.method().equals("POST") && rest.equals(List.of("labels"))) {
            return new Operation(CHANNEL, "-", "createLabel", () -> label(request.json()));
        }
        if (request.method().equals("GET") && rest.size() == 2 && rest.get(0).equals("tracking")) {
            return new Operation(CHANNEL, "-", "track", () -> track(rest.get(1)));
        }
        return Operation.answering(CHANNEL, "unknown", trouble(404));
    }

    @Override
    public Reply trouble(int status) {
        return Reply.json(status, Json.object("error", "The carrier cannot answer."));
    }

    private Reply label(JsonNode body) {
        String reference = Json.required(body, "reference");
        String to = Json.required(body.path("to"), "name") + ", "
                + Json.required(body.path("to"), "postalCode") + ", "
                + Json.required(body.path("to"), "countryCode");
        Parcel parcel = byReference.computeIfAbsent(reference, any -> made(reference, to));
        return Reply.json(
                201,
                Json.object(
                        "trackingNumber",
                        parcel.number(),
                        "reference",
                        reference,
                        "labelText",
                        "SANDBOX CARRIER\n" + parcel.number() + "\nTO " + parcel.to()));
    }

    private Parcel made(String reference, String to) {
        Parcel parcel = new Parcel("SBX" + numbers.incrementAndGet(), reference, to, time.now());
        byNumber.put(parcel.number(), parcel);
        oracle.record(new Entry.ProviderOrder(time.now(), CHANNEL, "-", reference, "CREATED", List.of()));
        return parcel;
    }

    private Reply track(String number) {
        Parcel parcel = byNumber.get(number);
        if (parcel == null) {
            return Reply.json(404, Json.object("error", "The carrier knows no parcel " + number + "."));
        }
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        String status = Step.LABEL_CREATED.name();
        for (Step step : Step.values()) {
            Instant at = parcel.at().plus(time.scaled(step.after));
            if (!at.isAfter(time.now())) {
                status = step.name();
                events.add(Json.object("status", status, "at", at.toString()));
            }
        }
        return Reply.json(
                200,
                Json.object(
                        "trackingNumber", number,
                        "reference", parcel.reference(),
                        "status", status,
                        "events", events));
    }
}
