package penstock.core.message;

/** Why a message or a part of it is parked. */
public enum RejectionReason {
    MALFORMED,
    MISSING_FIELD,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    UNKNOWN_SKU,
    UNKNOWN_ORDER,
    DUPLICATE_ROW,
    TOO_LARGE,
    /** What it says does not fit the state that ours is in: a person decides. */
    NOT_POSSIBLE,
    /** The same event id came before with other content. */
    CONFLICTING_REPEAT,
    /** A rule of the house was broken while applying: a defect of ours, with an alarm. */
    INVARIANT_BROKEN,
    /** Tried as often as allowed. */
    TRIED_TOO_OFTEN
}
