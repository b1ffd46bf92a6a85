package penstock.core.publication;

/** Why a version of the rules is not written or put in force, for programs; the names never change. */
public enum RuleSetFault {
    /** Versions follow each other without a gap. */
    NOT_THE_NEXT_VERSION,
    /** Only a draft changes. */
    NOT_A_DRAFT,
    /** Somebody else has changed the draft since. */
    OTHER_REVISION,
    NO_SUCH_VERSION,
    /** To go back to rules that were in force, they are written as a new draft. */
    ARCHIVED
}
