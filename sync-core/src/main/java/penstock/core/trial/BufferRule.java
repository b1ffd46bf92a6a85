package penstock.core.trial;

import penstock.core.risk.RiskFigures;

/** What safety stock is sized by, as trials have it: with any value, so that as many units can be listed by one as by another. */
public enum BufferRule {
    NONE("units", 0),
    /** So many units of each SKU; of a broken number, some SKUs have one more. */
    FIXED("units", 200),
    /** A part of what there is, rounded up. */
    PERCENTAGE("percent", 100),
    /** What is sold in so many days, rounded up. */
    DAYS_OF_COVER("days", 7),
    /** What others sell before it is seen: more only with this probability. */
    RISK("percent", 0);

    /** How many units are kept back from a channel of so many that are there. */
    interface Buffer {
        int units(int outlet, int available);
    }

    /** The SKU's id in figures of one SKU alone; its outlets are the accounts. */
    static final long THE_SKU = 0;

    private static final long NO_ACCOUNT = -1;

    private final String unit;
    private final double most;

    BufferRule(String unit, double most) {
        this.unit = unit;
        this.most = most;
    }

    /** Of what its value is. */
    public String unit() {
        return unit;
    }

    /** The largest value that is tried. */
    double most() {
        return most;
    }

    /**
     * How much is kept back of one SKU.
     *
     * @param place of the SKU among all, from 0 to 1: who has one more of a broken number
     */
    Buffer buffer(double value, double place, RiskFigures figures, int outlets) {
        return switch (this) {
            case NONE -> (outlet, available) -> 0;
            case FIXED -> {
                int units = (int) Math.floor(value + place);
                yield (outlet, available) -> units;
            }
            case PERCENTAGE -> (outlet, available) -> (int) Math.ceil(available * value / 100);
            case DAYS_OF_COVER -> {
                int units = (int) Math.ceil(figures.others(THE_SKU, NO_ACCOUNT).perDay() * value);
                yield (outlet, available) -> units;
            }
            case RISK -> {
                int[] units = new int[outlets];
                for (int outlet = 0; outlet < outlets; outlet++) {
                    units[outlet] = figures.othersInLag(THE_SKU, outlet).quantile(value / 100);
                }
                yield (outlet, available) -> units[outlet];
            }
        };
    }
}
