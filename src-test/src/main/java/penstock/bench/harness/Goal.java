package penstock.bench.harness;

/**
 * What a product is to reach, as a multiple of its best anchor in the same repeat.
 *
 * @param figure what is compared: of sales a second at least so many times as many, of a time at most so many times as long
 * @param wanted the same as {@code defect} where nobody has set a goal, only a limit
 * @param defect what is missed only if something has broken
 */
public record Goal(String name, Figure figure, double wanted, double defect) {

    /** Anchors that differ more than this between repeats say that the machine was not the same machine. */
    static final double MAX_ANCHOR_SWING = 2;

    /** So many times as many sales a second, and a defect below the other. */
    public static Goal atLeast(String name, double wanted, double defectBelow) {
        return new Goal(name, Figure.PER_SECOND, wanted, defectBelow);
    }

    /** At most so many times as long at the 99th percentile, and a defect above the other. */
    public static Goal p99AtMost(String name, double wanted, double defectAbove) {
        return new Goal(name, Figure.P99, wanted, defectAbove);
    }

    /** A limit below which something has broken; above it there is nothing to reach. */
    public static Goal floor(String name, double defectBelow) {
        return atLeast(name, defectBelow, defectBelow);
    }

    /** Judges by the median, unless the anchors wavered. */
    public Verdict judge(Spread ratios, Spread anchors) {
        if (anchors.max() > MAX_ANCHOR_SWING * anchors.min()) {
            return Verdict.INCONCLUSIVE;
        } else if (figure.isMissed(ratios.median(), defect)) {
            return Verdict.DEFECT;
        }
        return figure.isMissed(ratios.median(), wanted) ? Verdict.WITHIN : Verdict.MET;
    }
}
