package penstock.bench.harness;

import java.util.List;
import java.util.Map;

/**
 * What a run found; the JSON is this record.
 *
 * @param openLoop cells at a fixed rate, latency from when each sale was due
 * @param cpu where the processors' time went, as far as the parts are processes of their own
 * @param hotUpdatePercent updates of balances that left the indexes alone
 */
public record Report(
        Verdict verdict,
        List<GoalResult> goals,
        List<Cell> openLoop,
        List<CountedMix> correctness,
        List<CpuTime> cpu,
        int repeats,
        double secondsPerCell,
        Conditions.Machine machine,
        Map<String, String> durability,
        double fsyncMs,
        double hotUpdatePercent) {

    /** A mix whose counts were found right. */
    public record CountedMix(
            String contender, String mix, long sent, long distinct, long reservedUnits, long shortUnits) {}

    /** Processor time for each sale that a contender was given, in microseconds, by process. */
    public record CpuTime(String contender, String load, Map<String, Double> microsPerSale) {}

    /** What was measured. */
    public record Findings(
            List<GoalResult> goals, List<Cell> openLoop, List<CountedMix> correctness, List<CpuTime> cpu) {}

    public static Report of(Findings found, Options options, Conditions conditions, BenchServer server) {
        return new Report(
                Verdict.gravest(found.goals()),
                found.goals(),
                found.openLoop(),
                found.correctness(),
                found.cpu(),
                options.repeats(),
                options.duration().toMillis() / 1e3,
                conditions.machine(),
                conditions.durability(),
                conditions.fsyncMs(),
                server.hotUpdatePercent());
    }

    /** 0 goals met or within, 1 a defect, 3 inconclusive. */
    public int exitCode() {
        return switch (verdict) {
            case MET, WITHIN -> 0;
            case DEFECT -> 1;
            case INCONCLUSIVE -> 3;
        };
    }
}
