package penstock.core.shelf;

import java.util.Optional;

/** What state units on a shelf are in. Available and reserved units are both sound: which is which, no shelf knows. */
public enum PhysicalState {
    SOUND,
    QUALITY_CONTROL,
    DAMAGED,
    /** Set aside because of its lot. */
    WITHHELD;

    /** The state of units in a condition; empty for what is not there yet, or stands outside. */
    public static Optional<PhysicalState> of(String condition) {
        return switch (condition) {
            case "available", "reserved" -> Optional.of(SOUND);
            case "quality_control" -> Optional.of(QUALITY_CONTROL);
            case "damaged" -> Optional.of(DAMAGED);
            case "withheld" -> Optional.of(WITHHELD);
            default -> Optional.empty();
        };
    }
}
