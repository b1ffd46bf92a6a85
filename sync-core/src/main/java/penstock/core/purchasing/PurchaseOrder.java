package penstock.core.purchasing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.money.Money;
import penstock.core.money.Price;

/**
 * What was ordered from a supplier, as it stands.
 *
 * @param currency that its prices are in, ISO 4217
 */
public record PurchaseOrder(
        long purchaseId,
        String number,
        String supplier,
        String location,
        String currency,
        State state,
        Instant createdAt,
        Optional<Instant> orderedAt,
        List<Line> lines) {

    /** Minor units that are more than any amount has: a receipt that costs it says so. */
    private static final long TOO_MUCH = Money.MAX_MINOR + 1;

    /** Lines of an order or an announcement. */
    public static final int MAX_LINES = 200;

    /** How far it has come. */
    public enum State {
        /** Nothing is expected yet. */
        DRAFT,
        ORDERED,
        PARTLY_RECEIVED,
        /** All that was ordered has come. */
        RECEIVED,
        /** What has not come is not expected any more. */
        CLOSED,
        /** Nothing has come, nor will. */
        CANCELLED;

        /** Whether units are expected. */
        public boolean isOpen() {
            return this == ORDERED || this == PARTLY_RECEIVED;
        }
    }

    /**
     * A line; units are the SKU's.
     *
     * @param pack that was ordered, {@code ""} for single units
     * @param price of its units
     * @param surplus units that came beyond the order
     */
    public record Line(
            int lineNo,
            long skuId,
            String sku,
            String pack,
            int packUnits,
            Price price,
            Optional<LocalDate> expectedOn,
            int ordered,
            int received,
            int surplus,
            int cancelled) {

        /** Units ordered that may still come. */
        public int open() {
            return ordered - received - cancelled;
        }

        /** What units cost that come after those that came before, so that all parts add up; no more than just too much. */
        long amountOf(int alreadyInTheDelivery, int units) {
            long before = (long) received + surplus + alreadyInTheDelivery;
            try {
                return Math.min(price.of(before + units) - price.of(before), TOO_MUCH);
            } catch (ArithmeticException beyondCounting) {
                return TOO_MUCH;
            }
        }
    }

    /** Where the lines say that it stands, while it is open. */
    static State reached(List<Line> lines) {
        if (lines.stream().allMatch(line -> line.open() == 0)) {
            return State.RECEIVED;
        }
        boolean some = lines.stream().anyMatch(line -> line.received() + line.surplus() > 0);
        return some ? State.PARTLY_RECEIVED : State.ORDERED;
    }
}
