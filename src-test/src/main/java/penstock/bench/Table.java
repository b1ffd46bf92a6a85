package penstock.bench;

import java.util.stream.Collectors;
import penstock.bench.Report.Cell;
import penstock.bench.Report.GoalResult;

/** A report for people. */
final class Table {

    private Table() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(
                "\nRatio of orders a second: engine to the best one-order-a-transaction cell of the same repeat (%d repeats)\n"
                        .formatted(report.repeats()));
        report.goals().forEach(goal -> text.append(line(goal)));
        text.append("\nMedians\n");
        report.goals().forEach(goal -> text.append(line(goal.engine())).append(line(goal.baseline())));
        text.append("\nFixed rate, latency from when an order was due\n");
        report.openLoop().forEach(cell -> text.append(line(cell)));
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
        return "  %-12s %6.1fx  (%.1f to %.1f)   goal %.1fx, defect below %.1fx   anchors %.0f to %.0f/s   %s%n"
                .formatted(
                        goal.name(),
                        goal.ratio().median(),
                        goal.ratio().min(),
                        goal.ratio().max(),
                        goal.goal(),
                        goal.defectBelow(),
                        goal.anchors().min(),
                        goal.anchors().max(),
                        goal.verdict());
    }

    private static String line(Cell cell) {
        return "  %-22s %-38s %8.0f/s   p50 %7.1f ms   p99 %7.1f ms%n"
                .formatted(cell.load(), cell.contender(), cell.perSecond(), cell.p50Ms(), cell.p99Ms());
    }
}
