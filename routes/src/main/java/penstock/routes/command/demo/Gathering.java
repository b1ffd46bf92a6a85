package penstock.routes.command.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import penstock.core.check.Findings;
import penstock.core.check.Findings.Verdict;

/** Gathers the evidence when the demo is over. */
final class Gathering {

    private final GatewayApi api;
    private final SandboxControl sandbox;
    private final Watch watch;
    private final List<Evidence.Sold> sold;
    private final DemoSeller seller;
    private final Duration providerTakes;

    Gathering(
            GatewayApi api,
            SandboxControl sandbox,
            Watch watch,
            List<Evidence.Sold> sold,
            DemoSeller seller,
            Duration providerTakes) {
        this.providerTakes = providerTakes;
        this.api = api;
        this.sandbox = sandbox;
        this.watch = watch;
        this.sold = sold;
        this.seller = seller;
    }

    Evidence gather(boolean partitioned, List<String> unsettled, Findings findings, int forged) {
        Sighting sighting = watch.look();
        Map<String, List<Seen.Parcel>> parcels = new HashMap<>();
        sighting.orders().stream()
                .filter(order -> order.shipped() > 0)
                .forEach(order -> parcels.put(order.channelOrderId(), api.parcels(order.orderId())));
        return new Evidence(
                partitioned,
                seller.fronts(),
                unsettled,
                sighting,
                sold,
                watch.shorts(),
                invariants(findings),
                Evidence.repeats(sandbox.oracle()),
                parcels,
                Window.longest(watch.latest().orElseThrow()),
                providerTakes,
                forged);
    }

    /** Those that were looked at: some are not asked for, or have nothing to look at yet. */
    private static List<Evidence.Broken> invariants(Findings findings) {
        List<Evidence.Broken> looked = new ArrayList<>();
        for (Findings.Finding finding : findings.all()) {
            if (finding.verdict() == Verdict.HOLDS || finding.verdict() == Verdict.BROKEN) {
                looked.add(new Evidence.Broken(
                        finding.number(),
                        finding.statement(),
                        finding.violations(),
                        finding.examples().stream()
                                .map(example -> example.keys() + ": " + example.wrong())
                                .toList()));
            }
        }
        return looked;
    }
}
