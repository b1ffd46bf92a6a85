package penstock.core.shipping;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/**
 * What became of creating or cancelling a provider's order.
 *
 * @param followUp how soon an order that goes on is looked at again
 * @param attempt the one that was sent; an outcome of an earlier attempt changes nothing
 * @param fence of the claim under which it was asked; who has been overtaken changes nothing either, for what he was told
 *     may be older than what has been done since
 */
public record SettleProviderOrder(
        long fulfilmentId, int attempt, long fence, Asked asked, Outcome outcome, Duration followUp)
        implements Command {

    /** Looks at an order that goes on as often as {@link ApplyProviderUpdate#FOLLOW_UP} says. */
    public SettleProviderOrder(long fulfilmentId, int attempt, long fence, Asked asked, Outcome outcome) {
        this(fulfilmentId, attempt, fence, asked, outcome, ApplyProviderUpdate.FOLLOW_UP);
    }

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
        State before = fulfilment.state();
        if (fulfilment.attempt() != attempt || fulfilment.fence() != fence || !mayChange(before)) {
            return Reply.of(Verdict.STALE, fulfilmentId);
        }
        switch (asked) {
            case CREATE -> created(book, fulfilment);
            case READ_BACK -> readBack(book, fulfilment);
            case CANCEL -> cancelled(book, fulfilment);
        }
        if (asked != Asked.CANCEL && fulfilment.state() != before) {
            Undelivered.honourCancellation(book, fulfilment);
        }
        return Reply.of(Verdict.CHANGED, fulfilmentId);
    }

    /** What the provider itself has said since is newer than the outcome of a call that took long. */
    private boolean mayChange(State state) {
        return switch (asked) {
            case CREATE -> state == State.SUBMITTING || state == State.UNKNOWN;
            case READ_BACK -> !state.isEnd();
            case CANCEL -> state == State.CANCELLING;
        };
    }

    private void created(Book book, FulfilmentOrder fulfilment) {
        if (outcome instanceof Outcome.NotSent wait) {
            fulfilment.enter(State.SUBMITTING, book.now().plus(wait.retryAfter()));
        } else if (outcome instanceof Outcome.Unknown) {
            fulfilment.enter(State.UNKNOWN, book.now().plus(SOON));
        } else if (outcome instanceof Outcome.Refused refused && refused.reason() == RefusalReason.ALREADY_DONE) {
            fulfilment.enter(State.UNKNOWN, book.now());
        } else if (outcome instanceof Outcome.Refused refused) {
            fulfilment.enter(State.REFUSED, null);
            fulfilment.refused(refused.reason() + ": " + refused.detail());
            Undelivered.sourceAgain(book, fulfilment, true);
        } else {
            fulfilment.enter(State.SUBMITTED, book.now().plus(SOON));
        }
    }

    private void readBack(Book book, FulfilmentOrder fulfilment) {
        State state = fulfilment.state();
        if (outcome instanceof Outcome.Refused refused) {
            boolean isNotThere = refused.reason() == RefusalReason.NOT_FOUND && state == State.UNKNOWN;
            fulfilment.enter(
                    isNotThere ? State.SUBMITTING : state,
                    isNotThere ? book.now() : book.now().plus(followUp));
        } else if (outcome instanceof Outcome.NotSent || outcome instanceof Outcome.Unknown) {
            fulfilment.enter(state, again(book));
        } else {
            boolean isThere = state == State.UNKNOWN || state == State.SUBMITTING;
            fulfilment.enter(
                    isThere ? State.SUBMITTED : state,
                    isThere ? again(book) : book.now().plus(followUp));
        }
    }

    private void cancelled(Book book, FulfilmentOrder fulfilment) {
        if (outcome instanceof Outcome.Refused refused) {
            switch (refused.reason()) {
                case NOT_FOUND -> fulfilment.enter(State.UNKNOWN, book.now());
                case ALREADY_DONE -> fulfilment.enter(State.CANCELLING, again(book));
                case UNAUTHORISED ->
                    fulfilment.enter(State.CANCELLING, book.now().plus(followUp));
                // too late: it will be shipped, and we follow it
                default -> fulfilment.enter(State.SUBMITTED, again(book));
            }
        } else {
            fulfilment.enter(State.CANCELLING, again(book)); // the provider's own order tells when it is cancelled
        }
    }

    private Instant again(Book book) {
        return book.now().plus(outcome instanceof Outcome.NotSent wait ? wait.retryAfter() : SOON);
    }
}
