package penstock.bench.engine;

import java.util.List;
import penstock.bench.harness.Goal;

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

    /** What a quick run looks at. */
    static List<EngineGoal> few() {
        return List.of(HOT_64, SPREAD_64);
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
