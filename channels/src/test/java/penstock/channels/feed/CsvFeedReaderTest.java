package penstock.channels.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.message.Rejection;

class CsvFeedReaderTest {

    private static final FeedMapping MAPPING = FeedMapping.of("sku", "qty");

    @Test
    void rows_come_in_the_order_of_the_file_and_bad_ones_by_themselves() {
        assertThat(read("""
                        name,sku,qty
                        Tee,TEE-1,5
                        Cap,CAP-1,many
                        ,,3
                        Mug,MUG-1,10+
                        Bag,BAG-1
                        Pen,PEN-1,2,extra

                        Pot,POT-1,1000001
                        "Tin, blue",TIN-1,0
                        """)).isEqualTo("""
                        2 TEE-1 5
                        bad: row 3, column qty (3) | many | NOT_A_NUMBER
                        bad: row 4, column sku (2) |  | MISSING_FIELD
                        5 MUG-1 10 or more
                        bad: row 6, column qty (3) |  | MISSING_FIELD
                        bad: row 7 | 4 columns | MALFORMED
                        bad: row 9, column qty (3) | 1000001 | OUT_OF_RANGE
                        10 TIN-1 0
                        3 rows, 0 repeats, 5 bad
                        """);
    }

    @ParameterizedTest
    @MethodSource("writings")
    void charset_and_delimiter_are_found_out(String writing, Charset charset, String mark, char delimiter) {
        String text = mark
                + "Artikel;Größe;Bestand\r\nBÜGEL-1;groß;5\r\n\"ÖL;2\";klein;7\r\n"
                        .replace(';', delimiter)
                        .replace("L" + delimiter + "2", "L;2");

        assertThat(read(text.getBytes(charset), FeedMapping.of("ARTIKEL ", "bestand")))
                .as(writing)
                .isEqualTo("2 BÜGEL-1 5\n3 ÖL;2 7\n2 rows, 0 repeats, 0 bad\n");
    }

    static Stream<Arguments> writings() {
        return Stream.of(
                Arguments.of("UTF-8", StandardCharsets.UTF_8, "", ','),
                Arguments.of("UTF-8 with mark", StandardCharsets.UTF_8, "\uFEFF", ';'),
                Arguments.of("UTF-16LE with mark", StandardCharsets.UTF_16LE, "\uFEFF", '\t'),
                Arguments.of("UTF-16BE with mark", StandardCharsets.UTF_16BE, "\uFEFF", ';'),
                Arguments.of("UTF-16LE without mark", StandardCharsets.UTF_16LE, "", ','),
                Arguments.of("UTF-16BE without mark", StandardCharsets.UTF_16BE, "", ','),
                Arguments.of("Windows-1252", FeedText.WINDOWS_1252, "", ';'));
    }

    @Test
    void what_the_mapping_states_is_not_guessed() {
        FeedMapping stated = FeedMapping.of("a", "b").delimiter('|').charset(StandardCharsets.ISO_8859_1);

        assertThat(read("a|b\nx,y;z|4\né|5\n".getBytes(StandardCharsets.ISO_8859_1), stated))
                .isEqualTo("2 x,y;z 4\n3 é 5\n2 rows, 0 repeats, 0 bad\n");
    }

    @Test
    void a_delimiter_in_quotes_does_not_count() {
        assertThat(read("\"a,b,c,d\";sku;qty\n1;X;2\n")).isEqualTo("2 X 2\n1 rows, 0 repeats, 0 bad\n");
    }

    @Test
    void other_columns_are_read_where_the_supplier_has_them() {
        FeedMapping more = MAPPING.columns(Optional.of("ean"), Optional.of("days"), Optional.of("as of"));

        assertThat(read("""
                        sku,qty,ean,days,as of
                        A,1,4006381333931,3,2026-11-23T10:00:00+01:00
                        B,1,,,2026-11-23
                        C,1,,,2026-11-23 08:30:00
                        D,1,,soon,
                        E,1,,,yesterday
                        F,1,,9999,
                        """.getBytes(StandardCharsets.UTF_8), more)).isEqualTo("""
                        2 A 1 gtin 4006381333931 days 3 as of 2026-11-23T09:00:00Z
                        3 B 1 as of 2026-11-23T00:00:00Z
                        4 C 1 as of 2026-11-23T08:30:00Z
                        bad: row 5, column days (4) | soon | NOT_A_NUMBER
                        bad: row 6, column as of (5) | yesterday | MALFORMED
                        bad: row 7, column days (4) | 9999 | NOT_A_NUMBER
                        3 rows, 0 repeats, 3 bad
                        """);
    }

