package penstock.routes.command;

import java.util.List;
import penstock.core.check.Findings;
import penstock.core.check.Findings.Example;
import penstock.core.check.Findings.Finding;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Findings as one JSON object on one line. */
final class FindingsJson {

    private FindingsJson() {}

    static String of(Findings findings) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("holds", findings.hold());
        all.put("asOf", findings.asOf().toString());
        all.put("sellers", findings.sellers());
        ArrayNode invariants = all.putArray("invariants");
        findings.all().forEach(finding -> invariants.add(of(finding)));
        return JsonMapper.shared().writeValueAsString(all);
    }

    private static ObjectNode of(Finding finding) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.put("number", finding.number());
        one.put("statement", finding.statement());
        one.put("verdict", finding.verdict().name());
        one.put("violations", finding.violations());
        one.put("tookMs", finding.took().toMillis());
        examples(one.putArray("examples"), finding.examples());
        examples(one.putArray("excused"), finding.excused());
        return one;
    }

    private static void examples(ArrayNode array, List<Example> examples) {
        examples.forEach(example -> array.addObject()
                .put("sellerId", Long.toString(example.sellerId()))
                .put("keys", example.keys())
                .put("wrong", example.wrong()));
    }
}
