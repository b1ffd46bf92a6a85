package penstock.core.shipping;

import penstock.core.book.Book;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Order;
import penstock.core.book.Packing;
import penstock.core.book.Reservation;
import penstock.core.order.Cancelling;
import penstock.core.sourcing.Freed;
import penstock.core.sourcing.Sourcing;

/** Units of a finished fulfilment order that were not shipped: cancelled if the channel wanted that, else sourced again. */
final class Undelivered {

    private Undelivered() {}

    /**
     * Takes back what the fulfilment order still has open.
     *
     * @param elsewhere whether its own location is out of the question for now
     */
    static void sourceAgain(Book book, FulfilmentOrder fulfilment, boolean elsewhere) {
        if (fulfilment.open() == 0) {
            return;
        }
        Order order = order(book, fulfilment);
        Freed freed = Freed.watching(book, order);
        for (FulfilmentLine line : fulfilment.lines()) {
            int open = line.open();
            if (open > 0) {
                book.giveBack(Packing.reservation(order, line), open, Reservation.State.VOIDED);
            }
        }
        cancelWhatIsWanted(book, order);
        if (elsewhere) {
            Sourcing.reserveElsewhere(book, order, fulfilment.locationId());
        } else {
            Sourcing.reserve(book, order);
        }
        order.releaseIfDue();
        if (!elsewhere) {
            freed.serveShort();
        }
    }

    /** Cancels or asks back what the buyer cancelled while a request was on its way, now that we know what became of it. */
    static void honourCancellation(Book book, FulfilmentOrder fulfilment) {
        if (fulfilment.state() == State.SUBMITTED || fulfilment.state() == State.SUBMITTING) {
            Order order = order(book, fulfilment);
            Freed freed = Freed.watching(book, order);
            cancelWhatIsWanted(book, order);
            freed.serveShort();
        }
    }

    private static void cancelWhatIsWanted(Book book, Order order) {
        order.lines().stream()
                .filter(line -> line.cancelWanted() > 0)
                .forEach(line -> Cancelling.cancelUpTo(book, line, line.cancelled() + line.cancelWanted()));
    }

    private static Order order(Book book, FulfilmentOrder fulfilment) {
        return book.findOrder(fulfilment.orderId())
                .orElseThrow(() -> new BrokenInvariant("a fulfilment order without an order"));
    }
}
