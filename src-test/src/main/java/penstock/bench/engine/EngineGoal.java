package penstock.bench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import penstock.bench.harness.Goal;
import penstock.bench.harness.Options;

/** What the engine is to reach, as a multiple of the best one-order-a-transaction cell of the same repeat. */
public enum EngineGoal {
    HOT_64(Load.HOT, 64, 8, 4),
    SPREAD_64(Load.SPREAD, 64, 3.5, 2.5),
    MIXED_64(Load.MIXED, 64, 2, 1.5),
    HOT_1024(Load.HOT, 1024, 20, 10),
    SPREAD_1024(Load.SPREAD, 1024, 6, 4),
    MIXED_1024(Load.MIXED, 1024, 2, 1.5);

    /** Of the hot SKU, where orders wait for each other. */
    private static final double P99_WANTED = 0.5;

    private static final double P99_DEFECT = 1;

    private final Load load;
    private final int inFlight;
    private final Goal goal;

    EngineGoal(Load load, int inFlight, double wanted, double defectBelow) {
        this.load = load;
        this.inFlight = inFlight;
        this.goal = Goal.atLeast(name(), wanted, defectBelow);
    }

    /** Names by which the command line knows what may be measured alone. */
    public static List<String> options() {
        return Stream.concat(Arrays.stream(values()).map(EngineGoal::option), Stream.of(ManySellers.OPTION))
                .toList();
    }

    /** What a run looks at. */
    static List<EngineGoal> wanted(Options options) {
        List<EngineGoal> usual = options.quick() ? List.of(HOT_64, SPREAD_64, MIXED_64) : List.of(values());
        return options.only().isEmpty()
                ? usual
                : Arrays.stream(values())
                        .filter(goal -> options.only().contains(goal.option()))
                        .toList();
    }

    private String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Load load() {
        return load;
    }

    int inFlight() {
        return inFlight;
    }

    String words() {
        return load + ", " + inFlight + " in flight";
    }

    public Goal goal() {
        return goal;
    }

    /** All that is judged by the same rounds. */
    List<Goal> goals() {
        return load == Load.HOT ? List.of(goal, Goal.p99AtMost(name(), P99_WANTED, P99_DEFECT)) : List.of(goal);
    }
}
