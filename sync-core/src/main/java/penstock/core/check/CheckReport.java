package penstock.core.check;

import java.util.List;
import penstock.core.check.Findings.Example;
import penstock.core.check.Findings.Finding;
import penstock.core.check.Findings.Verdict;

/** Findings as text for people: a line an invariant, what is wrong under it. */
public final class CheckReport {

    private CheckReport() {}

    /** The whole report. */
    public static String text(Findings findings) {
        StringBuilder text = new StringBuilder();
        findings.all().forEach(finding -> append(text, finding));
        text.append('\n').append(summary(findings)).append('\n');
        return text.toString();
    }

    /** One line that says whether anything is broken. */
    public static String summary(Findings findings) {
        List<Finding> broken = findings.broken();
        String sellers = findings.sellers() == 1 ? "1 seller" : findings.sellers() + " sellers";
        if (broken.isEmpty()) {
            return "Nothing is broken (%s, as of %s).".formatted(sellers, findings.asOf());
        }
        long violations = broken.stream().mapToLong(Finding::violations).sum();
        return "%d of %d invariants are broken, %d violations (%s, as of %s)."
                .formatted(broken.size(), findings.all().size(), violations, sellers, findings.asOf());
    }

    private static void append(StringBuilder text, Finding finding) {
        text.append("%2d  %-9s %s".formatted(finding.number(), word(finding), finding.statement()));
        if (finding.verdict() == Verdict.HOLDS || finding.verdict() == Verdict.BROKEN) {
            text.append("  (%d ms)".formatted(finding.took().toMillis()));
        }
        text.append('\n');
        if (!finding.note().isEmpty()) {
            text.append("              note: ").append(finding.note()).append('\n');
        }
        finding.examples().forEach(example -> append(text, "", example));
        long more = finding.violations() - finding.examples().size();
        if (more > 0) {
            text.append("              and %d more\n".formatted(more));
        }
        finding.excused().forEach(example -> append(text, "excused: ", example));
    }

    private static void append(StringBuilder text, String label, Example example) {
        String seller = example.sellerId() == 0 ? "" : "seller " + example.sellerId() + ", ";
        text.append("              %s%s%s: %s\n".formatted(label, seller, example.keys(), example.wrong()));
    }

    private static String word(Finding finding) {
        return switch (finding.verdict()) {
            case HOLDS -> "holds";
            case BROKEN -> "BROKEN";
            case NOT_ASKED -> "not asked";
        };
    }
}
