package penstock.routes.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import penstock.channels.feed.FeedText;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.port.SheetFiles.UnusableSheet;

/**
 * CSV. Charset and separator are found out. What a spreadsheet would take for a formula is written with an apostrophe in
 * front, and read without it, so that what is written is read as it was.
 */
final class CsvSheet {

    /** Characters that a single value may have before a quote is taken for unclosed. */
    private static final int MAX_VALUE = 65_536;

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvSheet() {}

    static Iterator<SheetRow> read(InputStream body) {
        try {
            BufferedReader text = FeedText.decode(body, Optional.empty());
            CsvReader<CsvRecord> csv = CsvReader.builder()
                    .fieldSeparator(FeedText.delimiter(text))
                    .maxBufferSize(MAX_VALUE)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(text);
            return new Rows(csv.iterator());
        } catch (CharacterCodingException e) {
            throw notText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnusableSheet notText() {
        return new UnusableSheet("the file has bytes that are none in its charset; save it as CSV UTF-8");
    }

    private static final class Rows implements Iterator<SheetRow> {
        private final Iterator<CsvRecord> records;
        private @Nullable SheetRow next;
        private long line;

        Rows(Iterator<CsvRecord> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            while (next == null && more()) {
                CsvRecord read = records.next();
                line = read.getStartingLineNumber();
                List<String> cells =
                        read.getFields().stream().map(CsvSheet::unguarded).toList();
                next = cells.stream().allMatch(String::isBlank) ? null : new SheetRow(line, cells);
            }
            return next != null;
        }

        private boolean more() {
            try {
                return records.hasNext();
            } catch (CsvParseException e) {
                throw new UnusableSheet("after line " + line + " a value is longer than " + MAX_VALUE
                        + " characters; look for a quote that is not closed");
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof CharacterCodingException) {
                    throw notText();
                }
                throw e;
            }
        }

        @Override
        public SheetRow next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException("the file is over");
            }
            SheetRow row = next;
            next = null;
            return row;
        }
    }

    static void write(OutputStream out, Consumer<Consumer<List<String>>> rows) throws IOException {
        CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        rows.accept(
                row -> writer.writeRecord(row.stream().map(CsvSheet::guarded).toList()));
        writer.flush();
    }

    /** Also what begins with an apostrophe gets one, so that taking one away gives back what was there. */
    private static String guarded(String text) {
        return !text.isEmpty() && isGuarded(text.charAt(0)) ? "'" + text : text;
    }

    private static String unguarded(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && isGuarded(text.charAt(1)) ? text.substring(1) : text;
    }

    private static boolean isGuarded(char first) {
        return first == '\'' || FORMULA_STARTS.indexOf(first) >= 0;
    }
}
