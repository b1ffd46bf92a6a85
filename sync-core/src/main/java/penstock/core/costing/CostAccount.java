package penstock.core.costing;

/** An account of the stock journal. An entry credits the one that it comes from and debits the one that it goes to. */
public enum CostAccount {
    /** Stock at cost. */
    STOCK,
    /** What stock is worth less than it cost; a credit balance. */
    STOCK_ALLOWANCE,
    /** Clears against suppliers' invoices. */
    PURCHASES,
    /** Clears against the opening balance sheet. */
    OPENING_BALANCE,
    /** Clears against invoices for freight, duty, insurance. */
    LANDED_COSTS,
    COST_OF_GOODS_SOLD,
    /** Units found and lost. */
    ADJUSTMENTS,
    /** Work in progress: what was issued and absorbed, and has not become stock. */
    PRODUCTION,
    /** Labour and overhead that work in progress absorbed; clears against wages and the like. */
    CONVERSION_COSTS,
    /** What production took that made nothing. */
    PRODUCTION_LOSSES,
    /** What equipment used up. */
    MAINTENANCE,
    DISPOSALS,
    /** What was paid beyond the cost at which units are kept: of standard cost, of units sent back to a supplier. */
    COST_VARIANCE,
    /** Stock revalued at another standard cost. */
    REVALUATION,
    WRITE_DOWNS,
    /** What stock would have been worth, had another method been used from the beginning (IAS 8.22). */
    METHOD_CHANGE
}
