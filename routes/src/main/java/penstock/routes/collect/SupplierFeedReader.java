package penstock.routes.collect;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.Map;
import penstock.channels.feed.CsvFeedReader;
import penstock.channels.feed.FeedItem;
import penstock.channels.feed.FeedMapping;
import penstock.core.catalogue.Accounts;
import penstock.core.message.Rejection;
import penstock.core.port.FeedReader;
import penstock.core.supplier.Feeds;
import penstock.routes.accounts.SupplierKind;

/** Reads a supplier's CSV by the columns that its account names. Any thread. */
public final class SupplierFeedReader implements FeedReader {

    private final Accounts accounts;

    public SupplierFeedReader(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Iterator<Feeds.Item> read(long sellerId, long accountId, InputStream body, String contentType) {
        Map<String, String> settings = accounts.find(sellerId, accountId)
                .map(Accounts.Account::settings)
                .orElse(Map.of());
        CsvFeedReader rows = CsvFeedReader.open(body, mapping(settings));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Feeds.Item next() {
                return item(rows.next());
            }
        };
    }

    private static Feeds.Item item(FeedItem item) {
        if (item instanceof FeedItem.Row row) {
            return new Feeds.Item.Figure(
                    row.row().rowNo(), row.row().supplierSku(), row.row().quantity());
        } else if (item instanceof FeedItem.BadRow bad) {
            return new Feeds.Item.Bad(bad.supplierSku(), bad.rejection());
        }
        Rejection rejection = ((FeedItem.BadFile) item).rejection();
        throw new Feeds.UnusableFeed(rejection.where() + ": " + rejection.advice());
    }

    static FeedMapping mapping(Map<String, String> settings) {
        FeedMapping mapping = FeedMapping.of(
                settings.getOrDefault(SupplierKind.SKU_COLUMN, "sku"),
                settings.getOrDefault(SupplierKind.QUANTITY_COLUMN, "quantity"));
        String delimiter = settings.getOrDefault(SupplierKind.DELIMITER, "");
        if (!delimiter.isEmpty()) {
            mapping = mapping.delimiter(delimiter.equals("tab") ? '\t' : delimiter.charAt(0));
        }
        String charset = settings.getOrDefault(SupplierKind.CHARSET, "");
        if (!charset.isEmpty()) {
            mapping = mapping.charset(Charset.forName(charset));
        }
        String decimalMark = settings.getOrDefault(SupplierKind.DECIMAL_MARK, "");
        if (!decimalMark.isEmpty()) {
            mapping = mapping.decimalMark(decimalMark.charAt(0));
        }
        for (String word :
                settings.getOrDefault(SupplierKind.IN_STOCK_WORDS, "").split(",", -1)) {
            int equals = word.lastIndexOf('=');
            if (equals > 0) {
                mapping = mapping.word(
                        word.substring(0, equals),
                        Integer.parseInt(word.substring(equals + 1).strip()));
            }
        }
        return mapping;
    }
}
