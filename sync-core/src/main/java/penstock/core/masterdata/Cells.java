package penstock.core.masterdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.masterdata.ImportReport.RowFault;

/** A row by the names of its columns. Faults are noted, so that a row tells all of them at once. One thread. */
final class Cells {

    private final long line;
    private final Map<String, Integer> places;
    private final List<String> values;
    private final List<RowFault> faults = new ArrayList<>();

    Cells(long line, Map<String, Integer> places, List<String> values) {
        this.line = line;
        this.places = places;
        this.values = values;
    }

    long line() {
        return line;
    }

    List<RowFault> faults() {
        return faults;
    }

    /** Whether the file has the column. */
    boolean has(String column) {
        return places.containsKey(column);
    }

    /** Whether the value stands in one of the row's cells. */
    boolean holds(String value) {
        return values.stream().anyMatch(cell -> cell.strip().equals(value));
    }

    /** What stands in a column, {@code ""} if nothing does or the file does not have it. */
    String text(String column) {
        Integer place = places.get(column);
        return place == null || place >= values.size() ? "" : values.get(place).strip();
    }

    /**
     * What a column says.
     *
     * @param before if the file does not have the column
     * @param empty if the cell is empty
     */
    <T> T take(String column, T before, T empty, Function<String, T> read) {
        if (!has(column)) {
            return before;
        }
        String text = text(column);
        if (text.isEmpty()) {
            return empty;
        }
        try {
            return read.apply(text);
        } catch (InvalidField fault) {
            note(column, fault);
            return before;
        }
    }

    /** What a column says, if anything. */
    <T> Optional<T> find(String column, Optional<T> before, Function<String, T> read) {
        return take(column, before, Optional.empty(), text -> Optional.of(read.apply(text)));
    }

    /** A text that must be there. */
    String require(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            note(column, new InvalidField(column, "", Reason.MISSING, "is empty; fill it in"));
        }
        return text;
    }

    /** A value that must be there; empty if it is not, or is wrong. */
    <T> Optional<T> require(String column, Function<String, T> read) {
        return require(column).isEmpty() ? Optional.empty() : find(column, Optional.empty(), read);
    }

    /** Makes the row's value, unless something is wrong with it. */
    <T> Optional<T> make(Supplier<T> maker) {
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(maker.get());
        } catch (InvalidField fault) {
            note(fault);
            return Optional.empty();
        }
    }

    /** Notes a fault of a field, in the column that is called after it. */
    void note(InvalidField fault) {
        note(column(fault.field()), fault);
    }

    void note(String column, InvalidField fault) {
        faults.add(new RowFault(column, fault.value(), fault.reason(), column + " " + fault.advice()));
    }

    /** {@code hsCode} stands in the column {@code hs_code}; units are quantities in a table. */
    private static String column(String field) {
        return switch (field) {
            case "units" -> "quantity";
            case "scrapBasisPoints" -> "scrap_percent";
            case "by" -> "tracking";
            default -> field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        };
    }
}
