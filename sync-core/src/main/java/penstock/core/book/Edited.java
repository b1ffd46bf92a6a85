package penstock.core.book;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an edit made of an order: a row of its history.
 *
 * @param callerId of an own site's edit, the same in every repeat
 * @param contentHash of what was asked under that id; empty without one
 * @param by whose program asked for it, or the order's channel
 * @param revision of the order after it
 * @param goesElsewhere whether another recipient was named
 * @param recipientMark of the recipient that was asked for under that id, to tell a repeat from another
 * @param lines whose units became more or fewer
 */
public record Edited(
        long editId,
        Order order,
        Optional<String> callerId,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        Actor by,
        long revision,
        boolean goesElsewhere,
        Optional<String> recipientMark,
        List<Line> lines) {

    public Edited {
        lines = List.copyOf(lines);
    }

    /** A channel's line, and the units of it that were wanted before and after; its own units, not the SKU's. */
    public record Line(String channelLineId, String channelSku, int before, int after) {}

    /** What was asked under a caller's id. */
    public record Asked(
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash, Optional<String> recipientMark) {}

    /** What this batch's edits made of orders. */
    static List<Edited> of(Collection<Order> orders) {
        return orders.stream().flatMap(order -> order.edits().stream()).toList();
    }

    /** Looks up what earlier batches made of orders. */
    public interface Rows {

        Optional<Asked> find(long orderId, String callerId);

        /** Whether an edit of the order named another recipient. */
        boolean goElsewhere(long orderId);
    }

    /** What is known of an order's edits; looked up when it is asked for. */
    public record Known(Order order, Rows before) {

        /** What was asked under a caller's id. */
        public Optional<Asked> find(String callerId) {
            return order.edits().stream()
                    .filter(edit -> edit.callerId().filter(callerId::equals).isPresent())
                    .map(edit -> new Asked(edit.contentHash(), edit.recipientMark()))
                    .findFirst()
                    .or(() -> before.find(order.orderId(), callerId));
        }

        /** Whether another recipient was named since the order was placed. */
        public boolean goElsewhere() {
            return order.edits().stream().anyMatch(Edited::goesElsewhere) || before.goElsewhere(order.orderId());
        }
    }
}
