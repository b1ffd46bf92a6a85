package penstock.sandbox.control;

import java.util.LinkedHashMap;
import java.util.Map;
import penstock.sandbox.amazon.AmazonDesk;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Statistics;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.shopify.ShopifyDesk;
import penstock.sandbox.supplier.SupplierDesk;
import penstock.sandbox.time.SandboxTime;
import penstock.sandbox.traffic.Traffic;

/** Puts the control desk together out of its levers. */
public final class Controls {
    private final Map<String, Lever> levers = new LinkedHashMap<>();

    /** Levers that belong to no channel. */
    public Controls(SandboxTime time, Oracle oracle, QuotaAudit audit, Faults faults, Statistics statistics) {
        levers.put("faults", new FaultLever(faults));
        levers.put("oracle", new OracleLever(oracle, audit));
        levers.put("time", (request, rest) -> Reply.json(200, Json.object("now", time.now(), "factor", time.factor())));
        levers.put(
                "statistics",
                (request, rest) -> Reply.json(
                        200,
                        Json.object(
                                "requests", statistics.lines(),
                                "faults", oracle.report().faults(),
                                "quotaRefusals", audit.refusals())));
    }

    /** The desk with the levers of these channels as well. */
    public ControlDesk desk(ShopifyDesk shopify, AmazonDesk amazon, SupplierDesk supplier, Traffic traffic) {
        Storefronts fronts = new Storefronts(shopify, amazon);
        levers.put("shopify", new ShopifyLever(shopify));
        levers.put("amazon", new AmazonLever(amazon));
        levers.put("supplier", new SupplierLever(supplier));
        levers.put("traffic", new TrafficLever(traffic, fronts));
        levers.put("shown", (request, rest) -> Reply.json(200, fronts.shown()));
        return new ControlDesk(levers);
    }
}
