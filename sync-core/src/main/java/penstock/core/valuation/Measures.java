package penstock.core.valuation;

import java.util.OptionalLong;
import penstock.core.store.Transaction;

/** What one unit of a SKU weighs and how large it is, where the catalogue says so. Any thread. */
public interface Measures {

    /** Nothing is known of any SKU; weights and volumes come with the document. */
    Measures UNKNOWN = new Measures() {
        @Override
        public OptionalLong grams(Transaction transaction, long skuId) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong cubicMillimetres(Transaction transaction, long skuId) {
            return OptionalLong.empty();
        }
    };

    OptionalLong grams(Transaction transaction, long skuId);

    OptionalLong cubicMillimetres(Transaction transaction, long skuId);
}
