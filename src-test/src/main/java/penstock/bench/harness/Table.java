package penstock.bench.harness;

import java.util.stream.Collectors;

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
        report.goals().forEach(goal -> text.append(line(goal.product())).append(line(goal.anchor())));
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
        String wanted = goal.goal() == goal.defectBelow() ? "" : "goal %.1fx, ".formatted(goal.goal());
        return "  %-22s %6.2fx  (%.2f to %.2f)   %sdefect below %.2fx   anchors %.0f to %.0f/s   %s%n"
                .formatted(
                        goal.name(),
                        goal.ratio().median(),
                        goal.ratio().min(),
                        goal.ratio().max(),
                        wanted,
                        goal.defectBelow(),
                        goal.anchors().min(),
                        goal.anchors().max(),
                        goal.verdict());
    }

    private static String line(Cell cell) {
        return "  %-22s %-38s %8.0f/s   p50 %7.1f ms   p99 %7.1f ms%n"
                .formatted(cell.load(), cell.contender(), cell.perSecond(), cell.p50Ms(), cell.p99Ms());
    }

    private static String line(Report.CpuTime cpu) {
        String parts = cpu.microsPerSale().entrySet().stream()
                .map(part -> "%s %.0f".formatted(part.getKey(), part.getValue()))
                .collect(Collectors.joining("   "));
        return "  %-22s %-38s %s%n".formatted(cpu.load(), cpu.contender(), parts);
    }
}
