package penstock.core.valuation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** What units of a SKU weigh and how much room they take, where the catalogue says so. One transaction. */
final class Measures {

    private static final String SIZE = """
            select decimals, weight_g::numeric as grams,
                   length_mm::numeric * width_mm * height_mm as cubic_millimetres
              from sku where seller_id = ? and sku_id = ?
            """;

    private final Transaction transaction;

    Measures(Transaction transaction) {
        this.transaction = transaction;
    }

    /** In grams; {@code units} are the ledger's, which of a SKU that is measured are parts of its unit. */
    OptionalLong weight(long skuId, int units) {
        return all("grams", skuId, units);
    }

    /** In cubic millimetres. */
    OptionalLong volume(long skuId, int units) {
        return all("cubic_millimetres", skuId, units);
    }

    private OptionalLong all(String column, long skuId, int units) {
        Optional<BigDecimal> all = transaction
                .find(SIZE, row -> all(row, column, units), transaction.sellerId(), skuId)
                .flatMap(found -> found);
        return all.isPresent()
                ? OptionalLong.of(all.get().setScale(0, RoundingMode.HALF_EVEN).longValueExact())
                : OptionalLong.empty();
    }

    private static Optional<BigDecimal> all(Row row, String column, int units) throws SQLException {
        int decimals = row.getInt("decimals");
        return row.findText(column).map(one -> new BigDecimal(one).multiply(BigDecimal.valueOf(units, decimals)));
    }
}
