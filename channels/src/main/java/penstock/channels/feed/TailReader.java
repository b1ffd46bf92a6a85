package penstock.channels.feed;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Remembers the last characters that were read, because only they tell whether the last quote was closed. */
final class TailReader extends FilterReader {

    /** Characters remembered. */
    static final int LENGTH = 64;

    private String tail = "";

    TailReader(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            int kept = Math.min(read, LENGTH);
            String all = tail + new String(buffer, offset + read - kept, kept);
            tail = all.substring(Math.max(0, all.length() - LENGTH));
        }
        return read;
    }

    /** Whether the text, but for its last line break, ends in this quoted field. */
    boolean endsWithQuoted(String field) {
        String written = '"' + field.replace("\"", "\"\"") + '"';
        String end = written.substring(Math.max(0, written.length() - LENGTH / 2));
        return tail.replaceFirst("(\r\n|\n|\r)$", "").endsWith(end);
    }
}
