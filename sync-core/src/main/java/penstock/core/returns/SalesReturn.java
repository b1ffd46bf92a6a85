package penstock.core.returns;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.money.Money;
import penstock.core.returns.ReturnRule.Terms;

/**
 * Something that a customer sends back.
 *
 * @param id the caller's
 * @param orderId empty if nobody knows of which order it is
 * @param goodwill whether it was authorised against the policy
 * @param policyVersion that judged it; empty if none was in force
 * @param expiresAt until when it is expected
 * @param exchangeOrderId of the order that was placed in its stead
 */
public record SalesReturn(
        long returnId,
        String id,
        Optional<Long> orderId,
        boolean announced,
        boolean goodwill,
        State state,
        Optional<Integer> policyVersion,
        String note,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Long> exchangeOrderId,
        List<Line> lines,
        List<Item> items,
        List<Refund> refunds) {

    /** Lines of a return, and items of a parcel that comes back. */
    public static final int MAX_LINES = 200;

    /** How far it has come. */
    public enum State {
        AUTHORISED,
        /** The customer has handed it to a carrier, or a part of it has come. */
        IN_TRANSIT,
        /** All of it has come, or nothing more will. */
        RECEIVED,
        CLOSED,
        /** It did not come in time. */
        EXPIRED,
        /** The policy does not take it. */
        REFUSED;

        /** Whether units are on their way. */
        public boolean isExpected() {
            return this == AUTHORISED || this == IN_TRANSIT;
        }
    }

    /**
     * Units of a line of the order.
     *
     * @param orderLine empty where no order is known
     * @param accepted by the policy
     * @param ruleNo of the policy's version, 0 for none
     * @param why in words
     */
    public record Line(
            int lineNo,
            Optional<Integer> orderLine,
            long skuId,
            String sku,
            int units,
            int received,
            ReturnReason reason,
            boolean accepted,
            int ruleNo,
            Terms terms,
            String why) {}

    /**
     * Units of one condition that came back.
     *
     * @param itemId the cause of their postings
     * @param arrival the caller's id of the parcel
     * @param proposed by the policy
     * @param endedAs what became of units that were refurbished or kept apart
     * @param bin that they were put into, of which lot and which pieces they are, as far as it was named
     */
    public record Item(
            long itemId,
            String arrival,
            int lineNo,
            String location,
            int units,
            ReceivedCondition condition,
            Disposition proposed,
            Disposition disposition,
            Optional<Disposition> endedAs,
            Instant recordedAt,
            Optional<String> bin,
            Optional<String> lot,
            List<String> serialNos) {}

    /** Money given back; it moves no stock. */
    public record Refund(String id, Money amount, String note, Instant recordedAt) {}
}
