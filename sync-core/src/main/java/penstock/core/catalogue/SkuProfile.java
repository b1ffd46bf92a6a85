package penstock.core.catalogue;

import penstock.core.catalogue.InvalidField.Reason;

/**
 * What a SKU is, as a person or a file describes it.
 *
 * @param code the seller's key
 * @param decimals a quantity counts 10^-decimals of the unit; 0 unless the SKU is measured
 * @param safetyStock units never offered, neither on listings nor to the own site
 */
public record SkuProfile(
        String code,
        String title,
        Kind kind,
        Unit unit,
        int decimals,
        Lifecycle lifecycle,
        Skus.Sharing sharing,
        int safetyStock,
        Tracking tracking,
        Size size,
        Trade trade,
        Family family) {

    /** Decimals of a quantity, at most. */
    public static final int MAX_DECIMALS = 3;

    /** Safety stock, at most. */
    private static final int MAX_SAFETY_STOCK = 1_000_000;

    /** What it is for. */
    public enum Kind {
        /** Bought or made to be sold. */
        FINISHED_GOOD,
        /** Bought to make something of it. */
        RAW_MATERIAL,
        /** Made, to make something of it. */
        WORK_IN_PROGRESS,
        /** Maintenance, repair, operations: used up, never part of what is made. */
        MRO_SUPPLY,
        /** Sold from its components; has no stock of its own. */
        KIT
    }

    /** Where it stands between its first and its last sale. */
    public enum Lifecycle {
        ACTIVE,
        /** Sold until it is gone, and not reordered. */
        PHASING_OUT,
        /** Offered nowhere; orders that come nevertheless are facts. */
        DISCONTINUED;

        public boolean offered() {
            return this != DISCONTINUED;
        }

        public boolean reordered() {
            return this == ACTIVE;
        }
    }

    public SkuProfile {
        Fit.code("code", code);
        Fit.text("title", title, Fit.MAX_NAME);
        Fit.within("decimals", decimals, 0, MAX_DECIMALS);
        Fit.within("safetyStock", safetyStock, 0, MAX_SAFETY_STOCK);
        if (decimals > 0 && unit.measure() == Unit.Measure.COUNT) {
            throw new InvalidField(
                    "decimals",
                    "" + decimals,
                    Reason.UNIT_MISMATCH,
                    "is " + decimals + ", but " + unit + " is counted in whole ones; only weight, length and volume"
                            + " have decimals");
        }
        if (kind == Kind.KIT) {
            requirePlainKit(unit, sharing, safetyStock, tracking);
        }
    }

    private static void requirePlainKit(Unit unit, Skus.Sharing sharing, int safetyStock, Tracking tracking) {
        if (sharing != Skus.Sharing.POOL) {
            throw kit("sharing", sharing.name(), "POOL");
        }
        if (unit != Unit.PIECE) {
            throw kit("unit", unit.name(), "PIECE");
        }
        if (tracking.by() != Tracking.By.NONE) {
            throw kit("tracking", tracking.by().name(), "NONE");
        }
        if (safetyStock != 0) {
            throw kit("safetyStock", "" + safetyStock, "0, and give its components some");
        }
    }

    private static InvalidField kit(String field, String value, String instead) {
        return new InvalidField(
                field, value, Reason.KIT_NOT_POSSIBLE, "is " + value + ", but a kit has no stock; use " + instead);
    }

    /** A finished good in pieces of which nothing more is known. */
    public static SkuProfile plain(String code, String title, Skus.Sharing sharing, int safetyStock) {
        return new SkuProfile(
                code,
                title,
                Kind.FINISHED_GOOD,
                Unit.PIECE,
                0,
                Lifecycle.ACTIVE,
                sharing,
                safetyStock,
                Tracking.NONE,
                Size.UNKNOWN,
                Trade.UNKNOWN,
                Family.NONE);
    }

    /** The same, of another kind. */
    public SkuProfile of(Kind newKind) {
        return new SkuProfile(
                code, title, newKind, unit, decimals, lifecycle, sharing, safetyStock, tracking, size, trade, family);
    }

    /** The same, offered otherwise. */
    public SkuProfile offered(Lifecycle newLifecycle, Skus.Sharing newSharing, int newSafetyStock) {
        return new SkuProfile(
                code,
                title,
                kind,
                unit,
                decimals,
                newLifecycle,
                newSharing,
                newSafetyStock,
                tracking,
                size,
                trade,
                family);
    }
}
