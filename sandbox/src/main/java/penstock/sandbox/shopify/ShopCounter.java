package penstock.sandbox.shopify;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.quota.Meter;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.shopify.graphql.GraphObject;
import penstock.sandbox.shopify.graphql.GraphRefusal;
import penstock.sandbox.shopify.graphql.Prepared;
import penstock.sandbox.time.SandboxTime;
import tools.jackson.databind.JsonNode;

/** One shop open for calls: its truth, its subscriptions, its key and its budget of points. */
final class ShopCounter {
    /** Most points that one operation may cost. */
    static final int SINGLE_COST_MAX = 1000;

    final ShopSettings settings;
    final ShopifyShop shop;
    final Subscriptions subscriptions;
    final Webhooks webhooks;
    private final Meter meter;
    private final GraphObject queries;
    private final GraphObject mutations;

    ShopCounter(
            ShopSettings settings,
            ShopifyShop shop,
            Subscriptions subscriptions,
            Webhooks webhooks,
            Faults faults,
            SandboxTime time,
            QuotaAudit audit) {
        this.settings = settings;
        this.shop = shop;
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
        this.meter =
                new Meter(time, audit, "shopify/" + settings.name(), settings.pointsPerSecond(), settings.pointsMax());
        StockGraph stock = new StockGraph(shop);
        OrderGraph orders = new OrderGraph(stock);
        this.queries = new ShopQueries(shop, subscriptions, faults, stock, orders).root();
        this.mutations = new ShopMutations(shop, subscriptions, stock, orders).root();
    }

    Operation open(Request request) {
        if (!request.header("X-Shopify-Access-Token").equals(Optional.of(settings.accessToken()))) {
            String message = "[API] Invalid API key or access token (unrecognized login or wrong password)";
            return operation("unauthorised", Reply.json(401, Json.object("errors", message)));
        }
        try {
            JsonNode body = request.json();
            JsonNode variables = body.path("variables");
            Prepared prepared = Prepared.of(
                    ShopTypes.TYPES, Json.required(body, "query"), Json.optional(body, "operationName"), variables);
            return new Operation(ShopifyShop.CHANNEL, settings.name(), prepared.rootField(), () -> answered(prepared));
        } catch (GraphRefusal e) {
            return operation("invalid", Reply.json(200, Json.object("errors", e.errors())));
        }
    }

    private Operation operation(String name, Reply reply) {
        return new Operation(ShopifyShop.CHANNEL, settings.name(), name, () -> reply);
    }

    /** Held together with the shop's lock, so that points are taken and settled in the order of application. */
    private Reply answered(Prepared prepared) {
        synchronized (shop) {
            int requested = prepared.requestedCost();
            if (requested > SINGLE_COST_MAX) {
                return refused(
                        new GraphRefusal(
                                "Query cost is " + requested + ", which exceeds the single query max cost limit ("
                                        + SINGLE_COST_MAX + ").",
                                "MAX_COST_EXCEEDED"),
                        requested);
            }
            if (!meter.hold(requested)) {
                return refused(new GraphRefusal("Throttled", "THROTTLED"), requested);
            }
            return run(prepared, requested);
        }
    }

    private Reply run(Prepared prepared, int requested) {
        try {
            Prepared.Answer answer = prepared.run(prepared.mutation() ? mutations : queries);
            meter.settle(requested, answer.actualCost());
            return Reply.json(
                    200, Json.object("data", answer.data(), "extensions", extensions(requested, answer.actualCost())));
        } catch (GraphRefusal e) {
            meter.settle(requested, 0);
            return refused(e, requested);
        }
    }

    private Reply refused(GraphRefusal refusal, int requested) {
        return Reply.json(200, Json.object("errors", refusal.errors(), "extensions", extensions(requested, null)));
    }

    private Map<String, @Nullable Object> extensions(int requested, @Nullable Integer actual) {
        return Json.object(
                "cost",
                Json.object(
                        "requestedQueryCost",
                        requested,
                        "actualQueryCost",
                        actual,
                        "throttleStatus",
                        Json.object(
                                "maximumAvailable",
                                (double) settings.pointsMax(),
                                "currentlyAvailable",
                                (int) meter.level(),
                                "restoreRate",
                                meter.scaledPerSecond())));
    }
}
