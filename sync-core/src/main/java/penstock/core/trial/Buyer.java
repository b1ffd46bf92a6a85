package penstock.core.trial;

/**
 * Who wants to buy.
 *
 * @param at in days since the beginning
 * @param outlet where
 * @param units of the SKU
 * @param sale days until the sale is in the ledger, if there is one
 */
record Buyer(double at, int outlet, int units, double sale) {}
