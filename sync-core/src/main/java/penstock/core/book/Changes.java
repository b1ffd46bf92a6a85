package penstock.core.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import penstock.core.shelf.ShelfChanges;

/**
 * What a batch changed.
 *
 * @param fulfilments new and changed; their lines are written with them
 * @param acts whose postings these are, where their documents do not say
 * @param releases of orders that are to be handed to fulfilment, or have been
 * @param shelves where the units of the postings physically went
 * @param messagesApplied inbox id to order id, 0 for no order
 * @param flags that were raised or lowered
 * @param edits what was made of orders, each among the changed ones
 * @param rejections orders, each among the new or changed ones, whose rejections are replaced
 */
public record Changes(
        Rows<Order> orders,
        Rows<OrderLine> lines,
        Rows<Reservation> reservations,
        Rows<Balance> balances,
        Rows<FulfilmentOrder> fulfilments,
        List<Posting> postings,
        List<Act> acts,
        List<StockMoveRow> stockMoves,
        List<Parcel> parcels,
        Backorders.Changed backorders,
        List<FlagChange> flags,
        List<Edited> edits,
        Releases releases,
        ShelfChanges shelves,
        Map<Long, Long> messagesApplied,
        List<Order> rejections,
        Productions.Changed productions) {

    /** Rows of one table to insert and to update. */
    public record Rows<R>(List<R> inserts, List<R> updates) {

        static <R> Rows<R> of(Collection<R> all, Predicate<R> stored, Predicate<R> changed) {
            List<R> inserts = new ArrayList<>();
            List<R> updates = new ArrayList<>();
            for (R row : all) {
                if (!stored.test(row)) {
                    inserts.add(row);
                } else if (changed.test(row)) {
                    updates.add(row);
                }
            }
            return new Rows<>(inserts, updates);
        }
    }

    /**
     * Orders by what is to be noted of their release.
     *
     * @param wanted nothing else tells of these: no posting of this batch reserved for them
     * @param done nothing need be noted of these any more
     */
    public record Releases(List<Long> wanted, List<Long> done) {

        /** Whoever follows the ledger's tail sees what was reserved; the rest must be noted. */
        static Releases of(Collection<Order> orders, List<Posting> postings) {
            List<Long> wanted = in(orders, Order.Release.WANTED);
            if (!wanted.isEmpty()) {
                Set<Long> told = new HashSet<>();
                postings.stream()
                        .filter(Posting::reserves)
                        .forEach(posting -> told.add(posting.cause().id()));
                wanted.removeAll(told);
            }
            return new Releases(wanted, in(orders, Order.Release.DONE));
        }

        private static List<Long> in(Collection<Order> orders, Order.Release release) {
            List<Long> found = new ArrayList<>();
            for (Order order : orders) {
                if (order.is(release)) {
                    found.add(order.orderId());
                }
            }
            return found;
        }
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return orders.inserts().isEmpty()
                && orders.updates().isEmpty()
                && lines.updates().isEmpty()
                && postings.isEmpty()
                && stockMoves.isEmpty()
                && parcels.isEmpty()
                && shelves.isEmpty()
                && backorders.isEmpty()
                && flags.isEmpty()
                && releases.wanted().isEmpty()
                && releases.done().isEmpty()
                && messagesApplied.isEmpty()
                && fulfilments.inserts().isEmpty()
                && fulfilments.updates().isEmpty()
                && productions.isEmpty();
    }
}
