package penstock.sandbox.supplier;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How a supplier writes its feed.
 *
 * @param skuColumn heading of the supplier's own SKU
 * @param quantityColumn heading of the units it has
 * @param priceColumn heading of the cost of one unit; absent when the feed has none
 * @param delimiter between columns
 * @param decimalComma whether numbers say 1.234,50 instead of 1234.50
 * @param charset of the bytes
 */
public record FeedFormat(
        String skuColumn,
        String quantityColumn,
        Optional<String> priceColumn,
        char delimiter,
        boolean decimalComma,
        Charset charset) {
    /** The headings in order. */
    List<String> headings() {
        return priceColumn
                .map(price -> List.of(skuColumn, quantityColumn, price))
                .orElse(List.of(skuColumn, quantityColumn));
    }
}
