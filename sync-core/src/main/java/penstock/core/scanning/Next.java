package penstock.core.scanning;

/** What may be scanned next. */
public enum Next {
    /** Where units are. */
    BIN,
    /** Where units that were scanned are put. */
    TARGET_BIN,
    SKU,
    LOT,
    SERIAL
}
