package penstock.core.shipping;

import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * The warehouse has picked or packed a fulfilment order. Packing may come without picking before it.
 *
 * @param to {@code PICKED} or {@code PACKED}
 */
public record AdvanceFulfilment(long fulfilmentId, State to) implements Command {

    public AdvanceFulfilment {
        if (to != State.PICKED && to != State.PACKED) {
            throw new IllegalArgumentException("a warehouse picks and packs; it does not " + to);
        }
    }

    @Override
    public void announce(Needs needs) {
        // loaded on demand
    }

    @Override
    public Reply decide(Book book) {
        Optional<FulfilmentOrder> found = book.findFulfilment(fulfilmentId);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such fulfilment order");
        }
        FulfilmentOrder fulfilment = found.get();
        if (fulfilment.state() == to) {
            return Reply.of(Verdict.EXISTS, fulfilmentId);
        }
        boolean next = fulfilment.state() == State.OPEN || (fulfilment.state() == State.PICKED && to == State.PACKED);
        if (!next) {
            return Reply.of(Verdict.NOT_POSSIBLE, fulfilmentId, "the fulfilment order is " + fulfilment.state());
        }
        if (to == State.PACKED) {
            fulfilment.addressed(book.findOrder(fulfilment.orderId()).flatMap(Order::recipientMark));
        }
        fulfilment.enter(to, null);
        return Reply.of(Verdict.CHANGED, fulfilmentId);
    }
}
