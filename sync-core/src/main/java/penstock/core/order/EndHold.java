package penstock.core.order;

import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Order.Phase;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;
import penstock.core.sourcing.Freed;

/**
 * Ends a hold without an order: the caller gives it back, or its time is up.
 *
 * @param because {@code RELEASED} at the caller's wish, {@code EXPIRED} if it has run out by now
 */
public record EndHold(long accountId, String holdId, Phase because) implements Command {

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
        if (hold.phase() != Phase.HELD) {
            return Reply.of(hold.phase() == because ? Verdict.EXISTS : Verdict.NOT_POSSIBLE, hold);
        }
        boolean early = because == Phase.EXPIRED
                && hold.expiresAt().filter(end -> end.isAfter(book.now())).isPresent();
        if (early) {
            return Reply.of(Verdict.NOT_POSSIBLE, hold);
        }
        Freed freed = Freed.watching(book, hold);
        hold.enter(because);
        Cancelling.cancelWhole(
                book, hold, because == Phase.EXPIRED ? Reservation.State.EXPIRED : Reservation.State.VOIDED);
        freed.serveShort();
        return Reply.of(Verdict.CHANGED, hold);
    }
}
