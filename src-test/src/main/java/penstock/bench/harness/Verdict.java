package penstock.bench.harness;

import java.util.Comparator;
import java.util.List;

/** How a goal was met. */
public enum Verdict {
    MET,
    /** Below the goal, but no defect. */
    WITHIN,
    /** The machine wavered too much to tell. */
    INCONCLUSIVE,
    DEFECT;

    /** What is to be said of a run: the gravest of its goals' verdicts. */
    static Verdict gravest(List<GoalResult> goals) {
        return goals.stream()
                .map(GoalResult::verdict)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
