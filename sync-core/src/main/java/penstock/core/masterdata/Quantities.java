package penstock.core.masterdata;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Transaction;

/** Quantities of SKUs, each with the decimals of its SKU. */
final class Quantities {

    private final Map<String, Sku> skus;

    private Quantities(Map<String, Sku> skus) {
        this.skus = skus;
    }

    /** Looks up the SKUs that stand in a column. */
    static Quantities read(Transaction transaction, List<Cells> rows, String column) {
        return new Quantities(SkuRows.byCode(
                transaction, rows.stream().map(row -> row.text(column)).toList()));
    }

    Optional<Sku> find(String code) {
        return Optional.ofNullable(skus.get(code));
    }

    /** How many units a row says, of the SKU that it names; what is wrong is noted. */
    Optional<Integer> read(Cells row, String skuColumn, String quantityColumn) {
        String code = row.require(skuColumn);
        Optional<Sku> sku = find(code);
        if (!code.isEmpty() && sku.isEmpty()) {
            row.note(new InvalidField(skuColumn, code, Reason.UNKNOWN_SKU, "is no SKU of ours; create it first"));
        }
        int decimals = sku.map(known -> known.profile().decimals()).orElse(0);
        return row.require(quantityColumn, text -> Numbers.quantity(text, decimals));
    }

    /** The decimals of SKUs, by code. */
    static Map<String, Integer> decimals(Skus skus, long sellerId, Collection<String> codes) {
        Map<String, Integer> decimals = new HashMap<>();
        skus.list(sellerId, codes)
                .forEach(sku -> decimals.put(sku.code(), sku.profile().decimals()));
        return decimals;
    }
}
