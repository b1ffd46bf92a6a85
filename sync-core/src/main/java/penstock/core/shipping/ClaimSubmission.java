package penstock.core.shipping;

import java.time.Duration;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * Notes that a provider's order is about to be created, before the request leaves: whoever dies in between leaves an
 * {@code UNKNOWN} that is read back, never a second order.
 *
 * @param fence of the claim under which it is created; under one that has been overtaken it is not
 */
public record ClaimSubmission(long fulfilmentId, long fence) implements Command {

    /**
     * When an order nobody reported on is read back: longer than the request may be under way, a token before it included.
     * A provider that does not know the order then never will.
     */
    public static final Duration READ_BACK_AFTER = Duration.ofSeconds(35);

    @Override
    public void announce(Needs needs) {
        // loaded on demand
    }

    @Override
    public Reply decide(Book book) {
        Optional<FulfilmentOrder> fulfilment = book.findFulfilment(fulfilmentId)
                .filter(found -> found.state() == State.SUBMITTING && found.fence() == fence);
        if (fulfilment.isEmpty()) {
            return Reply.of(Verdict.STALE, fulfilmentId);
        }
        fulfilment.get().enter(State.UNKNOWN, book.now().plus(READ_BACK_AFTER));
        return Reply.of(Verdict.CHANGED, fulfilmentId);
    }
}
