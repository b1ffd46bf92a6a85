package penstock.core.returns;

import penstock.core.book.Account;
import penstock.core.book.Condition;

/** What becomes of units that came back. */
public enum Disposition {
    /** They can be sold. */
    RESTOCK(Condition.AVAILABLE),
    /** They are looked at and made good; until then they are in quality control. */
    REFURBISH(Condition.QUALITY_CONTROL),
    /** They are kept apart, as damaged. */
    QUARANTINE(Condition.DAMAGED),
    /** They are thrown away. */
    DISPOSE(Condition.DAMAGED),
    /** They are sent on to the supplier. */
    BACK_TO_SUPPLIER(Condition.DAMAGED);

    private final Condition condition;

    Disposition(Condition condition) {
        this.condition = condition;
    }

    /** What condition they are in, or pass through before they leave. */
    Condition condition() {
        return condition;
    }

    /** Whether something else becomes of them later. */
    public boolean isForNow() {
        return this == REFURBISH || this == QUARANTINE;
    }

    boolean leaves() {
        return this == DISPOSE || this == BACK_TO_SUPPLIER;
    }

    /** Where they leave to. */
    Account outside() {
        return this == DISPOSE ? Account.DISPOSAL : Account.SUPPLIER;
    }
}
