package penstock.core.order;

import java.util.List;
import penstock.core.book.Book;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reservation;

/**
 * Cancels units of an order: first what is short, then what is owed, then what is reserved. What has been shipped stays shipped; what a
 * provider may already be packing is asked back, and cancelled when the provider has given it up.
 */
public final class Cancelling {

    private Cancelling() {}

    /** Cancels everything that has not been shipped. */
    public static void cancelWhole(Book book, Order order, Reservation.State why) {
        for (OrderLine line : order.lines()) {
            cancel(book, line, line.unshipped(), why);
        }
    }

    /** Cancels until that many units are cancelled, and asks nobody for more; what is cancelled already stays so. */
    public static void cancelUpTo(Book book, OrderLine line, int units) {
        int possible = Math.min(units, line.cancelled() + line.unshipped());
        if (possible > line.cancelled()) {
            cancel(book, line, possible - line.cancelled(), Reservation.State.VOIDED);
        } else {
            book.wantCancelled(line, 0);
        }
    }

    /** Cancels short units that nobody waits for: their order was cancelled, or the channel asked for them to be. */
    public static void cancelUnwanted(Book book, Order order) {
        boolean whole = order.phase() == Order.Phase.CANCELLED;
        for (OrderLine line : order.lines()) {
            int units = whole ? line.shortUnits() : Math.min(line.shortUnits(), line.cancelWanted());
            if (units > 0) {
                book.cancelShort(line, units);
                book.wantCancelled(line, Math.max(0, line.cancelWanted() - units));
            }
        }
    }

    private static void cancel(Book book, OrderLine line, int units, Reservation.State why) {
        int left = units;
        int owed = Math.min(units - line.shortUnits(), line.backordered());
        if (owed > 0) {
            book.backorders().giveUp(line, owed);
        }
        for (Reservation reservation : List.copyOf(line.reservations())) {
            int beyondShort = left - (line.isMapped() ? line.shortUnits() : left);
            int mine = Math.min(reservation.open(), beyondShort);
            if (mine > 0 && !book.isAtProvider(reservation)) {
                book.giveBack(reservation, mine, why);
            }
        }
        int now = line.isMapped() ? Math.min(left, line.shortUnits()) : left;
        if (now > 0) {
            book.cancelShort(line, now);
            left -= now;
        }
        book.wantCancelled(line, left);
        if (left > 0) {
            askBack(book, line);
        }
    }

    private static void askBack(Book book, OrderLine line) {
        line.reservations().stream()
                .filter(reservation -> reservation.open() > 0 && reservation.fulfilmentId() != 0)
                .flatMap(reservation -> book.findFulfilment(reservation.fulfilmentId()).stream())
                .filter(fulfilment -> fulfilment.state() == FulfilmentOrder.State.SUBMITTED)
                .forEach(fulfilment -> fulfilment.enter(FulfilmentOrder.State.CANCELLING, book.now()));
    }
}
