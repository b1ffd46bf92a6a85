package penstock.bench.harness;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A goal and how it was met.
 *
 * @param ratio product to best anchor of the same repeat
 * @param anchor the one that was the best in most repeats
 * @param anchors the figure of the best anchor of each repeat
 */
public record GoalResult(
        String name,
        Figure figure,
        double goal,
        double defect,
        Spread ratio,
        Verdict verdict,
        Cell product,
        Cell anchor,
        Spread anchors) {

    /** Judges the rounds of all repeats. */
    public static GoalResult of(Goal goal, String product, String load, List<Round> rounds) {
        Map<String, Long> timesBest = rounds.stream()
                .collect(Collectors.groupingBy(round -> round.best().getKey(), Collectors.counting()));
        String mostOftenBest = timesBest.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        Figure figure = goal.figure();
        Spread ratio =
                Spread.of(rounds.stream().map(round -> round.ratio(figure)).toList());
        Spread anchors = Spread.of(
                rounds.stream().map(round -> figure.of(round.best().getValue())).toList());
        return new GoalResult(
                goal.name(),
                figure,
                goal.wanted(),
                goal.defect(),
                ratio,
                goal.judge(ratio, anchors),
                Cell.medians(product, load, rounds.stream().map(Round::product).toList()),
                Cell.medians(
                        mostOftenBest,
                        load,
                        rounds.stream()
                                .flatMap(round -> round.anchors().entrySet().stream())
                                .filter(anchor -> anchor.getKey().equals(mostOftenBest))
                                .map(Map.Entry::getValue)
                                .toList()),
                anchors);
    }
}
