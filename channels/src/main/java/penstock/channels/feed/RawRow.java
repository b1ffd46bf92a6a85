package penstock.channels.feed;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * A row as text.
 *
 * @param fields the first {@link CsvFeedReader#MAX_COLUMNS}
 * @param columns how many there are
 * @param chars how long they are together
 * @param lastQuoted whether the last field began with a quote
 */
record RawRow(long rowNo, List<String> fields, int columns, int chars, boolean lastQuoted) {

    boolean isTooLarge() {
        return columns > CsvFeedReader.MAX_COLUMNS || chars > CsvFeedReader.MAX_ROW_CHARS;
    }

    /** Takes rows from the parser and keeps no more of them than is allowed. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<RawRow> {

        private long rowNo;
        private List<String> fields = new ArrayList<>();
        private int columns;
        private int chars;
        private boolean lastQuoted;

        @Override
        protected void handleBegin(long startingLineNumber) {
            rowNo = startingLineNumber;
            fields = new ArrayList<>();
            columns = 0;
            chars = 0;
            lastQuoted = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            columns++;
            chars += length;
            lastQuoted = quoted;
            if (columns <= CsvFeedReader.MAX_COLUMNS && chars <= CsvFeedReader.MAX_ROW_CHARS) {
                fields.add(new String(buffer, offset, length));
            }
        }

        @Override
        protected RawRow buildRecord() {
            return new RawRow(rowNo, fields, columns, chars, lastQuoted);
        }
    }
}
