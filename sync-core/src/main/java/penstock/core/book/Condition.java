package penstock.core.book;

import java.util.Locale;
import penstock.core.shelf.PhysicalState;

/** What state stock at a location is in. */
public enum Condition {
    AVAILABLE,
    RESERVED,
    QUALITY_CONTROL,
    DAMAGED,
    INCOMING,
    /** Sound units of a lot that may not be sold: it is blocked, has expired, or would too soon. */
    WITHHELD;

    /** The condition of units in a physical state that are promised to nobody. */
    public static Condition of(PhysicalState state) {
        return switch (state) {
            case SOUND -> AVAILABLE;
            case QUALITY_CONTROL -> QUALITY_CONTROL;
            case DAMAGED -> DAMAGED;
            case WITHHELD -> WITHHELD;
        };
    }

    /** As the database spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
