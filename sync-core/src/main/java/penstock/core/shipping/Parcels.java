package penstock.core.shipping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.BrokenInvariant;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Order;
import penstock.core.book.Parcel;
import penstock.core.book.Reservation;
import penstock.core.order.ContentHash;

/** Recording that a parcel left: units are posted to the customer, and the channel will be told. */
final class Parcels {

    private Parcels() {}

    /** What is written on a parcel. */
    record Label(String callerId, String carrier, String trackingNumber, Instant shippedAt) {}

    /** The parcel of that id, if it was recorded before. */
    static Optional<Parcel> find(Book book, FulfilmentOrder fulfilment, String callerId) {
        return book.parcels(fulfilment.orderId()).stream()
                .filter(parcel -> parcel.fulfilmentId() == fulfilment.fulfilmentId()
                        && parcel.callerId().equals(callerId))
                .findFirst();
    }

    static byte[] contentHash(Label label, Map<Integer, Integer> units) {
        return ContentHash.of(label.carrier() + "\t" + label.trackingNumber() + "\t" + units);
    }

    /**
     * Ships units of a fulfilment order.
     *
     * @param units by fulfilment line number, each from 1 to what is open
     */
    static Parcel ship(Book book, FulfilmentOrder fulfilment, Label label, Map<Integer, Integer> units, byte[] hash) {
        Order order = book.findOrder(fulfilment.orderId())
                .orElseThrow(() -> new BrokenInvariant("a fulfilment order without an order"));
        long shipmentId = book.nextId();
        List<Parcel.Content> contents = new ArrayList<>();
        for (FulfilmentLine line : fulfilment.lines()) {
            int quantity = units.getOrDefault(line.lineNo(), 0);
            if (quantity > 0) {
                book.post(reservation(order, line), quantity, shipmentId);
                book.ship(line, quantity);
                contents.add(new Parcel.Content(line.orderLineNo(), line.reservationId(), quantity));
            }
        }
        Parcel parcel = new Parcel(
                shipmentId,
                fulfilment.fulfilmentId(),
                order.orderId(),
                order.accountId(),
                label.callerId(),
                hash,
                book.parcels(order.orderId()).size() + 1,
                label.carrier(),
                label.trackingNumber(),
                label.shippedAt(),
                true,
                contents);
        book.add(parcel);
        return parcel;
    }

    static Reservation reservation(Order order, FulfilmentLine line) {
        return order.lines().stream()
                .flatMap(orderLine -> orderLine.reservations().stream())
                .filter(reservation -> reservation.reservationId() == line.reservationId())
                .findFirst()
                .orElseThrow(() -> new BrokenInvariant("a fulfilment line without its reservation"));
    }
}
