package penstock.core.returns;

/** Why a customer sends something back, as he says. */
public enum ReturnReason {
    CHANGED_MIND,
    DOES_NOT_FIT,
    NOT_AS_DESCRIBED,
    WRONG_ITEM,
    DAMAGED_IN_TRANSIT,
    DEFECTIVE,
    CAME_TOO_LATE,
    OTHER
}
