package penstock.routes.command;

import java.util.List;
import penstock.core.repair.Fault;
import penstock.core.repair.Repairs.Outcome;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is broken, what was done about it, and what is left, for people and for programs. */
final class RepairReport {

    private RepairReport() {}

    static String text(List<Fault> faults, List<Outcome> outcomes, List<Fault> left, boolean applied) {
        StringBuilder text = new StringBuilder();
        faults.forEach(fault -> append(text, fault));
        outcomes.forEach(outcome -> text.append("%s  seller %d, %s: %s%n"
                .formatted(
                        outcome.done() ? "done     " : "NOT done ",
                        outcome.fault().sellerId(),
                        outcome.fault().where(),
                        outcome.said())));
        return text.append(summary(faults, left, applied)).append('\n').toString();
    }

    private static void append(StringBuilder text, Fault fault) {
        text.append("%2d  seller %d, %s: %s%n"
                .formatted(fault.invariant().number(), fault.sellerId(), fault.where(), fault.wrong()));
        fault.since().ifPresent(position -> text.append("      since      position %d%n".formatted(position)));
        if (!fault.documents().isEmpty()) {
            text.append("      documents  %s%n".formatted(String.join(", ", fault.documents())));
        }
        text.append("      %s  %s%n".formatted(fault.isRepairable() ? "repair   " : "by a person", fault.plan()));
    }

    private static String summary(List<Fault> faults, List<Fault> left, boolean applied) {
        if (faults.isEmpty()) {
            return "Nothing is broken.";
        }
        long repairable = faults.stream().filter(Fault::isRepairable).count();
        if (!applied) {
            return "%d faults, %d of them repairable. Nothing was changed; --apply does it."
                    .formatted(faults.size(), repairable);
        }
        return left.isEmpty() ? "Nothing is broken any more." : "%d faults are left.".formatted(left.size());
    }

    static String json(List<Fault> faults, List<Outcome> outcomes, List<Fault> left) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("holds", left.isEmpty());
        faults.forEach(fault -> add(all.withArray("faults"), fault));
        all.withArray("faults");
        ArrayNode done = all.putArray("outcomes");
        outcomes.forEach(outcome -> done.addObject()
                .put("sellerId", Long.toString(outcome.fault().sellerId()))
                .put("where", outcome.fault().where())
                .put("done", outcome.done())
                .put("said", outcome.said()));
        ArrayNode rest = all.putArray("left");
        left.forEach(fault -> add(rest, fault));
        return JsonMapper.shared().writeValueAsString(all);
    }

    private static void add(ArrayNode array, Fault fault) {
        ObjectNode one = array.addObject();
        one.put("invariant", fault.invariant().number());
        one.put("sellerId", Long.toString(fault.sellerId()));
        one.put("where", fault.where());
        one.put("wrong", fault.wrong());
        fault.since().ifPresent(position -> one.put("since", position));
        ArrayNode documents = one.putArray("documents");
        fault.documents().forEach(documents::add);
        one.put("repairable", fault.isRepairable());
        one.put("plan", fault.plan());
    }
}
