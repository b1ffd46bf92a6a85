package penstock.channels.feed;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How one supplier writes its feed. Column names are compared without case and surrounding blanks.
 *
 * @param delimiter between columns; empty to find it in the header: comma, semicolon or tab
 * @param charset empty to find it: by byte order mark, else UTF-16, UTF-8 or Windows-1252, whichever fits
 * @param decimalMark point or comma; empty to take either, and neither where three zeros follow, which may be thousands
 * @param quantityWords what words in the quantity column stand for, as "in stock" for 5 units at least, in lower case
 */
public record FeedMapping(
        String skuColumn,
        String quantityColumn,
        Optional<String> gtinColumn,
        Optional<String> leadTimeColumn,
        Optional<String> asOfColumn,
        Optional<Character> delimiter,
        Optional<Charset> charset,
        Optional<Character> decimalMark,
        Map<String, Integer> quantityWords) {

    public FeedMapping {
        quantityWords = Map.copyOf(quantityWords);
        if (skuColumn.isBlank() || quantityColumn.isBlank()) {
            throw new IllegalArgumentException("a feed has a SKU column and a quantity column");
        }
        if (decimalMark.isPresent() && decimalMark.get() != '.' && decimalMark.get() != ',') {
            throw new IllegalArgumentException("a decimal mark is a point or a comma");
        }
        if (quantityWords.values().stream().anyMatch(units -> units < 0 || units > FeedQuantity.MAX)) {
            throw new IllegalArgumentException("a quantity word stands for 0 to " + FeedQuantity.MAX + " units");
        }
    }

    /** A feed with two columns that matter; everything else is found in the file. */
    public static FeedMapping of(String skuColumn, String quantityColumn) {
        return new FeedMapping(
                skuColumn,
                quantityColumn,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The same with columns that not every supplier has. */
    public FeedMapping columns(Optional<String> gtin, Optional<String> leadTime, Optional<String> asOf) {
        return new FeedMapping(
                skuColumn, quantityColumn, gtin, leadTime, asOf, delimiter, charset, decimalMark, quantityWords);
    }

    /** The same with a stated delimiter. */
    public FeedMapping delimiter(char stated) {
        return new FeedMapping(
                skuColumn,
                quantityColumn,
                gtinColumn,
                leadTimeColumn,
                asOfColumn,
                Optional.of(stated),
                charset,
                decimalMark,
                quantityWords);
    }

    /** The same with a stated charset. */
    public FeedMapping charset(Charset stated) {
        return new FeedMapping(
                skuColumn,
                quantityColumn,
                gtinColumn,
                leadTimeColumn,
                asOfColumn,
                delimiter,
                Optional.of(stated),
                decimalMark,
                quantityWords);
    }

    /** The same with a stated decimal mark. */
    public FeedMapping decimalMark(char stated) {
        return new FeedMapping(
                skuColumn,
                quantityColumn,
                gtinColumn,
                leadTimeColumn,
                asOfColumn,
                delimiter,
                charset,
                Optional.of(stated),
                quantityWords);
    }

    /** The same with one more quantity word. */
    public FeedMapping word(String word, int units) {
        Map<String, Integer> more = new HashMap<>(quantityWords);
        more.put(word.strip().toLowerCase(Locale.ROOT), units);
        return new FeedMapping(
                skuColumn,
                quantityColumn,
                gtinColumn,
                leadTimeColumn,
                asOfColumn,
                delimiter,
                charset,
                decimalMark,
                more);
    }
}
