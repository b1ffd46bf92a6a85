package penstock.core.risk;

/** The two parts of how long it takes until other channels know of a sale. */
public enum Leg {
    /** From a sale on the channel, by its own clock, until the order is in the ledger. */
    SALE_TO_COMMIT,
    /** From a change of stock in the ledger until the channel is known to show it. */
    COMMIT_TO_SHOWN
}
