package penstock.bench.harness;

/**
 * What a product is to reach, as a multiple of its best anchor in the same repeat.
 *
 * @param wanted the same as {@code defectBelow} where nobody has set a goal, only a floor
 */
public record Goal(String name, double wanted, double defectBelow) {

    /** Anchors that differ more than this between repeats say that the machine was not the same machine. */
    static final double MAX_ANCHOR_SWING = 2;

    /** A limit below which something has broken; above it there is nothing to reach. */
    public static Goal floor(String name, double defectBelow) {
        return new Goal(name, defectBelow, defectBelow);
    }

    /** Judges by the median, unless the anchors wavered. */
    public Verdict judge(Spread ratios, Spread anchors) {
        if (anchors.max() > MAX_ANCHOR_SWING * anchors.min()) {
            return Verdict.INCONCLUSIVE;
        } else if (ratios.median() < defectBelow) {
            return Verdict.DEFECT;
        }
        return ratios.median() < wanted ? Verdict.WITHIN : Verdict.MET;
    }
}
