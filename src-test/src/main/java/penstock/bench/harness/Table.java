package penstock.bench.harness;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report for people. */
public final class Table {

    private Table() {}

    /**
     * Lays a report out.
     *
     * @param ratio what the ratio is one of
     */
    public static String of(String ratio, Report report) {
        StringBuilder text = new StringBuilder();
        text.append("\n%s, of the same repeat (%d repeats)\n".formatted(ratio, report.repeats()));
        report.goals().forEach(goal -> text.append(line(goal)));
        text.append("\nMedians\n");
        report.goals().stream()
                .flatMap(goal -> Stream.of(goal.product(), goal.anchor()))
                .distinct()
                .forEach(cell -> text.append(line(cell)));
        text.append("\nFixed rate, latency from when an order was due\n");
        report.openLoop().forEach(cell -> text.append(line(cell)));
        if (!report.cpu().isEmpty()) {
            text.append("\nProcessor time for a sale, in microseconds\n");
            report.cpu().forEach(cpu -> text.append(line(cpu)));
        }
        text.append("\nCounts were right in every cell, and in %d mixes with repeats and stock-outs.\n"
                .formatted(report.correctness().size()));
        text.append(
                "Processors %d, load average %.1f before, %.1f after, Java %s, fsync %.2f ms, balance updates HOT %.1f %%\n"
                        .formatted(
                                report.machine().processors(),
                                report.machine().loadBefore(),
                                report.machine().loadAfter(),
                                report.machine().java(),
                                report.fsyncMs(),
                                report.hotUpdatePercent()));
        text.append(report.durability().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" ")));
        return text.append("\n\n").append(report.verdict()).toString();
    }

    private static String line(GoalResult goal) {
        boolean more = goal.figure() == Figure.PER_SECOND;
        String wanted = goal.goal() == goal.defect()
                ? ""
                : "goal %s %.1fx, ".formatted(more ? "at least" : "at most", goal.goal());
        return "  %-16s %-16s %6.2fx  (%.2f to %.2f)   %sdefect %s %.2fx   anchors %.0f to %.0f%s   %s%n"
                .formatted(
                        goal.name(),
                        goal.figure().words(),
                        goal.ratio().median(),
                        goal.ratio().min(),
                        goal.ratio().max(),
                        wanted,
                        more ? "below" : "above",
                        goal.defect(),
                        goal.anchors().min(),
                        goal.anchors().max(),
                        goal.figure().unit(),
                        goal.verdict());
    }

    private static String line(Cell cell) {
        return "  %-30s %-38s %8.0f/s   p50 %7.1f ms   p99 %7.1f ms%n"
                .formatted(cell.load(), cell.contender(), cell.perSecond(), cell.p50Ms(), cell.p99Ms());
    }

    private static String line(Report.CpuTime cpu) {
        String parts = cpu.microsPerSale().entrySet().stream()
                .map(part -> "%s %.0f".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining("   "));
        return "  %-30s %-38s %s%n".formatted(cpu.load(), cpu.contender(), parts);
    }
}
