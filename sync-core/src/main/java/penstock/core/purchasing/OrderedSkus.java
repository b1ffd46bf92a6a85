package penstock.core.purchasing;

import java.util.Collection;
import java.util.Map;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Transaction;

/** SKUs that a document names: there, and no kits. */
public final class OrderedSkus {

    private OrderedSkus() {}

    /** By code. */
    public static Map<String, Sku> require(Transaction transaction, Collection<String> codes) {
        Map<String, Sku> found = SkuRows.byCode(transaction, codes);
        for (String code : codes) {
            Sku sku = found.get(code);
            if (sku == null) {
                throw new InvalidField("sku", code, Reason.UNKNOWN_SKU, code + " is no SKU of ours; create it first");
            }
            if (sku.isKit()) {
                throw new InvalidField(
                        "sku",
                        code,
                        Reason.KIT_NOT_POSSIBLE,
                        code + " is a kit, which has no stock; name its components");
            }
        }
        return found;
    }
}
