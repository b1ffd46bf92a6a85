package penstock.core.book;

import java.util.List;
import java.util.Map;

/**
 * What a batch changed.
 *
 * @param fulfilments new and changed; their lines are written with them
 * @param messagesApplied inbox id to order id, 0 for no order
 * @param rejections orders, each among the new or changed ones, whose rejections are replaced
 */
public record Changes(
        Rows<Order> orders,
        Rows<OrderLine> lines,
        Rows<Reservation> reservations,
        Rows<Balance> balances,
        Rows<FulfilmentOrder> fulfilments,
        List<Posting> postings,
        List<StockMoveRow> stockMoves,
        List<Parcel> parcels,
        Map<Long, Long> messagesApplied,
        List<Order> rejections) {

    /** Rows of one table to insert and to update. */
    public record Rows<R>(List<R> inserts, List<R> updates) {}

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return orders.inserts().isEmpty()
                && orders.updates().isEmpty()
                && lines.updates().isEmpty()
                && postings.isEmpty()
                && stockMoves.isEmpty()
                && parcels.isEmpty()
                && messagesApplied.isEmpty()
                && fulfilments.inserts().isEmpty()
                && fulfilments.updates().isEmpty();
    }
}
