package penstock.console.json;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import penstock.core.store.Walk;

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

    /** Cuts a page out of what a walk found, which looked for one row more; one with few rows, or none, may have a next. */
    public static <T> Page<T> cut(Walk<T> walk, int limit, Function<T, String> key) {
        Page<T> page = cut(walk.found(), limit, key);
        return page.next().isPresent()
                ? page
                : new Page<>(page.rows(), walk.lookedThrough().map(through -> Long.toString(through)));
    }

    public <R> List<R> map(Function<T, R> as) {
        return rows.stream().map(as).toList();
    }
}
