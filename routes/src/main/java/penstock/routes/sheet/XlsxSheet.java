package penstock.routes.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.port.SheetFiles.UnusableSheet;

/** The first sheet of an Excel workbook. */
final class XlsxSheet {

    /** Bytes of a workbook when it is unpacked: a small file can be made to unpack to terabytes. */
    static final long MAX_UNPACKED_BYTES = 256L << 20;

    /** Columns of a row, at most; what lies beyond cannot be a column of ours. */
    private static final int MAX_COLUMNS = 200;

    /** What Excel shows of a number; it keeps 1.1 as 1.1000000000000001. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final int ROWS_AT_A_TIME = 1_000;

    private XlsxSheet() {}

    static Iterator<SheetRow> read(InputStream body) {
        try {
            byte[] bytes = body.readAllBytes();
            requireModest(bytes);
            ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
            Stream<Row> rows = workbook.getFirstSheet().openStream();
            return new Reading(rows.map(XlsxSheet::row)
                    .filter(row -> !row.cells().stream().allMatch(String::isBlank))
                    .iterator());
        } catch (ExcelReaderException | IOException e) {
            throw unreadable();
        }
    }

    private static UnusableSheet unreadable() {
        return new UnusableSheet("the file is not an Excel workbook (xlsx), or it is damaged; save it again");
    }

    private static void requireModest(byte[] bytes) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long unpacked = 0;
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MAX_UNPACKED_BYTES) {
                            throw new UnusableSheet(
                                    "the workbook unpacks to more than " + MAX_UNPACKED_BYTES + " bytes; split it");
                        }
                    }
                }
            }
        }
    }

    /** Rows are read while they are asked for, and may turn out damaged then. */
    private record Reading(Iterator<SheetRow> rows) implements Iterator<SheetRow> {
        @Override
        public boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (ExcelReaderException | UncheckedIOException | IllegalArgumentException e) {
                throw unreadable();
            }
        }

        @Override
        public SheetRow next() {
            return rows.next();
        }
    }

    private static SheetRow row(Row row) {
        List<String> cells = new ArrayList<>();
        int count = Math.min(row.getCellCount(), MAX_COLUMNS);
        for (int column = 0; column < count; column++) {
            cells.add(row.getOptionalCell(column).map(XlsxSheet::text).orElse(""));
        }
        return new SheetRow(row.getRowNum(), cells);
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> plain(cell.asNumber());
            case STRING -> cell.asString();
            case BOOLEAN -> cell.asBoolean() ? "TRUE" : "FALSE";
            case FORMULA -> cell.getValue() instanceof BigDecimal number ? plain(number) : calculated(raw);
            case ERROR -> raw;
            case EMPTY -> "";
        };
    }

    private static String calculated(String raw) {
        try {
            return plain(new BigDecimal(raw));
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    private static String plain(BigDecimal number) {
        BigDecimal shown = number.round(SHOWN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** All cells are texts, so that no spreadsheet takes a GTIN for a number or a code for a formula. */
    static void write(OutputStream out, Consumer<Consumer<List<String>>> rows) throws IOException {
        try (Workbook workbook = new Workbook(out, "Penstock", "1.0")) {
            Writing sheet = new Writing(workbook.newWorksheet("Sheet1"));
            rows.accept(sheet);
            sheet.finish();
        }
    }

    private static final class Writing implements Consumer<List<String>> {
        private final Worksheet sheet;
        private int row;

        Writing(Worksheet sheet) {
            this.sheet = sheet;
        }

        @Override
        public void accept(List<String> cells) {
            for (int column = 0; column < cells.size(); column++) {
                if (!cells.get(column).isEmpty()) {
                    sheet.inlineString(row, column, cells.get(column));
                }
            }
            row++;
            if (row % ROWS_AT_A_TIME == 0) {
                try {
                    sheet.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        void finish() throws IOException {
            sheet.finish();
        }
    }
}
