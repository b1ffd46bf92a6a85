package penstock.core.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.FulfilmentOrder.State;

/** Units of orders on their way out: handed to whoever ships them, put into parcels, or gone without us. */
public final class Packing {

    private Packing() {}

    /** What is written on a parcel. */
    public record Label(String callerId, String carrier, String trackingNumber, Instant shippedAt) {}

    /**
     * Hands reservations of one order at one location to whoever ships them.
     *
     * @param providerAccountId 0 for the seller
     */
    public static FulfilmentOrder handOver(
            Book book, Order order, long locationId, long providerAccountId, List<Reservation> reservations) {
        boolean ours = providerAccountId == 0;
        @Nullable Instant next = ours ? null : book.now();
        FulfilmentOrder fulfilment = new FulfilmentOrder(
                book.nextId(),
                order.orderId(),
                locationId,
                providerAccountId,
                book.now(),
                ours ? State.OPEN : State.SUBMITTING,
                ours ? 0 : 1,
                next,
                0,
                false);
        for (Reservation reservation : reservations) {
            OrderLine line = reservation.line();
            fulfilment.attach(new FulfilmentLine(
                    fulfilment.lines().size() + 1,
                    line.lineNo(),
                    reservation.reservationId(),
                    line.skuId(),
                    reservation.open(),
                    0,
                    0,
                    false));
        }
        book.add(fulfilment, reservations);
        if (ours) {
            Allocating.allocate(book, fulfilment);
        }
        return fulfilment;
    }

    /** Takes an order's units back from whoever has not begun to ship them; they are promised anew and handed over again. */
    public static void takeBack(Book book, Order order) {
        for (OrderLine line : order.lines()) {
            for (Reservation reservation : List.copyOf(line.reservations())) {
                if (reservation.open() > 0 && isNotBegun(book, reservation)) {
                    int units = reservation.open();
                    book.giveBack(reservation, units, Reservation.State.VOIDED);
                    book.reserve(line, reservation.key().locationId(), units);
                }
            }
        }
    }

    private static boolean isNotBegun(Book book, Reservation reservation) {
        return reservation.fulfilmentId() != 0
                && book.findFulfilment(reservation.fulfilmentId())
                        .filter(fulfilment ->
                                fulfilment.state() == State.OPEN || fulfilment.state() == State.SUBMITTING)
                        .isPresent();
    }

    /**
     * Records that a parcel left: its units are posted to the customer.
     *
     * @param units by fulfilment line number, each from 1 to what is open
     * @param toConfirm whether the channel is to be told
     */
    public static Parcel ship(
            Book book,
            FulfilmentOrder fulfilment,
            Label label,
            Map<Integer, Integer> units,
            byte[] contentHash,
            boolean toConfirm) {
        Order order = book.findOrder(fulfilment.orderId())
                .orElseThrow(() -> new BrokenInvariant("a fulfilment order without an order"));
        long shipmentId = book.nextId();
        List<Parcel.Content> contents = new ArrayList<>();
        for (FulfilmentLine line : fulfilment.lines()) {
            int quantity = units.getOrDefault(line.lineNo(), 0);
            if (quantity > 0) {
                book.post(reservation(order, line), quantity, shipmentId);
                line.ship(quantity);
                contents.add(new Parcel.Content(line.orderLineNo(), line.reservationId(), quantity));
            }
        }
        Parcel parcel = new Parcel(
                shipmentId,
                fulfilment.fulfilmentId(),
                order.orderId(),
                order.accountId(),
                label.callerId(),
                contentHash,
                book.parcels(order.orderId()).size() + 1,
                label.carrier(),
                label.trackingNumber(),
                label.shippedAt(),
                toConfirm,
                contents);
        book.add(parcel);
        return parcel;
    }

    /** The reservation that a fulfilment line ships. */
    public static Reservation reservation(Order order, FulfilmentLine line) {
        return order.lines().stream()
                .flatMap(orderLine -> orderLine.reservations().stream())
                .filter(reservation -> reservation.reservationId() == line.reservationId())
                .findFirst()
                .orElseThrow(() -> new BrokenInvariant("a fulfilment line without its reservation"));
    }

    /** Counts units as gone that nobody was promised, and that were not in our stock. */
    public static void leaveElsewhere(OrderLine line, int units) {
        line.leaveElsewhere(units);
    }
}
