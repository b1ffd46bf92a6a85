package penstock.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Reads and writes the files that people keep tables in. Any thread. */
public interface SheetFiles {

    /** What a file may be. */
    enum Format {
        /** Text; the charset and the separator are found out. Written as UTF-8 with commas. */
        CSV,
        /** The first sheet of an Excel workbook. */
        XLSX
    }

    /**
     * A row as it stands in the file.
     *
     * @param line its number in the file, from 1
     * @param cells its values as texts, numbers without an exponent; {@code ""} for an empty cell
     */
    record SheetRow(long line, List<String> cells) {
        public SheetRow {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The rows of a file that are not empty, the header first, read while they are asked for.
     *
     * @param body closed by the caller
     * @throws UnusableSheet here or from the iterator, when the file cannot be read (on)
     */
    Iterator<SheetRow> read(Format format, InputStream body);

    /**
     * Writes a file; the caller closes {@code out}.
     *
     * @param rows is told where to put each row
     */
    void write(Format format, OutputStream out, Consumer<Consumer<List<String>>> rows) throws IOException;

    /** A file cannot be used as a whole. The message says where, and what to do. */
    final class UnusableSheet extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnusableSheet(String message) {
            super(message, null, false, false);
        }
    }
}
