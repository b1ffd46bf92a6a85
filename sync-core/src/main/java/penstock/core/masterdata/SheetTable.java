package penstock.core.masterdata;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import penstock.core.masterdata.ImportReport.RowReport;
import penstock.core.port.SheetFiles.SheetRow;

/** A table that people keep in a spreadsheet. Any thread. */
interface SheetTable {

    String name();

    /** What a row is, for a person. */
    String meaning();

    List<Column> columns();

    /**
     * Judges rows and, unless it is dry, writes what is right.
     *
     * @param places where the file has which column
     */
    List<RowReport> apply(long sellerId, Map<String, Integer> places, List<SheetRow> rows, boolean dryRun);

    /** Gives every row there is, in the order of {@link #columns}, by key. */
    void export(long sellerId, Consumer<List<String>> row);
}
