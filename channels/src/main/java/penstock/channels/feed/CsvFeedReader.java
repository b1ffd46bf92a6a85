package penstock.channels.feed;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;

/**
 * Reads an availability feed row by row, so that a file of any length fits. One thread.
 *
 * <p>Of two rows for one SKU the first counts and the second is reported, unless both say the same. A file cut off inside
 * a quoted value is reported as such; one cut off elsewhere looks like a shorter file.
 */
public final class CsvFeedReader implements Iterator<FeedItem>, AutoCloseable {

    /** Rows of a file, at most; the file ends there with an error. */
    public static final long MAX_ROWS = 2_000_000;

    /** Columns of a row, at most. */
    public static final int MAX_COLUMNS = 500;

    /** Characters of a row, at most. */
    public static final int MAX_ROW_CHARS = 65_536;

    /** Characters that a single value may have before a quote is taken for unclosed. */
    static final int MAX_BUFFER_CHARS = 4 * MAX_ROW_CHARS;

    private final FeedMapping mapping;
    private final TailReader text;
    private final CloseableIterator<RawRow> rows;
    private final SeenSkus seen = new SeenSkus();

    private @Nullable FeedColumns columns;
    private @Nullable FeedItem next;
    private boolean over;
    private long read;
    private long good;
    private long repeats;
    private long bad;
    private long lastRowNo;

    private CsvFeedReader(FeedMapping mapping, TailReader text, CloseableIterator<RawRow> rows) {
        this.mapping = mapping;
        this.text = text;
        this.rows = rows;
    }

    /**
     * Begins to read; closing the reader closes the stream.
     *
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static CsvFeedReader open(InputStream in, FeedMapping mapping) {
        try {
            BufferedReader decoded = FeedText.decode(in, mapping.charset());
            char delimiter =
                    mapping.delimiter().isPresent() ? mapping.delimiter().get() : FeedText.delimiter(decoded);
            TailReader text = new TailReader(decoded);
            CsvReader<RawRow> csv = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .maxBufferSize(MAX_BUFFER_CHARS)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .build(new RawRow.Handler(), text);
            return new CsvFeedReader(mapping, text, csv.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of the rows read so far. */
    public FeedCounts counts() {
        return new FeedCounts(good, repeats, bad);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !over) {
            next = advance();
        }
        return next != null;
    }

    @Override
    public FeedItem next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the feed is over");
        }
        FeedItem item = next;
        next = null;
        return item;
    }

    /** The next item; null for a row of which nothing is handed out. */
    private @Nullable FeedItem advance() {
        try {
            return columns == null ? header() : row(columns);
        } catch (CsvParseException e) {
            return brokenOff(
                    RejectionReason.TOO_LARGE,
                    "A value is longer than " + MAX_BUFFER_CHARS
                            + " characters: look for a quote that is not closed after this row.");
        } catch (UncheckedIOException e) {
            return notInCharset(e);
        }
    }

    private @Nullable FeedItem header() {
        if (!rows.hasNext()) {
            return brokenOff(RejectionReason.MISSING_FIELD, "The file is empty: it needs a header and rows.");
        }
        RawRow header = rows.next();
        Optional<Rejection> flaw = FeedColumns.flaw(mapping, header);
        if (flaw.isPresent()) {
            over = true;
            return new FeedItem.BadFile(flaw.get());
        }
        columns = FeedColumns.of(mapping, header);
        return null;
    }

    private @Nullable FeedItem row(FeedColumns known) {
        if (!rows.hasNext()) {
            over = true;
            return null;
        }
        RawRow row = rows.next();
        lastRowNo = row.rowNo();
        if (++read > MAX_ROWS) {
            return brokenOff(RejectionReason.TOO_LARGE, "A file has at most " + MAX_ROWS + " rows: split it.");
        } else if (isCutOff(row)) {
            return brokenOff(RejectionReason.MALFORMED, "The file ends inside a quoted value: send it again in full.");
        }
        return counted(known.read(row), known);
    }

    private boolean isCutOff(RawRow row) {
        return row.lastQuoted()
                && !row.isTooLarge()
                && !rows.hasNext()
                && !text.endsWithQuoted(row.fields().get(row.fields().size() - 1));
    }

    private @Nullable FeedItem counted(FeedItem item, FeedColumns known) {
        if (item instanceof FeedItem.Row row) {
            int earlier = seen.putIfAbsent(row.row().supplierSku(), row.row().quantity());
            if (earlier == SeenSkus.NEW) {
                good++;
                return item;
            } else if (earlier == row.row().quantity()) {
                repeats++;
                return null;
            }
            return counted(known.duplicate(row.row(), earlier), known);
        }
        bad++;
        return item;
    }

    private FeedItem notInCharset(UncheckedIOException e) {
        if (e.getCause() instanceof CharacterCodingException) {
            return brokenOff(
                    RejectionReason.MALFORMED,
                    "The file has bytes that are none in its charset, in or soon after this row: state the feed's charset.");
        }
        throw e;
    }

    private FeedItem brokenOff(RejectionReason reason, String advice) {
        over = true;
        return new FeedItem.BadFile(new Rejection("row " + Math.max(1, lastRowNo), "", reason, advice));
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
