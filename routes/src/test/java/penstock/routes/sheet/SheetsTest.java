package penstock.routes.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import penstock.core.port.SheetFiles.Format;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.port.SheetFiles.UnusableSheet;

class SheetsTest {

    private final Sheets sheets = new Sheets();

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAsItWas(Format format) throws IOException {
        List<List<String>> rows = List.of(
                List.of("code", "title", "note"),
                List.of("00012", "Mug, \"blue\"", "=1+1"),
                List.of("'=A", "''", "'quoted'"),
                List.of("@x", "-5", "+3"),
                List.of("Ümlaut €", "line 1\nline 2", "x"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.write(format, out, rows::forEach);
        assertThat(read(format, out.toByteArray()).stream().map(SheetRow::cells))
                .isEqualTo(rows);
    }

    @Test
    void noCellOfACsvIsAFormula() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.write(Format.CSV, out, row -> row.accept(List.of("=HYPERLINK(1)", "plain")));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("'=HYPERLINK(1),plain\r\n");
    }

    @Test
    void linesAreCountedAsTheEditorCountsThem() {
        assertThat(read(Format.CSV, "a;b\n\n1;\"x\ny\"\n;\n2;z\n".getBytes(StandardCharsets.UTF_8)).stream()
                        .map(row -> row.line() + row.cells().get(0)))
                .containsExactly("1a", "31", "62");
    }

    @Test
    void whatExcelSavesOnWindowsIsUnderstood() {
        byte[] csv = "code;title\r\nA;Größe\r\n".getBytes(Charset.forName("windows-1252"));
        assertThat(read(Format.CSV, csv).get(1).cells()).containsExactly("A", "Größe");
    }

    @Test
    void numbersOfAWorkbookAreReadAsTheyAreShown() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("S");
            sheet.value(0, 0, 4006381333931L);
            sheet.value(0, 1, 1.1);
            sheet.value(0, 2, 1.1 + 2.2);
            sheet.value(0, 3, true);
            sheet.value(0, 5, "text");
            sheet.value(2, 0, 0.0);
        }
        List<SheetRow> rows = read(Format.XLSX, out.toByteArray());
        assertThat(rows.get(0).cells()).containsExactly("4006381333931", "1.1", "3.3", "TRUE", "", "text");
        assertThat(rows.get(1).line() + " " + rows.get(1).cells()).isEqualTo("3 [0]");
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        for (byte[] bytes : List.of(new byte[0], "code,title".getBytes(StandardCharsets.UTF_8), zipOf(10))) {
            assertThatThrownBy(() -> read(Format.XLSX, bytes))
                    .isInstanceOf(UnusableSheet.class)
                    .hasMessageContaining("not an Excel workbook");
        }
    }

    @Test
    void aWorkbookThatUnpacksToTooMuchIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> read(Format.XLSX, zipOf(XlsxSheet.MAX_UNPACKED_BYTES + 1)))
                .isInstanceOf(UnusableSheet.class)
                .hasMessageContaining("unpacks to more");
    }

    /** A few lines of XML that stand for a billion words; and one that would read a file of ours. */
    @Test
    void aWorkbookWithEntitiesExpandsNone() throws IOException {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"" + "ha".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">"
                + "<!ENTITY f SYSTEM \"file:///etc/hostname\">]>";
        for (String entity : new String[] {"&c;", "&f;"}) {
            byte[] workbook = withSheet(bomb + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
                    + entity + "</t></is></c></row></sheetData></worksheet>");
            assertThatThrownBy(() -> read(Format.XLSX, workbook)).isInstanceOf(UnusableSheet.class);
        }
    }

    @Test
    void aQuoteThatIsNotClosedIsToldWithItsPlace() {
        String csv = "code,title\nA,x\nB,\"" + "y".repeat(70_000);
        assertThatThrownBy(() -> read(Format.CSV, csv.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnusableSheet.class)
                .hasMessageStartingWith("after line 2");
    }

    private List<SheetRow> read(Format format, byte[] bytes) {
        List<SheetRow> rows = new ArrayList<>();
        sheets.read(format, new ByteArrayInputStream(bytes)).forEachRemaining(rows::add);
        return rows;
    }

    private static byte[] zipOf(long zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/zeros"));
            byte[] some = new byte[1 << 20];
            for (long left = zeros; left > 0; left -= some.length) {
                zip.write(some, 0, (int) Math.min(left, some.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** A workbook whose sheet is this XML. */
    private static byte[] withSheet(String xml) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(plain, "test", "1.0")) {
            workbook.newWorksheet("S").value(0, 0, "x");
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (ZipFile in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(plain.toByteArray()))
                        .get();
                ZipOutputStream out = new ZipOutputStream(changed)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().contains("sheet1.xml")
                                ? xml.getBytes(StandardCharsets.UTF_8)
                                : in.getInputStream(entry).readAllBytes());
            }
        }
        return changed.toByteArray();
    }
}
