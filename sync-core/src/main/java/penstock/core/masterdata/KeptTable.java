package penstock.core.masterdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import penstock.core.catalogue.Master;
import penstock.core.catalogue.Written;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.masterdata.ImportReport.RowFault;
import penstock.core.masterdata.ImportReport.RowReport;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * A table that the catalogue keeps. A file is written in one transaction; a dry run does the same and takes it back, so
 * that it says nothing else than what would happen.
 */
abstract class KeptTable<T> implements SheetTable {

    private final Database database;
    private final Master<T> master;

    KeptTable(Database database, Master<T> master) {
        this.database = database;
        this.master = master;
    }

    /**
     * One thing of a table, and the rows that describe it.
     *
     * @param value empty if something is wrong with its rows
     */
    record Entry<T>(List<Cells> rows, Optional<T> value) {}

    /** Reads the things that the rows describe; what is wrong is noted at the rows. */
    abstract List<Entry<T>> read(Transaction transaction, List<Cells> rows);

    /**
     * What is to be done when a file has been written; none of it in a dry run.
     *
     * @param kept what stands there now as the file says, newly or before
     */
    void written(long sellerId, List<T> kept) {}

    @Override
    public final List<RowReport> apply(
            long sellerId, Map<String, Integer> places, List<SheetRow> rows, boolean dryRun) {
        record Applied<T>(List<RowReport> reports, List<T> kept) {}
        Applied<T> applied;
        try {
            applied = database.transact(sellerId, transaction -> {
                List<Cells> cells = rows.stream()
                        .map(row -> new Cells(row.line(), places, row.cells()))
                        .toList();
                List<Entry<T>> entries = read(transaction, cells);
                List<Entry<T>> good = entries.stream()
                        .filter(entry -> entry.value().isPresent())
                        .toList();
                List<Written> outcomes = master.put(
                        transaction,
                        good.stream().map(entry -> entry.value().orElseThrow()).toList());
                List<RowReport> reports = reports(entries, good, outcomes);
                if (dryRun) {
                    throw new TakenBack(reports);
                }
                return new Applied<>(reports, kept(good, outcomes));
            });
        } catch (TakenBack back) {
            return back.reports;
        }
        written(sellerId, applied.kept());
        return applied.reports();
    }

    /** Carries the reports out of a transaction that is not to be. */
    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<RowReport> reports;

        TakenBack(List<RowReport> reports) {
            super("", null, false, false);
            this.reports = reports;
        }
    }

    private static <T> List<T> kept(List<Entry<T>> good, List<Written> outcomes) {
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            if (outcomes.get(i).outcome() != Outcome.REJECTED) {
                kept.add(good.get(i).value().orElseThrow());
            }
        }
        return kept;
    }

    private static <T> List<RowReport> reports(List<Entry<T>> entries, List<Entry<T>> good, List<Written> outcomes) {
        Map<Cells, Outcome> byRow = new HashMap<>();
        for (int i = 0; i < good.size(); i++) {
            List<Cells> rows = good.get(i).rows();
            outcomes.get(i)
                    .fault()
                    .ifPresent(fault -> atFault(rows, fault.value()).note(fault));
            Outcome outcome = outcomes.get(i).outcome();
            rows.forEach(row -> byRow.put(row, outcome));
        }
        return entries.stream()
                .flatMap(entry -> entry.rows().stream())
                .map(row -> new RowReport(row.line(), byRow.getOrDefault(row, Outcome.REJECTED), row.faults()))
                .sorted(java.util.Comparator.comparingLong(RowReport::line))
                .toList();
    }

    /** Of the rows that describe one thing, the one in which the wrong value stands. */
    private static Cells atFault(List<Cells> rows, String value) {
        return rows.stream()
                .filter(row -> !value.isEmpty() && row.holds(value))
                .findFirst()
                .orElse(rows.get(0));
    }

    /** Rows that say the same in a key belong to one thing. */
    static Map<String, List<Cells>> grouped(List<Cells> rows, Function<Cells, String> key) {
        Map<String, List<Cells>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(key.apply(row), any -> new ArrayList<>()).add(row));
        return groups;
    }

    /** A thing described by several rows cannot be written while one of them is wrong; the others say which. */
    static boolean allFit(List<Cells> rows) {
        Optional<Cells> wrong =
                rows.stream().filter(row -> !row.faults().isEmpty()).findFirst();
        wrong.ifPresent(first -> {
            RowFault fault = first.faults().get(0);
            rows.stream()
                    .filter(row -> row.faults().isEmpty())
                    .forEach(row -> row.faults()
                            .add(new RowFault(
                                    fault.column(),
                                    "",
                                    fault.reason(),
                                    "belongs together with line " + first.line() + ", which is refused")));
        });
        return wrong.isEmpty();
    }
}
