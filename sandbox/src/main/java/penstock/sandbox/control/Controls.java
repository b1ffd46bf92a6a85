package penstock.sandbox.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.amazon.AmazonDesk;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Statistics;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.shopify.ShopifyDesk;
import penstock.sandbox.time.SandboxTime;

/** Puts the control desk together out of its levers. */
public final class Controls {
    private Controls() {}

    /** The desk for these channels and records. */
    public static ControlDesk desk(
            SandboxTime time,
            Oracle oracle,
            QuotaAudit audit,
            Faults faults,
            Statistics statistics,
            ShopifyDesk shopify,
            AmazonDesk amazon) {
        Map<String, Lever> levers = new LinkedHashMap<>();
        levers.put("shopify", new ShopifyLever(shopify));
        levers.put("amazon", new AmazonLever(amazon));
        levers.put("faults", new FaultLever(faults));
        levers.put("oracle", new OracleLever(oracle, audit));
        levers.put("time", (request, rest) -> Reply.json(200, Json.object("now", time.now(), "factor", time.factor())));
        levers.put(
                "statistics",
                (request, rest) -> Reply.json(
                        200,
                        Json.object(
                                "requests",
                                statistics.lines(),
                                "faults",
                                oracle.report().faults())));
        levers.put("shown", (request, rest) -> Reply.json(200, shown(shopify, amazon)));
        return new ControlDesk(levers);
    }

    private static Map<String, @Nullable Object> shown(ShopifyDesk shopify, AmazonDesk amazon) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        List<Storefront> fronts = new ArrayList<>(shopify.shops());
        fronts.addAll(amazon.sellers());
        for (Storefront front : fronts) {
            shown.put(front.channel() + "/" + front.account(), front.shown());
        }
        return shown;
    }
}
