package penstock.bench;

/** What the engine is to reach, as a multiple of the best one-order-a-transaction cell of the same repeat. */
public enum Goal {
    HOT_64(Load.HOT, 64, 6, 4),
    SPREAD_64(Load.SPREAD, 64, 3, 2.5),
    HOT_1024(Load.HOT, 1024, 15, 10),
    SPREAD_1024(Load.SPREAD, 1024, 5, 4);

    /** Anchors that differ more than this between repeats say that the machine was not the same machine. */
    static final double MAX_ANCHOR_SWING = 2;

    private final Load load;
    private final int inFlight;
    private final double wanted;
    private final double defectBelow;

    Goal(Load load, int inFlight, double wanted, double defectBelow) {
        this.load = load;
        this.inFlight = inFlight;
        this.wanted = wanted;
        this.defectBelow = defectBelow;
    }

    /** How a goal was met. */
    public enum Verdict {
        MET,
        /** Below the goal, but no defect. */
        WITHIN,
        DEFECT,
        INCONCLUSIVE
    }

    Load load() {
        return load;
    }

    int inFlight() {
        return inFlight;
    }

    double wanted() {
        return wanted;
    }

    double defectBelow() {
        return defectBelow;
    }

    public Verdict judge(Spread ratios, Spread anchors) {
        if (anchors.max() > MAX_ANCHOR_SWING * anchors.min()) {
            return Verdict.INCONCLUSIVE;
        } else if (ratios.median() < defectBelow) {
            return Verdict.DEFECT;
        }
        return ratios.median() < wanted ? Verdict.WITHIN : Verdict.MET;
    }
}
