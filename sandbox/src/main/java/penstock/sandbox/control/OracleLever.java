package penstock.sandbox.control;

import java.util.List;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Entry;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.quota.QuotaAudit;

/** What was truly accepted: the report, or the timeline with {@code /timeline?from=0}. */
final class OracleLever implements Lever {
    private final Oracle oracle;
    private final QuotaAudit audit;

    OracleLever(Oracle oracle, QuotaAudit audit) {
        this.oracle = oracle;
        this.audit = audit;
    }

    @Override
    public Reply pull(Request request, List<String> rest) {
        if (rest.isEmpty()) {
            return Reply.json(200, Json.object("report", oracle.report(), "quotaBreaches", audit.breaches()));
        }
        List<Entry> entries = oracle.entries();
        int from = Math.min(
                entries.size(), request.parameter("from").map(Integer::parseInt).orElse(0));
        return Reply.json(
                200,
                entries.subList(from, entries.size()).stream()
                        .map(entry -> Json.object("what", entry.getClass().getSimpleName(), "entry", Json.tree(entry)))
                        .toList());
    }
}
