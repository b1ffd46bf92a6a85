package penstock.core.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a check found, an entry for each invariant in the order of their numbers.
 *
 * @param asOf when the check began
 * @param sellers how many sellers it saw
 */
public record Findings(Instant asOf, int sellers, List<Finding> all) {

    public Findings {
        all = List.copyOf(all);
    }

    /** Whether nothing is broken. What was not asked is not broken. */
    public boolean hold() {
        return broken().isEmpty();
    }

    public List<Finding> broken() {
        return all.stream()
                .filter(finding -> finding.verdict() == Verdict.BROKEN)
                .toList();
    }

    /** What was found about one invariant. */
    public Finding about(Invariant invariant) {
        return all.stream()
                .filter(finding -> finding.number() == invariant.number())
                .findFirst()
                .orElseThrow();
    }

    /** How an invariant stands. */
    public enum Verdict {
        HOLDS,
        BROKEN,
        /** Speaks of a system at rest, and was not asked. */
        NOT_ASKED
    }

    /**
     * How one invariant stands.
     *
     * @param violations how many, all of them
     * @param examples the first of them
     * @param excused what looks like a violation and is none
     * @param note what was not looked at, {@code ""} for nothing
     */
    public record Finding(
            int number,
            String statement,
            Verdict verdict,
            long violations,
            List<Example> examples,
            List<Example> excused,
            Duration took,
            String note) {

        public Finding {
            examples = List.copyOf(examples);
            excused = List.copyOf(excused);
        }

        static Finding notLookedAt(Invariant invariant, Verdict why) {
            return new Finding(
                    invariant.number(),
                    invariant.statement(),
                    why,
                    0,
                    List.of(),
                    List.of(),
                    Duration.ZERO,
                    invariant.note());
        }

        static Finding of(
                Invariant invariant, long violations, List<Example> examples, List<Example> excused, Duration took) {
            Verdict verdict = violations == 0 ? Verdict.HOLDS : Verdict.BROKEN;
            return new Finding(
                    invariant.number(),
                    invariant.statement(),
                    verdict,
                    violations,
                    examples,
                    excused,
                    took,
                    invariant.note());
        }

        /** This and what another look at the same invariant found. */
        Finding and(Finding other, int limit) {
            return new Finding(
                    number,
                    statement,
                    verdict == Verdict.BROKEN ? verdict : other.verdict,
                    violations + other.violations,
                    firstOf(examples, other.examples, limit),
                    firstOf(excused, other.excused, limit),
                    took.plus(other.took),
                    note);
        }

        private static List<Example> firstOf(List<Example> some, List<Example> more, int limit) {
            return Stream.concat(some.stream(), more.stream()).limit(limit).toList();
        }
    }

    /**
     * One violation.
     *
     * @param sellerId 0 if it is not one seller's
     * @param keys which rows
     * @param wrong what is wrong with them, in words
     */
    public record Example(long sellerId, String keys, String wrong) {}

    /** These findings and those of other sellers. */
    Findings and(Findings others, int limit) {
        List<Finding> both = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            both.add(all.get(i).and(others.all.get(i), limit));
        }
        return new Findings(asOf, sellers + others.sellers, both);
    }

    /** These findings, and one more about an invariant among them. */
    Findings and(Finding more, int limit) {
        return new Findings(
                asOf,
                sellers,
                all.stream()
                        .map(finding -> finding.number() == more.number() ? finding.and(more, limit) : finding)
                        .toList());
    }
}
