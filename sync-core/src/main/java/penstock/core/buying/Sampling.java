package penstock.core.buying;

import java.util.List;
import java.util.Optional;

/**
 * How lots are sampled.
 *
 * @param sample of {@code FIXED}
 * @param aql of {@code AQL}
 * @param skipAfter so many lots in a row that passed, and from then on only one in {@code inspectEvery} is inspected until one
 *     does not (the idea of Dodge's skip-lot plan SkSP-1, ANSI/ASQC S1); 0: all lots are
 */
public record Sampling(Plan plan, Optional<Sample> sample, Optional<Aql> aql, int skipAfter, int inspectEvery) {

    /** Lots that are looked back at. */
    public static final int MAX_LOTS = 200;

    public static final Sampling NONE = new Sampling(Plan.NONE, Optional.empty(), Optional.empty(), 0, 1);

    /** What is inspected of a lot that is. */
    public enum Plan {
        NONE,
        /** Every unit; the defective ones are sorted out. */
        ALL,
        /** So many, whatever the lot. */
        FIXED,
        AQL
    }

    /** What became of a lot. */
    public enum Lot {
        PASSED,
        REJECTED,
        SKIPPED,
        /** Not known yet. */
        OPEN
    }

    public Sampling {
        if ((plan == Plan.FIXED) != sample.isPresent() || (plan == Plan.AQL) != aql.isPresent()) {
            throw new IllegalArgumentException("a sample goes with FIXED, an AQL with AQL");
        }
        if (skipAfter < 0 || inspectEvery < 1 || skipAfter + inspectEvery > MAX_LOTS) {
            throw new IllegalArgumentException("lots are counted from 0 up to " + MAX_LOTS);
        }
    }

    /**
     * What is inspected of a lot.
     *
     * @param before the lots before it, the latest first
     */
    public Sample of(int lot, List<Lot> before) {
        return switch (plan) {
            case NONE -> Sample.NOTHING;
            case ALL -> skips(before) ? Sample.NOTHING : new Sample(lot, lot);
            case FIXED -> skips(before) ? Sample.NOTHING : fixed(lot);
            case AQL -> skips(before) ? Sample.NOTHING : aql.orElseThrow().of(lot);
        };
    }

    private Sample fixed(int lot) {
        Sample wanted = sample.orElseThrow();
        return new Sample(Math.min(lot, wanted.units()), wanted.accepts());
    }

    /** A lot that is still being inspected vouches for nothing and accuses nobody. */
    private boolean skips(List<Lot> before) {
        if (skipAfter == 0) {
            return false;
        }
        int good = 0;
        int skippedLast = 0;
        boolean inspectedSince = false;
        for (Lot lot : before) {
            if (lot == Lot.REJECTED || good == skipAfter) {
                break;
            }
            if (lot == Lot.SKIPPED) {
                skippedLast += inspectedSince ? 0 : 1;
            } else {
                inspectedSince = true;
                good += lot == Lot.PASSED ? 1 : 0;
            }
        }
        return good >= skipAfter && skippedLast < inspectEvery - 1;
    }
}
