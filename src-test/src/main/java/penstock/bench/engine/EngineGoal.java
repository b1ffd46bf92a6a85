package penstock.bench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import penstock.bench.harness.Goal;
import penstock.bench.harness.Options;

/** What the engine is to reach, as a multiple of the best one-order-a-transaction cell of the same repeat. */
public enum EngineGoal {
    HOT_64(Load.HOT, 64, 6, 4),
    SPREAD_64(Load.SPREAD, 64, 3, 2.5),
    HOT_1024(Load.HOT, 1024, 15, 10),
    SPREAD_1024(Load.SPREAD, 1024, 5, 4);

    private final Load load;
    private final int inFlight;
    private final Goal goal;

    EngineGoal(Load load, int inFlight, double wanted, double defectBelow) {
        this.load = load;
        this.inFlight = inFlight;
        this.goal = new Goal(name(), wanted, defectBelow);
    }

    /** Names by which the command line knows them. */
    public static List<String> options() {
        return Arrays.stream(values()).map(EngineGoal::option).toList();
    }

    /** What a run looks at. */
    static List<EngineGoal> wanted(Options options) {
        List<EngineGoal> usual = options.quick() ? List.of(HOT_64, SPREAD_64) : List.of(values());
        return options.only()
                .map(only -> Arrays.stream(values())
                        .filter(goal -> goal.option().equals(only))
                        .toList())
                .orElse(usual);
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
}
