package penstock.bench;

import java.util.List;
import java.util.Map;
import penstock.bench.Goal.Verdict;

/**
 * What a run found; the JSON is this record.
 *
 * @param hotUpdatePercent updates of balances that left the indexes alone
 */
public record Report(
        Verdict verdict,
        List<GoalResult> goals,
        List<Cell> openLoop,
        List<CountedMix> correctness,
        int repeats,
        double secondsPerCell,
        Machine machine,
        Map<String, String> durability,
        double fsyncMs,
        double hotUpdatePercent) {

    /**
     * A goal and how it was met.
     *
     * @param ratio engine to best baseline cell of the same repeat
     * @param baseline the cell that was the best in most repeats
     * @param anchors orders a second of the best baseline cell of each repeat
     */
    public record GoalResult(
            Goal name,
            double goal,
            double defectBelow,
            Spread ratio,
            Verdict verdict,
            Cell engine,
            Cell baseline,
            Spread anchors) {}

    /** A contender under a load, medians of the repeats. */
    public record Cell(String contender, String load, double perSecond, double p50Ms, double p99Ms) {}

    /** A mix whose counts were found right. */
    public record CountedMix(
            String contender, String mix, long sent, long distinct, long reservedUnits, long shortUnits) {}

    /** The machine, and its load averages of a minute. */
    public record Machine(int processors, double loadBefore, double loadAfter, String java) {}

    /** 0 goals met or within, 1 a defect, 3 inconclusive. */
    public int exitCode() {
        return switch (verdict) {
            case MET, WITHIN -> 0;
            case DEFECT -> 1;
            case INCONCLUSIVE -> 3;
        };
    }
}
