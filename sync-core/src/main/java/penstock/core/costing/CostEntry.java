package penstock.core.costing;

import java.time.LocalDate;

/**
 * A line of the stock journal: an amount goes from one account to another, once and for all.
 *
 * @param quantity units that came into stock or left it with it, 0 for a correction
 * @param amount minor units, from 0
 * @param channelAccountId through which units were sold, 0 for none
 * @param layer that the amount belongs to, 0 for several
 */
public record CostEntry(
        Moment moment,
        LocalDate bookedOn,
        CostAccount from,
        CostAccount to,
        long quantity,
        long amount,
        long channelAccountId,
        long layer) {

    public CostEntry {
        if (amount < 0 || quantity < 0) {
            throw new IllegalArgumentException("an entry's amount and quantity are from 0");
        }
    }

    /** What it adds to an account, negative for what it takes. */
    public long on(CostAccount account) {
        return (to == account ? amount : 0) - (from == account ? amount : 0);
    }

    /** Units that it adds to stock, negative for units it takes. */
    public long unitsOfStock() {
        return (to == CostAccount.STOCK ? quantity : 0) - (from == CostAccount.STOCK ? quantity : 0);
    }
}
