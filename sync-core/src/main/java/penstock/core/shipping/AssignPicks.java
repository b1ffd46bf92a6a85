package penstock.core.shipping;

import java.util.Optional;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/** Bins and lots are assigned to what a fulfilment order has none for: because there was nothing when it was released. */
public record AssignPicks(long fulfilmentId) implements Command {

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
        if (fulfilment.providerAccountId() != 0 || fulfilment.state().isEnd()) {
            return Reply.of(Verdict.NOT_POSSIBLE, 0, "the fulfilment order is not, or not any more, picked here");
        }
        Allocating.allocate(book, fulfilment);
        return Reply.of(Verdict.CHANGED, fulfilmentId);
    }
}
