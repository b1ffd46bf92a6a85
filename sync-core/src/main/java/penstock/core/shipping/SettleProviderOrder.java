package penstock.core.shipping;

import java.time.Duration;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.order.Cancelling;

/**
 * What became of creating or cancelling a provider's order.
 *
 * @param attempt the one that was sent; an outcome of an earlier attempt changes nothing
 */
public record SettleProviderOrder(long fulfilmentId, int attempt, Asked asked, Outcome outcome) implements Command {

    /** What the provider was asked. */
    public enum Asked {
        CREATE,
        /** Whether it has an order of ours; {@code Refused(NOT_FOUND)} says that it has none. */
        READ_BACK,
        CANCEL
    }

    /** How soon an unknown outcome is read back, and an accepted order looked at. */
    public static final Duration SOON = Duration.ofSeconds(5);

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
        if (fulfilment.attempt() != attempt || fulfilment.state().isEnd()) {
            return Reply.of(Verdict.STALE, fulfilmentId);
        }
        settle(book, fulfilment);
        honourCancellation(book, fulfilment);
        return Reply.of(Verdict.CHANGED, fulfilmentId);
    }

    private void settle(Book book, FulfilmentOrder fulfilment) {
        if (outcome instanceof Outcome.NotSent wait) {
            State state = asked == Asked.CREATE ? State.SUBMITTING : fulfilment.state();
            fulfilment.enter(state, book.now().plus(wait.retryAfter()));
        } else if (outcome instanceof Outcome.Refused refused) {
            refused(book, fulfilment, refused);
        } else if (asked == Asked.CANCEL || outcome instanceof Outcome.Unknown) {
            State state = asked == Asked.CREATE ? State.UNKNOWN : fulfilment.state();
            fulfilment.enter(state, book.now().plus(SOON));
        } else {
            State state = fulfilment.state() == State.CANCELLING ? State.CANCELLING : State.SUBMITTED;
            fulfilment.enter(state, book.now().plus(SOON));
        }
    }

    /** The buyer may have cancelled while the request was on its way. */
    private static void honourCancellation(Book book, FulfilmentOrder fulfilment) {
        Order order = book.findOrder(fulfilment.orderId())
                .orElseThrow(() -> new BrokenInvariant("a fulfilment order without an order"));
        boolean wanted = order.lines().stream().anyMatch(line -> line.cancelWanted() > 0);
        if (wanted && (fulfilment.state() == State.SUBMITTED || fulfilment.state() == State.SUBMITTING)) {
            order.lines().forEach(line -> Cancelling.cancelUpTo(book, line, line.cancelled() + line.cancelWanted()));
        }
    }

    private static void forgetCancellation(Book book, FulfilmentOrder fulfilment) {
        book.findOrder(fulfilment.orderId())
                .ifPresent(order -> order.lines().stream()
                        .filter(line ->
                                fulfilment.lines().stream().anyMatch(ours -> ours.orderLineNo() == line.lineNo()))
                        .forEach(line -> book.wantCancelled(line, 0)));
    }

    private void refused(Book book, FulfilmentOrder fulfilment, Outcome.Refused refused) {
        boolean existsThere = refused.reason() == RefusalReason.ALREADY_DONE;
        boolean isNotThere = asked == Asked.READ_BACK && refused.reason() == RefusalReason.NOT_FOUND;
        if (existsThere) {
            fulfilment.enter(State.UNKNOWN, book.now());
        } else if (isNotThere && fulfilment.state() == State.UNKNOWN) {
            fulfilment.enter(State.SUBMITTING, book.now());
        } else if (asked == Asked.CREATE) {
            fulfilment.enter(State.REFUSED, null);
            fulfilment.refused(refused.reason() + ": " + refused.detail());
            Undelivered.sourceAgain(book, fulfilment, true);
        } else {
            // too late to cancel: it will be shipped, and we follow it
            fulfilment.enter(State.SUBMITTED, book.now().plus(SOON));
            forgetCancellation(book, fulfilment);
        }
    }
}