    @Test
    void of_two_rows_for_one_sku_the_first_counts_unless_they_agree() {
        assertThat(read("sku,qty\nA,1\nB,2\nA,3\nB,2\nC,bad\nC,4\n")).isEqualTo("""
                        2 A 1
                        3 B 2
                        bad: row 4, column sku (1) | A | DUPLICATE_ROW
                        bad: row 6, column qty (2) | bad | NOT_A_NUMBER
                        7 C 4
                        3 rows, 1 repeats, 2 bad
                        """);
    }

    @Test
    void a_missing_column_is_one_error_that_lists_what_was_found() {
        try (CsvFeedReader reader = open("Artikel;Menge;EAN\nA;1;2\n", MAPPING)) {
            Rejection rejection = ((FeedItem.BadFile) reader.next()).rejection();
            assertThat(rejection.where()).isEqualTo("row 1");
            assertThat(rejection.advice())
                    .isEqualTo("The file has no column 'sku' and no column 'qty'. Columns found: Artikel, Menge, EAN. "
                            + "Correct the file or the feed's columns.");
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void a_column_that_stands_twice_is_an_error_of_the_file() {
        assertThat(read("sku,qty,Qty\nA,1,2\n"))
                .isEqualTo("bad file: row 1 | sku, qty, Qty | MISSING_FIELD\n0 rows, 0 repeats, 0 bad\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void an_empty_file_is_an_error_and_not_an_empty_stock(String text) {
        assertThat(read(text)).isEqualTo("bad file: row 1 |  | MISSING_FIELD\n0 rows, 0 repeats, 0 bad\n");
    }

    @Test
    void a_header_alone_is_a_feed_without_rows() {
        assertThat(read("sku,qty\n")).isEqualTo("0 rows, 0 repeats, 0 bad\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A,1\nB,\"2",
                "A,1\nB,\"",
                "A,1\nB,\"\n",
                "A,1\nB,\"2\"\"",
                "A,1\nB,\"2\nC,3\nD,4\n",
                "A,1\nB,\"2\"\"\n"
            })
    void a_file_that_ends_inside_a_quoted_value_is_cut_off(String rows) {
        assertThat(read("sku,qty\n" + rows))
                .isEqualTo("2 A 1\nbad file: row 3 |  | MALFORMED\n1 rows, 0 repeats, 0 bad\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"1\"\n", "\"1\"\r\n", "\"1 \"\n"})
    void a_file_that_ends_in_a_closed_quote_is_whole(String last) {
        assertThat(read("sku,qty\nA," + last)).isEqualTo("2 A 1\n1 rows, 0 repeats, 0 bad\n");
    }

    @Test
    void a_last_value_of_quotes_alone_is_whole_when_it_is_closed() {
        assertThat(read("qty,sku\n1,\"\"\"\"\n2,A\n3,\"\"\"\"\"\"")).endsWith("4 \"\" 3\n3 rows, 0 repeats, 0 bad\n");
        assertThat(read("qty,sku\n1,A\n2,\"\"\n"))
                .isEqualTo("2 A 1\nbad: row 3, column sku (2) |  | MISSING_FIELD\n1 rows, 0 repeats, 1 bad\n");
    }

    @Test
    void a_row_is_limited_in_columns_and_characters_and_a_value_in_length() {
        String wide = "X,1" + ",".repeat(CsvFeedReader.MAX_COLUMNS);
        String longRow = "Y,1," + "y".repeat(CsvFeedReader.MAX_ROW_CHARS);
        String longSku = "Z".repeat(201) + ",1";

        assertThat(read("sku,qty,note\n" + wide + "\n" + longRow + "\n" + longSku + "\nA,1,\n"))
                .isEqualTo("bad: row 2 | 502 columns, 2 characters | TOO_LARGE\n"
                        + "bad: row 3 | 3 columns, 65538 characters | TOO_LARGE\n"
                        + "bad: row 4, column sku (1) | " + "Z".repeat(200) + " | TOO_LARGE\n"
                        + "5 A 1\n1 rows, 0 repeats, 3 bad\n");
        assertThat(read("sku,qty\nA,1\nB,\"" + "b".repeat(2 * CsvFeedReader.MAX_BUFFER_CHARS)))
                .isEqualTo("2 A 1\nbad file: row 2 |  | TOO_LARGE\n1 rows, 0 repeats, 0 bad\n");
    }

    @Test
    void bytes_that_are_none_in_the_charset_end_the_file() {
        byte[] bytes = concat(
                ("sku,qty\n" + "A,1\n".repeat(50_000)).getBytes(StandardCharsets.UTF_8),
                "BÜ,1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(bytes, MAPPING)).startsWith("2 A 1\nbad file: row ").contains("| MALFORMED");
    }

    @Test
    void bad_rows_are_all_handed_out_because_they_list_their_skus() {
        StringBuilder text = new StringBuilder("sku,qty\n");
        for (int i = 0; i < 10_005; i++) {
            text.append("S").append(i).append(",x\n");
        }
        try (CsvFeedReader reader = open(text + "GOOD,1\n", MAPPING)) {
            long handedOut = 0;
            FeedItem last = null;
            while (reader.hasNext()) {
                last = reader.next();
                handedOut += last instanceof FeedItem.BadRow ? 1 : 0;
            }
            assertThat(handedOut).isEqualTo(10_005);
            assertThat(last).isInstanceOf(FeedItem.Row.class);
            assertThat(reader.counts()).isEqualTo(new FeedCounts(1, 0, 10_005));
        }
    }

    @Test
    void a_stream_that_fails_is_not_taken_for_a_short_file() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> CsvFeedReader.open(failing, MAPPING))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("connection reset");
    }

    @Test
    void after_the_last_row_there_is_nothing() {
        try (CsvFeedReader reader = open("sku,qty\n", MAPPING)) {
            assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void a_mapping_that_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> FeedMapping.of("", "qty")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MAPPING.decimalMark('x')).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MAPPING.word("plenty", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    private static CsvFeedReader open(String text, FeedMapping mapping) {
        return CsvFeedReader.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), mapping);
    }

    private static String read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), MAPPING);
    }

    private static String read(byte[] bytes, FeedMapping mapping) {
        StringBuilder words = new StringBuilder();
        try (CsvFeedReader reader = CsvFeedReader.open(new ByteArrayInputStream(bytes), mapping)) {
            reader.forEachRemaining(item -> words.append(words(item)).append('\n'));
            FeedCounts counts = reader.counts();
            return words + "%d rows, %d repeats, %d bad\n".formatted(counts.rows(), counts.repeats(), counts.bad());
        }
    }

    private static String words(FeedItem item) {
        if (item instanceof FeedItem.Row good) {
            FeedRow row = good.row();
            return row.rowNo() + " " + row.supplierSku() + " " + row.quantity() + (row.atLeast() ? " or more" : "")
                    + row.gtin().map(gtin -> " gtin " + gtin).orElse("")
                    + (row.leadTimeDays().isPresent()
                            ? " days " + row.leadTimeDays().getAsInt()
                            : "")
                    + row.asOf().map(asOf -> " as of " + asOf).orElse("");
        } else if (item instanceof FeedItem.BadRow bad) {
            return "bad: " + words(bad.rejection());
        }
        return "bad file: " + words(((FeedItem.BadFile) item).rejection());
    }

    private static String words(Rejection rejection) {
        assertThat(rejection.advice()).isNotBlank();
        return rejection.where() + " | " + rejection.value() + " | " + rejection.reason();
    }
}
