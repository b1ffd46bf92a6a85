package penstock.sandbox.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

/** The script of faults: add with POST, replace with PUT, read with GET, forget with DELETE. */
final class FaultLever implements Lever {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Faults faults;

    FaultLever(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Reply pull(Request request, List<String> rest) {
        switch (request.method()) {
            case "POST" -> rules(request.json()).forEach(faults::add);
            case "PUT" -> {
                List<FaultRule> rules = rules(request.json());
                faults.clear();
                rules.forEach(faults::add);
            }
            case "DELETE" -> faults.clear();
            default -> {}
        }
        return Reply.json(200, faults.rules().stream().map(FaultLever::told).toList());
    }

    private static List<FaultRule> rules(JsonNode body) {
        List<FaultRule> rules = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(rule -> rules.add(rule(rule)));
        } else {
            rules.add(rule(body));
        }
        return rules;
    }

    private static FaultRule rule(JsonNode body) {
        FaultKind kind = FaultKind.valueOf(Json.required(body, "kind"));
        String operation = Json.optional(body, "operation").orElse("*");
        int retryAfter = Json.integer(body, "retryAfterSeconds", -1);
        return new FaultRule(
                Json.optional(body, "name").orElse(kind + " " + operation),
                Json.required(body, "channel"),
                operation,
                kind,
                Json.number(body, "probability", 1),
                Json.integer(body, "nth", 0),
                Json.integer(body, "atMost", 0),
                Duration.ofMillis((long) (Json.number(body, "delaySeconds", 0) * MILLIS_PER_SECOND)),
                retryAfter < 0 ? OptionalInt.empty() : OptionalInt.of(retryAfter));
    }

    private static Object told(FaultRule rule) {
        return Json.object(
                "name", rule.name(),
                "channel", rule.channel(),
                "operation", rule.operation(),
                "kind", rule.kind(),
                "probability", rule.probability(),
                "nth", rule.nth(),
                "atMost", rule.atMost(),
                "delaySeconds", rule.delay().toMillis() / MILLIS_PER_SECOND,
                "retryAfterSeconds",
                        rule.retryAfterSeconds().isPresent()
                                ? rule.retryAfterSeconds().getAsInt()
                                : null);
    }
}
