package penstock.core.publication;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Whether numbers are written, from the least strict to the strictest: of those said of an account, of a SKU and of a listing the
 * strictest holds. Every mode reads.
 */
public enum PublishingMode {
    /** The channel shows what may be sold. */
    LIVE,
    /** What is shown stays as it is. */
    HELD,
    /** Nothing is offered, whatever there is. */
    ZERO,
    /** Nothing is written; what would be is told. Of an account only. */
    SHADOW;

    /** Whether anything is sent. */
    public boolean writes() {
        return this == LIVE || this == ZERO;
    }

    /** The strictest of some, their names apart by spaces; {@code LIVE} if there are none. */
    static PublishingMode strictest(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(PublishingMode::valueOf)
                .max(Comparator.naturalOrder())
                .orElse(LIVE);
    }
}
