package penstock.routes.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import penstock.core.port.SheetFiles;

/** CSV and XLSX. Any thread. */
public final class Sheets implements SheetFiles {

    @Override
    public Iterator<SheetRow> read(Format format, InputStream body) {
        return switch (format) {
            case CSV -> CsvSheet.read(body);
            case XLSX -> XlsxSheet.read(body);
        };
    }

    @Override
    public void write(Format format, OutputStream out, Consumer<Consumer<List<String>>> rows) throws IOException {
        switch (format) {
            case CSV -> CsvSheet.write(out, rows);
            case XLSX -> XlsxSheet.write(out, rows);
        }
    }
}
