package penstock.routes.command;

import java.util.List;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.masterdata.ImportReport;
import penstock.core.masterdata.ImportReport.RowFault;
import penstock.core.masterdata.ImportReport.RowReport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came of files, for people and for programs. */
final class ImportText {

    private ImportText() {}

    static String of(List<TakenIn> all, boolean dryRun) {
        StringBuilder text = new StringBuilder();
        all.forEach(file -> append(text, file));
        return text.append(dryRun ? "A dry run: nothing was written." : "")
                .toString()
                .stripTrailing();
    }

    private static void append(StringBuilder text, TakenIn file) {
        text.append(file.file()).append("  ").append(file.table()).append("  ");
        if (file.report().isEmpty()) {
            text.append("NOT taken in: ").append(file.unusable()).append('\n');
            return;
        }
        ImportReport report = file.report().get();
        text.append("%d rows: %d created, %d changed, %d unchanged, %d refused%n"
                .formatted(
                        report.rows().size(),
                        report.count(Outcome.CREATED),
                        report.count(Outcome.CHANGED),
                        report.count(Outcome.UNCHANGED),
                        report.count(Outcome.REJECTED)));
        for (RowReport row : report.rejected()) {
            for (RowFault fault : row.faults()) {
                text.append("  line %d, %s \"%s\": %s  %s%n"
                        .formatted(row.line(), fault.column(), fault.value(), fault.reason(), fault.advice()));
            }
        }
    }

    static String json(List<TakenIn> all, boolean dryRun) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("dryRun", dryRun);
        ArrayNode files = object.putArray("files");
        all.forEach(file -> add(files.addObject(), file));
        return JsonMapper.shared().writeValueAsString(object);
    }

    private static void add(ObjectNode node, TakenIn file) {
        node.put("file", file.file().toString());
        node.put("table", file.table());
        node.put("unusable", file.unusable());
        file.report().ifPresent(report -> add(node, report));
    }

    private static void add(ObjectNode node, ImportReport report) {
        node.put("rows", report.rows().size());
        node.put("created", report.count(Outcome.CREATED));
        node.put("changed", report.count(Outcome.CHANGED));
        node.put("unchanged", report.count(Outcome.UNCHANGED));
        node.put("rejected", report.count(Outcome.REJECTED));
        ArrayNode faults = node.putArray("faults");
        report.rejected()
                .forEach(row -> row.faults()
                        .forEach(fault -> faults.addObject()
                                .put("line", row.line())
                                .put("column", fault.column())
                                .put("value", fault.value())
                                .put("reason", fault.reason().name())
                                .put("advice", fault.advice())));
    }
}
