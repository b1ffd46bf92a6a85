package penstock.bench.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import penstock.bench.harness.Conditions;
import penstock.bench.harness.Verdict;

/** What a run found; the JSON is this record. */
public record PublishReport(
        Verdict verdict, List<Found> cells, Map<String, String> durability, Conditions.Machine machine) {

    static PublishReport of(List<Found> cells, Conditions conditions) {
        Verdict gravest =
                cells.stream().map(Found::verdict).max(Verdict::compareTo).orElseThrow();
        return new PublishReport(gravest, cells, conditions.durability(), conditions.machine());
    }

    /** The same with what another cell found. */
    public PublishReport and(Found found) {
        List<Found> all = new ArrayList<>(cells);
        all.add(found);
        Verdict gravest = verdict.compareTo(found.verdict()) >= 0 ? verdict : found.verdict();
        return new PublishReport(gravest, all, durability, machine);
    }

    /** 0 goals met or missed by less than a defect, 1 a defect. */
    public int exitCode() {
        return verdict == Verdict.DEFECT ? 1 : 0;
    }

    /** As a person reads it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Found found : cells) {
            text.append("%-9s %-8s %-7s %s%n".formatted(found.cell(), found.of(), found.verdict(), found.goal()));
            found.figures().forEach((name, value) -> text.append("          %-24s %s%n".formatted(name, value)));
        }
        return text + verdict.name();
    }
}
