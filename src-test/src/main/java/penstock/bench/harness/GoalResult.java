package penstock.bench.harness;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A goal and how it was met.
 *
 * @param ratio product to best anchor of the same repeat
 * @param anchor the one that was the best in most repeats
 * @param anchors what the best anchor of each repeat did a second
 */
public record GoalResult(
        String name,
        double goal,
        double defectBelow,
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
        Spread ratio = Spread.of(rounds.stream().map(Round::ratio).toList());
        Spread anchors = Spread.of(rounds.stream()
                .map(round -> round.best().getValue().perSecond())
                .toList());
        return new GoalResult(
                goal.name(),
                goal.wanted(),
                goal.defectBelow(),
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
