package penstock.core.masterdata;

import java.util.List;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Written.Outcome;

/**
 * What came of a file, row by row.
 *
 * @param dryRun whether nothing was written: it says what would have come of it
 */
public record ImportReport(String table, boolean dryRun, List<RowReport> rows) {

    public ImportReport {
        rows = List.copyOf(rows);
    }

    /**
     * What came of a row.
     *
     * @param line its number in the file
     */
    public record RowReport(long line, Outcome outcome, List<RowFault> faults) {
        public RowReport {
            faults = List.copyOf(faults);
        }
    }

    /** What is wrong with a cell, and what to do about it. */
    public record RowFault(String column, String value, Reason reason, String advice) {

        /** Values are shortened to this many characters. */
        static final int MAX_VALUE = 200;

        public RowFault {
            value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
        }
    }

    /** Rows with that outcome. */
    public int count(Outcome outcome) {
        return (int) rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /** Rows that were refused. */
    public List<RowReport> rejected() {
        return rows.stream().filter(row -> row.outcome() == Outcome.REJECTED).toList();
    }
}
