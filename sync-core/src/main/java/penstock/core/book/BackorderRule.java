package penstock.core.book;

import java.time.LocalDate;
import java.util.Optional;

/**
 * How much of a SKU may be promised that is not there.
 *
 * @param beyond units beyond what is on its way
 * @param leadDays days until units come that no dated arrival covers
 * @param releaseOn of a pre-order, the day from which it is sold; empty for anything else
 */
public record BackorderRule(Kind kind, int beyond, int leadDays, Optional<LocalDate> releaseOn) {

    /** The most units that may be promised beyond what is on its way. */
    public static final int MAX_BEYOND = 1_000_000;

    /** The longest lead time. */
    public static final int MAX_LEAD_DAYS = 730;

    /** Nothing is promised that is not there. */
    public static final BackorderRule NONE = new BackorderRule(Kind.NONE, 0, 0, Optional.empty());

    /** What is promised of a SKU that is not there. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** Units that are on their way, and some beyond. */
        BACKORDER,
        /** The same of what is not sold yet: none is promised for a day before it is. */
        PREORDER
    }

    public BackorderRule {
        if (beyond < 0 || beyond > MAX_BEYOND || leadDays < 0 || leadDays > MAX_LEAD_DAYS) {
            throw new IllegalArgumentException(beyond + " units beyond and " + leadDays + " days are not possible");
        }
        if ((kind == Kind.PREORDER) != releaseOn.isPresent()) {
            throw new IllegalArgumentException("a pre-order has a day of release, and nothing else has one");
        }
    }
}
