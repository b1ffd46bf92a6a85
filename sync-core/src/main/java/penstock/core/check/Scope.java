package penstock.core.check;

import java.util.OptionalLong;

/**
 * What a check looks at.
 *
 * @param seller the only seller to look at, or all
 * @param quiet whether the system is said to be at rest, so that what is on its way counts as a violation
 * @param examples violations shown for an invariant, from 1 to {@value #MAX_EXAMPLES}; the count is always complete
 */
public record Scope(OptionalLong seller, boolean quiet, int examples) {

    public static final int MAX_EXAMPLES = 1_000;
    public static final int DEFAULT_EXAMPLES = 5;

    public Scope {
        if (examples < 1 || examples > MAX_EXAMPLES) {
            throw new IllegalArgumentException(
                    examples + " examples were asked for, 1 to " + MAX_EXAMPLES + " are shown");
        }
    }

    /** All sellers of a system that may be at work. */
    public static Scope everything() {
        return new Scope(OptionalLong.empty(), false, DEFAULT_EXAMPLES);
    }

    /** One seller. */
    public Scope of(long sellerId) {
        return new Scope(OptionalLong.of(sellerId), quiet, examples);
    }

    /** The same of a system at rest. */
    public Scope whenQuiet() {
        return new Scope(seller, true, examples);
    }
}
