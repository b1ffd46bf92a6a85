package penstock.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns rows into one array a column, the parameters of an {@code unnest}, in the order of the calls. One thread. */
public final class Columns<R> {

    private final List<R> rows;
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private Columns(Collection<R> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Columns of these rows. */
    public static <R> Columns<R> of(Collection<R> rows) {
        return new Columns<>(rows);
    }

    /** One value for all rows. */
    public Columns<R> value(Object value) {
        parameters.add(value);
        return this;
    }

    public Columns<R> longs(ToLongFunction<R> column) {
        parameters.add(rows.stream().mapToLong(column).toArray());
        return this;
    }

    public Columns<R> ints(ToIntFunction<R> column) {
        parameters.add(rows.stream().mapToInt(column).toArray());
        return this;
    }

    public Columns<R> nullableLongs(Function<R, @Nullable Long> column) {
        parameters.add(rows.stream().map(column).toArray(Long[]::new));
        return this;
    }

    public Columns<R> nullableInts(Function<R, @Nullable Integer> column) {
        parameters.add(rows.stream().map(column).toArray(Integer[]::new));
        return this;
    }

    public Columns<R> texts(Function<R, @Nullable String> column) {
        parameters.add(rows.stream().map(column).toArray(String[]::new));
        return this;
    }

    /**
     * A column that has one value almost always: where all rows have it nothing is sent, {@code unnest} fills up with null,
     * and the statement says {@code coalesce(…, usual)}. An element sent costs as much as a tenth of a row.
     */
    public Columns<R> ints(int usual, ToIntFunction<R> column) {
        int[] values = rows.stream().mapToInt(column).toArray();
        parameters.add(IntStream.of(values).allMatch(value -> value == usual) ? new int[0] : values);
        return this;
    }

    /** The same of a number that may be absent, and is almost always. */
    public Columns<R> rareLongs(Function<R, @Nullable Long> column) {
        Long[] values = rows.stream().map(column).toArray(Long[]::new);
        parameters.add(Stream.of(values).allMatch(Objects::isNull) ? new Long[0] : values);
        return this;
    }

    /** The same of a text; {@code usual} null for one that is almost always absent. */
    public Columns<R> texts(@Nullable String usual, Function<R, @Nullable String> column) {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        parameters.add(Stream.of(values).allMatch(value -> Objects.equals(value, usual)) ? new String[0] : values);
        return this;
    }

    public Columns<R> bytes(Function<R, byte[]> column) {
        parameters.add(rows.stream().map(column).toArray(byte[][]::new));
        return this;
    }

    /**
     * Instants as seconds since 1970, to be read by {@code to_timestamp}; exact to the microsecond until 2106. The driver
     * sends them as binary, while {@link #instants} are written and parsed as text: four such columns took a fifth of the
     * engine's own time.
     */
    public Columns<R> epochSeconds(Function<R, @Nullable Instant> column) {
        parameters.add(rows.stream()
                .map(column)
                .map(instant -> instant == null ? null : instant.getEpochSecond() + instant.getNano() / 1e9)
                .toArray(Double[]::new));
        return this;
    }

    /** The same of an instant that is almost always absent: where all are, nothing is sent. */
    public Columns<R> rareEpochSeconds(Function<R, @Nullable Instant> column) {
        if (rows.stream().allMatch(row -> column.apply(row) == null)) {
            parameters.add(new Double[0]);
            return this;
        }
        return epochSeconds(column);
    }

    public Columns<R> instants(Function<R, @Nullable Instant> column) {
        parameters.add(rows.stream().map(column).toArray(Instant[]::new));
        return this;
    }

    /** The arrays in the order they were added, followed by {@code last}. */
    public @Nullable Object[] then(Object... last) {
        List<@Nullable Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(last));
        return all.toArray();
    }
}
