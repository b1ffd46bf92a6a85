package penstock.core.book;

/** Units that moved from one account to another, once and for all. {@code quantity} is at least 1. */
public record Posting(long skuId, Account from, Account to, int quantity, Cause cause) {

    /** Whether units were promised to an order. */
    boolean reserves() {
        return cause.kind() == Cause.Kind.ORDER && to.condition().equals(Condition.RESERVED.text());
    }
}
