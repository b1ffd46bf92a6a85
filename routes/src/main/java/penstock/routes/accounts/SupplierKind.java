package penstock.routes.accounts;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    public static final String MAY_SHRINK = "may_shrink";
    public static final String FOLDER_MODE = "folder_mode";
    public static final String FOLDER_SETTLE = "folder_settle_seconds";
    public static final String OPEN_END = "ends_without_line_break";

    private static final String CHARSET_WANTED = "the name of a charset, such as UTF-8 or windows-1252";

    private static final Pattern WORD = Pattern.compile("\\s*\\S.*=\\s*([0-9]{1,7})\\s*");

    /** The longest that a file of the watched folder is left to rest, in seconds. */
    private static final int MAX_SETTLE_SECONDS = 3_600;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,4}");

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
            setting(
                            MAY_SHRINK,
                            false,
                            "true if a FULL feed may list less than half of what the one before did; else it is refused.")
                    .oneOf("true", "false"),
            setting(FOLDER_MODE, false, "FULL or DELTA for files from the watched folder; FULL if not given.")
                    .oneOf("FULL", "DELTA"),
            setting(
                            FOLDER_SETTLE,
                            false,
                            "Seconds that a file of the watched folder must have rested, 1 to 3600; 30 if not given.")
                    .checked(SupplierKind::noSeconds),
            setting(
                            OPEN_END,
                            false,
                            "true if files of the watched folder end without a line break; else such a file is refused.")
                    .oneOf("true", "false"));

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

    /** How long a file of the watched folder is to rest, where the account says so. */
    public static Optional<Duration> settled(Map<String, String> settings) {
        return Optional.ofNullable(settings.get(FOLDER_SETTLE))
                .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)));
    }

    /** Whether a file's last line needs no line break. */
    public static boolean mayEndOpen(Map<String, String> settings) {
        return settings.getOrDefault(OPEN_END, "").equals("true");
    }

    private static Optional<String> noSeconds(String text) {
        boolean sound = SECONDS.matcher(text).matches()
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= MAX_SETTLE_SECONDS;
        return sound ? Optional.empty() : Optional.of("seconds, 1 to " + MAX_SETTLE_SECONDS);
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
