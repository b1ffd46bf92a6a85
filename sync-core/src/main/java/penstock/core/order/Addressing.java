package penstock.core.order;

import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Order;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;

/** Whether an order may still go to somebody else. */
final class Addressing {

    private Addressing() {}

    /** Why it may not, if it may not: something of it is packed or has left, or a provider was told where it goes. */
    static Optional<Reply> refusal(Book book, Order order) {
        return order.lines().stream()
                .flatMap(line -> line.reservations().stream())
                .map(Reservation::fulfilmentId)
                .filter(fulfilmentId -> fulfilmentId != 0)
                .distinct()
                .flatMap(fulfilmentId -> book.findFulfilment(fulfilmentId).stream())
                .flatMap(fulfilment -> refusal(order, fulfilment).stream())
                .findFirst();
    }

    private static Optional<Reply> refusal(Order order, FulfilmentOrder fulfilment) {
        boolean shipped = fulfilment.lines().stream().anyMatch(line -> line.shipped() > 0);
        boolean gaveUp = fulfilment.state() == State.CANCELLED || fulfilment.state() == State.REFUSED;
        if (shipped || fulfilment.state() == State.PACKED) {
            return Optional.of(Reply.of(
                    Verdict.ALREADY_PACKED,
                    order.orderId(),
                    "fulfilment order " + fulfilment.fulfilmentId()
                            + " is packed or has left for the recipient named before; cancel what is left and place another"
                            + " order"));
        }
        if (fulfilment.providerAccountId() != 0 && !gaveUp) {
            return Optional.of(Reply.of(
                    Verdict.AT_PROVIDER,
                    order.orderId(),
                    "a provider is told to ship fulfilment order " + fulfilment.fulfilmentId()
                            + " to the recipient named before; cancel it and place another order"));
        }
        return Optional.empty();
    }
}
