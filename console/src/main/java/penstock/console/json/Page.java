package penstock.console.json;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of rows in the order of a key.
 *
 * @param next what to ask the following page with; empty on the last
 */
public record Page<T>(List<T> rows, Optional<String> next) {

    public Page {
        rows = List.copyOf(rows);
    }

    /** Asks for so many rows. */
    public static int limit(int wish) {
        return Fields.within("limit", wish, 1, Fields.MAX_PAGE);
    }

    /** Cuts a page out of one row more than it is to hold. */
    public static <T> Page<T> cut(List<T> oneMore, int limit, Function<T, String> key) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, Optional.empty());
        }
        return new Page<>(oneMore.subList(0, limit), Optional.of(key.apply(oneMore.get(limit - 1))));
    }

    public <R> List<R> map(Function<T, R> as) {
        return rows.stream().map(as).toList();
    }
}
