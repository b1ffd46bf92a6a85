package penstock.routes.accounts;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import penstock.channels.spi.SettingField;

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

    private static final String CHARSET_WANTED = "the name of a charset, such as UTF-8 or windows-1252";

    private static final Pattern WORD = Pattern.compile("\\s*\\S.*=\\s*([0-9]{1,7})\\s*");

    /** Units that a word stands for, at most. */
    private static final int MAX_WORD_UNITS = 1_000_000;

    static final List<SettingField> FIELDS = List.of(
            setting(SKU_COLUMN, true, "The feed's column with the supplier's SKU."),
            setting(QUANTITY_COLUMN, true, "The feed's column with the quantity."),
            setting(DELIMITER, false, "Between columns: , ; | or tab. Found in the header if not given.")
                    .oneOf(",", ";", "|", "tab"),
            setting(CHARSET, false, "For example UTF-8 or windows-1252. Found in the file if not given.")
                    .checked(SupplierKind::noCharset),
            setting(DECIMAL_MARK, false, ". or , where quantities have one.").oneOf(".", ","),
            setting(IN_STOCK_WORDS, false, "Words and the units they stand for: in stock=5, sold out=0.")
                    .checked(SupplierKind::noWords),
            setting(KNOWS_OUR_ORDERS, false, "true if the supplier has taken our open orders off its figures already.")
                    .oneOf("true", "false"),
            setting(FOLDER_MODE, false, "FULL or DELTA for files from the watched folder; FULL if not given.")
                    .oneOf("FULL", "DELTA"));

    private SupplierKind() {}

    private static SettingField setting(String name, boolean required, String meaning) {
        return new SettingField(name, required, false, meaning);
    }

    private static Optional<String> noCharset(String name) {
        try {
            return Charset.isSupported(name) ? Optional.empty() : Optional.of(CHARSET_WANTED);
        } catch (IllegalCharsetNameException e) {
            return Optional.of(CHARSET_WANTED);
        }
    }

    private static Optional<String> noWords(String text) {
        return Stream.of(text.split(",", -1)).allMatch(SupplierKind::isWord)
                ? Optional.empty()
                : Optional.of("words with their units, 0 to " + MAX_WORD_UNITS + ", as in: in stock=5, sold out=0");
    }

    private static boolean isWord(String part) {
        Matcher word = WORD.matcher(part);
        return word.matches() && Integer.parseInt(word.group(1)) <= MAX_WORD_UNITS;
    }
}
