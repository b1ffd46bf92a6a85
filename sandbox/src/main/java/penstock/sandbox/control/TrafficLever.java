package penstock.sandbox.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.traffic.Traffic;
import penstock.sandbox.traffic.TrafficPlan;
import tools.jackson.databind.JsonNode;

/** Random buyers: POST lets them come, DELETE stops all of them, GET counts. */
final class TrafficLever implements Lever {
    private static final int PENDING_MINUTES = 30;
    private static final int CANCEL_MINUTES = 10;

    private final Traffic traffic;
    private final Storefronts fronts;

    TrafficLever(Traffic traffic, Storefronts fronts) {
        this.traffic = traffic;
        this.fronts = fronts;
    }

    @Override
    public Reply pull(Request request, List<String> rest) {
        return switch (request.method()) {
            case "POST" -> {
                TrafficPlan plan = plan(request.json());
                traffic.start(plan, front(plan));
                yield Reply.json(201, plan);
            }
            case "DELETE" -> Reply.json(200, Json.object("attempts", traffic.stop()));
            default -> Reply.json(200, Json.object("attempts", traffic.attempts()));
        };
    }

    private Storefront front(TrafficPlan plan) {
        return fronts.all().stream()
                .filter(f -> f.channel().equals(plan.channel()) && f.account().equals(plan.account()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no storefront " + plan.channel() + "/" + plan.account() + "."));
    }

    private static TrafficPlan plan(JsonNode body) {
        Map<String, Double> weights = new LinkedHashMap<>();
        body.path("weights")
                .properties()
                .forEach(
                        weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
        return new TrafficPlan(
                Json.required(body, "channel"),
                Json.required(body, "account"),
                Json.number(body, "ordersPerSecond", 1),
                weights,
                Json.number(body, "multiLineShare", 0),
                Json.integer(body, "quantityMax", 1),
                Json.number(body, "pendingShare", 0),
                Duration.ofMinutes(Json.integer(body, "pendingMinutes", PENDING_MINUTES)),
                Json.number(body, "cancelShare", 0),
                Duration.ofMinutes(Json.integer(body, "cancelMinutes", CANCEL_MINUTES)));
    }
}
