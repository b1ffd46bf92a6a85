package penstock.core.book;

import penstock.core.shelf.Shelves;

/** Units that moved from one account to another, once and for all. {@code quantity} is at least 1. */
public record Posting(long skuId, Account from, Account to, int quantity, Cause cause) {

    /** Tells the shelves which of them the units leave and come to. */
    void tell(Shelves shelves, int number) {
        shelves.follow(number, skuId, from.locationId(), from.condition(), to.locationId(), to.condition(), quantity);
    }

    /** Whether units were promised to an order. */
    boolean reserves() {
        return cause.kind() == Cause.Kind.ORDER && to.condition().equals(Condition.RESERVED.text());
    }
}
