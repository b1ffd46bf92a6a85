package penstock.routes.accounts;

import java.util.List;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Field;
import penstock.core.port.ChannelKinds.Role;

/** An account whose other side is a supplier: it sends availability feeds, and nobody calls it. */
public final class SupplierKind {

    public static final String CODE = "supplier";
    public static final String SKU_COLUMN = "sku_column";
    public static final String QUANTITY_COLUMN = "quantity_column";
    public static final String DELIMITER = "delimiter";
    public static final String CHARSET = "charset";
    public static final String DECIMAL_MARK = "decimal_mark";
    public static final String IN_STOCK_WORDS = "in_stock_words";
    public static final String KNOWS_OUR_ORDERS = "knows_our_orders";
    public static final String FOLDER_MODE = "folder_mode";

    static final ChannelKind KIND = new ChannelKind(
            CODE,
            Role.SUPPLIER,
            false,
            false,
            false,
            false,
            List.of(
                    setting(SKU_COLUMN, true, "The feed's column with the supplier's SKU."),
                    setting(QUANTITY_COLUMN, true, "The feed's column with the quantity."),
                    setting(DELIMITER, false, "Between columns: , ; or tab. Found in the header if not given."),
                    setting(CHARSET, false, "For example UTF-8 or windows-1252. Found in the file if not given."),
                    setting(DECIMAL_MARK, false, ". or , where quantities have one."),
                    setting(IN_STOCK_WORDS, false, "Words and the units they stand for: in stock=5, sold out=0."),
                    setting(
                            KNOWS_OUR_ORDERS,
                            false,
                            "true if the supplier has taken our open orders off its figures already."),
                    setting(
                            FOLDER_MODE,
                            false,
                            "FULL or DELTA for files from the watched folder; FULL if not given.")));

    private SupplierKind() {}

    private static Field setting(String name, boolean required, String meaning) {
        return new Field(name, required, false, meaning);
    }
}
