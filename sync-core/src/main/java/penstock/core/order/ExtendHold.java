package penstock.core.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Order.Phase;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * Lets a hold last longer while its buyer is still at the checkout: until then, and no longer than its greatest age. It is
 * never shortened, so a repeat changes nothing.
 */
public record ExtendHold(long accountId, String holdId, Instant until) implements Command {

    /** A hold that is extended again and again ends all the same: stock that nobody buys must come back. */
    public static final Duration MAX_AGE = Duration.ofHours(4);

    @Override
    public void announce(Needs needs) {
        needs.order(accountId, ApplyOrder.HOLD + holdId);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> found = book.findOrder(accountId, ApplyOrder.HOLD + holdId);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such hold");
        }
        Order hold = found.get();
        Instant end = hold.expiresAt().orElseThrow();
        if (hold.phase() == Phase.EXPIRED || (hold.phase() == Phase.HELD && !end.isAfter(book.now()))) {
            return Reply.of(Verdict.HOLD_EXPIRED, hold.orderId(), "the hold has run out; place another");
        }
        if (hold.phase() != Phase.HELD) {
            return Reply.of(Verdict.NOT_POSSIBLE, hold.orderId(), "the hold was taken or released before");
        }
        Instant latest = hold.placedAt().plus(MAX_AGE);
        Instant wanted = until.isAfter(latest) ? latest : until;
        if (!wanted.isAfter(end)) {
            return Reply.of(Verdict.EXISTS, hold);
        }
        hold.extend(wanted);
        return Reply.of(Verdict.CHANGED, hold);
    }
}
