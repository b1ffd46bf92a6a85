package penstock.core.shipping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Order;
import penstock.core.book.Packing;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.Reservation;
import penstock.core.book.SaleLocation;

/**
 * Hands an order's reservations to whoever ships them: one fulfilment order for each location. By the seller's
 * partial-shipping rule an order with short, backordered or parked lines, or parts that nobody understood, ships what it has,
 * or waits. One that a person holds back waits until the flag is lowered.
 */
public record ReleaseOrder(long orderId) implements Command {

    @Override
    public void announce(Needs needs) {
        needs.order(orderId);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Order> found = book.findOrder(orderId);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such order");
        }
        Order order = found.get();
        order.released();
        List<Reservation> waiting = order.lines().stream()
                .flatMap(line -> line.reservations().stream())
                .filter(reservation -> reservation.open() > 0 && reservation.fulfilmentId() == 0)
                .toList();
        boolean waits = book.rules().waitsForWholeOrder() && !isWhole(order);
        if (order.phase() != Order.Phase.CONFIRMED || order.isHeldBack() || waiting.isEmpty() || waits) {
            return Reply.of(Verdict.EXISTS, order);
        }
        Map<Long, List<Reservation>> byLocation = waiting.stream()
                .collect(Collectors.groupingBy(
                        reservation -> reservation.key().locationId(), TreeMap::new, Collectors.toList()));
        byLocation.forEach((location, reservations) -> handOver(book, order, location, reservations));
        return Reply.of(Verdict.CHANGED, order);
    }

    private static boolean isWhole(Order order) {
        return order.notUnderstood() == 0
                && order.lines().stream()
                        .allMatch(line ->
                                line.isMapped() ? line.shortUnits() + line.backordered() == 0 : line.unshipped() == 0);
    }

    private static void handOver(Book book, Order order, long locationId, List<Reservation> reservations) {
        long provider = book.rules().locations().stream()
                .filter(location -> location.locationId() == locationId)
                .mapToLong(SaleLocation::providerAccountId)
                .findFirst()
                .orElse(0);
        Packing.handOver(book, order, locationId, provider, reservations);
    }
}
