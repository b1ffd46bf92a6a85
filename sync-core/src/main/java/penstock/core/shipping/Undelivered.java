package penstock.core.shipping;

import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reservation;
import penstock.core.order.Cancelling;
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
        Order order = book.findOrder(fulfilment.orderId())
                .orElseThrow(() -> new BrokenInvariant("a fulfilment order without an order"));
        for (FulfilmentLine line : fulfilment.lines()) {
            int open = line.open();
            if (open > 0) {
                book.giveBack(Parcels.reservation(order, line), open, Reservation.State.VOIDED);
            }
        }
        for (OrderLine line : order.lines()) {
            Cancelling.cancelUpTo(book, line, line.cancelled() + line.cancelWanted());
        }
        Cancelling.cancelUnwanted(book, order);
        boolean sourced = elsewhere
                ? Sourcing.reserveElsewhere(book, order, fulfilment.locationId())
                : Sourcing.reserve(book, order);
        if (sourced || order.lines().stream().anyMatch(line -> line.reserved() > 0)) {
            order.releaseAt(order.phase() == Order.Phase.CONFIRMED ? Optional.of(book.now()) : Optional.empty());
        }
    }
}
