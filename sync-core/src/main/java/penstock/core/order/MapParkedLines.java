package penstock.core.order;

import java.util.List;
import java.util.Optional;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.sourcing.Sourcing;

/**
 * Binds parked lines to the SKU that their channel SKU has been given since, and reserves them.
 *
 * <p>Takes at most {@value #MAX_ORDERS} orders at a time; the reply's id is how many it took, so that the caller can go on
 * until it is 0.
 */
public record MapParkedLines(long accountId, String channelSku) implements Command {

    /** Orders taken at a time. */
    public static final int MAX_ORDERS = 200;

    @Override
    public void announce(Needs needs) {
        needs.listing(accountId, channelSku);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Binding> binding = book.rules().findBinding(accountId, channelSku);
        if (binding.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "channel SKU " + channelSku + " is not bound to a SKU yet");
        }
        List<Order> orders = book.ordersParkedFor(accountId, channelSku, MAX_ORDERS);
        orders.forEach(order -> map(book, order, binding.get()));
        return Reply.of(orders.isEmpty() ? Verdict.EXISTS : Verdict.CHANGED, orders.size());
    }

    private void map(Book book, Order order, Binding binding) {
        for (OrderLine line : List.copyOf(order.lines())) {
            if (!line.isMapped() && line.channelSku().equals(channelSku)) {
                book.map(line, binding);
            }
        }
        if (order.phase() == Order.Phase.PENDING || order.phase() == Order.Phase.CONFIRMED) {
            Sourcing.reserve(book, order);
            order.releaseIfDue();
        } else {
            Cancelling.cancelWhole(book, order, penstock.core.book.Reservation.State.VOIDED);
        }
    }
}
