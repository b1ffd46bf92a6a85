package penstock.core.order;

import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FlagChange;
import penstock.core.book.FlagChange.Flag;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Order.Phase;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * Raises or lowers a flag of an order. One that stands so already is left as it is, with who raised it and why.
 *
 * <p>What has been handed to fulfilment before {@code HOLD} is raised goes on; nothing is handed over after it.
 *
 * @param reason why it is raised; "" if it is lowered
 */
public record FlagOrder(long orderId, Flag flag, boolean raise, Actor by, String reason) implements Command {

    @Override
    public void announce(Needs needs) {
        needs.order(orderId);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> found = book.findOrder(orderId).filter(order -> isOrder(order.phase()));
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such order");
        }
        Order order = found.get();
        boolean raised = flag == Flag.HOLD ? order.isHeldBack() : order.hasPriority();
        if (raised == raise) {
            return Reply.of(Verdict.EXISTS, order);
        }
        if (raise && order.phase() == Phase.CANCELLED) {
            return Reply.of(Verdict.NOT_POSSIBLE, orderId, "the order is cancelled; nothing of it will be shipped");
        }
        book.flag(new FlagChange(book.nextId(), order, flag, raise, by, reason));
        order.releaseIfDue();
        return Reply.of(Verdict.CHANGED, order);
    }

    private static boolean isOrder(Phase phase) {
        return phase == Phase.PENDING || phase == Phase.CONFIRMED || phase == Phase.CANCELLED;
    }
}
