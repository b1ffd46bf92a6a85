package penstock.core.catalogue;

/** A value that cannot be. The message says what is wrong with it and what to do, without repeating the field's name. */
public final class InvalidField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final Reason reason;

    public InvalidField(String field, String value, Reason reason, String advice) {
        super(advice, null, false, false);
        this.field = field;
        this.value = value;
        this.reason = reason;
    }

    /** What is wrong, for programs; the names never change. */
    public enum Reason {
        MISSING,
        MALFORMED,
        UNKNOWN_VALUE,
        NOT_A_NUMBER,
        TOO_MANY_DECIMALS,
        OUT_OF_RANGE,
        TOO_LONG,
        WRONG_CHECK_DIGIT,
        WRONG_LENGTH,
        UNIT_MISMATCH,
        UNKNOWN_SKU,
        UNKNOWN_LOCATION,
        UNKNOWN_ACCOUNT,
        UNKNOWN_PACK,
        UNKNOWN_SUPPLIER,
        /** It goes together with another field, which says otherwise. */
        CONTRADICTION,
        DUPLICATE_ROW,
        /** It belongs to something else already. */
        TAKEN,
        /** It came before with other content. */
        EXISTS_WITH_DIFFERENT_CONTENT,
        /** It cannot change any more. */
        FIXED,
        /** It is not bought any more. */
        NOT_REORDERED,
        /** A kit has no stock and consists of no kits. */
        KIT_NOT_POSSIBLE,
        /** A SKU would be needed to make itself. */
        CYCLE,
        TOO_DEEP,
        /** Nobody said what a currency is worth in the seller's. */
        NO_EXCHANGE_RATE
    }

    /** The field's name as the API writes it. */
    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public Reason reason() {
        return reason;
    }

    public String advice() {
        return String.valueOf(getMessage());
    }
}
