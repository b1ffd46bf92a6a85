package penstock.core.store;

import java.util.List;
import java.util.Optional;

/**
 * What was found by walking along a key, of which only so many rows are looked at at a time: for what no index finds, because it
 * would cost every sale an entry.
 *
 * @param lookedThrough up to which key, if so many rows were looked at that there may be more behind it
 */
public record Walk<T>(List<T> found, Optional<Long> lookedThrough) {

    /** Rows looked at for one page. */
    public static final int MAX_LOOKED_AT = 10_000;

    public Walk {
        found = List.copyOf(found);
    }
}
