package penstock.core.order;

import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * A person has seen to the parts of an order that nobody could understand: a tip, a fee, something handled by hand. The
 * order waits for them no more, and while later messages have the same parts they are not shown again.
 *
 * @param inboxId the message whose parts the person saw; refused if the order has been read from another since
 */
public record AcceptRejections(long orderId, long inboxId) implements Command {

    @Override
    public void announce(Needs needs) {
        needs.order(orderId);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> found = book.findOrder(orderId);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such order");
        }
        Order order = found.get();
        if (order.inboxId() != inboxId) {
            return Reply.of(Verdict.NOT_POSSIBLE, orderId, "the order has been read again since; look at what is left");
        }
        if (order.notUnderstood() == 0) {
            return Reply.of(Verdict.EXISTS, order);
        }
        order.acceptRejections();
        order.releaseAt(order.isToBeReleased() ? Optional.of(book.now()) : Optional.empty());
        return Reply.of(Verdict.CHANGED, order);
    }
}
