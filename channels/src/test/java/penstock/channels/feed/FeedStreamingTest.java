package penstock.channels.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class FeedStreamingTest {

    private static final FeedMapping MAPPING = FeedMapping.of("sku", "qty");

    @Test
    void two_hundred_thousand_rows_stream_in_bounded_memory() {
        long before = usedMemory();
        long most = 0;
        long rows = 0;
        try (CsvFeedReader reader = CsvFeedReader.open(new Rows(200_000, FeedStreamingTest::longRow), MAPPING)) {
            while (reader.hasNext()) {
                assertThat(reader.next()).isInstanceOf(FeedItem.Row.class);
                if (++rows % 50_000 == 0) {
                    most = Math.max(most, usedMemory() - before);
                }
            }
        }
        assertThat(rows).isEqualTo(200_000);
        // the file is 40 MB; what is kept are 12 bytes a slot for the SKUs, and buffers
        assertThat(most).isLessThan(16_000_000);
    }

    @Test
    void more_rows_than_the_limit_end_the_file() {
        try (CsvFeedReader reader = CsvFeedReader.open(new Rows(CsvFeedReader.MAX_ROWS + 1, i -> "A,1\n"), MAPPING)) {
            assertThat(reader.next()).isInstanceOf(FeedItem.Row.class);
            assertThat(reader.next())
                    .isInstanceOfSatisfying(
                            FeedItem.BadFile.class,
                            bad -> assertThat(bad.rejection().where() + " "
                                            + bad.rejection().reason())
                                    .isEqualTo("row 2000002 TOO_LARGE"));
            assertThat(reader.counts().repeats()).isEqualTo(CsvFeedReader.MAX_ROWS - 1);
        }
    }

    private static String longRow(long no) {
        String row = "SKU-" + no + "," + no % 1000 + ",";
        return row + "x".repeat(199 - row.length()) + "\n";
    }

    /** A file that is made while it is read, a thousand rows at a time. */
    private static final class Rows extends InputStream {

        private final long rows;
        private final LongFunction<String> row;
        private byte[] block = "sku,qty,note\n".getBytes(StandardCharsets.US_ASCII);
        private int at;
        private long made;

        Rows(long rows, LongFunction<String> row) {
            this.rows = rows;
            this.row = row;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (at == block.length) {
                if (made == rows) {
                    return -1;
                }
                StringBuilder more = new StringBuilder();
                for (int i = 0; i < 1_000 && made < rows; i++) {
                    more.append(row.apply(made++));
                }
                block = more.toString().getBytes(StandardCharsets.US_ASCII);
                at = 0;
            }
            int count = Math.min(length, block.length - at);
            System.arraycopy(block, at, buffer, offset, count);
            at += count;
            return count;
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
