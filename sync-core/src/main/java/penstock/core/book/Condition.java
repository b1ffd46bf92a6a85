package penstock.core.book;

import java.util.Locale;

/** What state stock at a location is in. */
public enum Condition {
    AVAILABLE,
    RESERVED,
    QUALITY_CONTROL,
    DAMAGED,
    INCOMING;

    /** As the database spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
