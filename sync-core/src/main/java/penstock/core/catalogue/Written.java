package penstock.core.catalogue;

import java.util.Optional;

/**
 * What came of something that was to be written down.
 *
 * @param fault why it was refused, only then
 */
public record Written(Outcome outcome, Optional<InvalidField> fault) {

    /** What can come of it. */
    public enum Outcome {
        CREATED,
        CHANGED,
        /** It stood there so already. */
        UNCHANGED,
        REJECTED
    }

    public static final Written CREATED = new Written(Outcome.CREATED, Optional.empty());
    public static final Written CHANGED = new Written(Outcome.CHANGED, Optional.empty());
    public static final Written UNCHANGED = new Written(Outcome.UNCHANGED, Optional.empty());

    public static Written rejected(InvalidField fault) {
        return new Written(Outcome.REJECTED, Optional.of(fault));
    }

    /** The same, for whoever wrote one thing and waits for it. */
    public Outcome orThrow() {
        fault.ifPresent(wrong -> {
            throw wrong;
        });
        return outcome;
    }
}
