package penstock.core.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reservation;
import penstock.core.book.StockKey;
import penstock.core.order.Cancelling;
import penstock.core.sourcing.Sourcing;

/** Facts beat promises: what units that arrive or vanish do to the orders that wait for them or were promised them. */
public final class Facts {

    /** Short orders served at a time by an arrival; the rest are served by the next one or by {@code penstock} itself. */
    public static final int MAX_SHORT_ORDERS = 500;

    private Facts() {}

    /** Units arrive and serve the orders that are short of them, the oldest first. */
    public static void arrive(Book book, StockKey key, int units, Account from, Cause cause) {
        book.move(key.skuId(), from, Account.at(key.locationId(), Condition.AVAILABLE), units, cause);
        serveShort(book, key.skuId());
    }

    private static void serveShort(Book book, long skuId) {
        for (Order order : book.ordersShortOf(skuId, MAX_SHORT_ORDERS)) {
            if (book.availableEverywhere(skuId) == 0) {
                return;
            }
            Sourcing.reserve(book, order);
            if (order.phase() == Order.Phase.CONFIRMED) {
                order.releaseAt(Optional.of(book.now()));
            }
        }
    }

    /**
     * Units vanish: available ones first, then promised ones, which are sourced from elsewhere or stay short. Promises
     * are broken in this order: holds, orders pending payment, confirmed orders not yet handed to fulfilment, the rest;
     * within each the latest placed first.
     *
     * @param units at most what is available and reserved there
     */
    public static void vanish(Book book, StockKey key, int units, Cause cause) {
        int free = Math.min(units, book.available(key));
        if (free > 0) {
            book.move(key.skuId(), Account.at(key.locationId(), Condition.AVAILABLE), Account.ADJUSTMENT, free, cause);
        }
        int left = units - free;
        for (Reservation reservation : left == 0 ? List.<Reservation>of() : breakable(book, key)) {
            int broken = Math.min(left, reservation.open());
            if (broken > 0) {
                book.breakUp(reservation, broken, cause);
                left -= broken;
            }
            source(book, reservation.line().order());
            if (left == 0) {
                return;
            }
        }
    }

    private static void source(Book book, Order order) {
        Cancelling.cancelUnwanted(book, order);
        Sourcing.reserve(book, order);
        boolean waits = order.lines().stream()
                .map(OrderLine::reservations)
                .flatMap(List::stream)
                .anyMatch(reservation -> reservation.open() > 0 && reservation.fulfilmentId() == 0);
        if (order.phase() == Order.Phase.CONFIRMED && waits) {
            order.releaseAt(Optional.of(book.now()));
        }
    }

    private static List<Reservation> breakable(Book book, StockKey key) {
        return book.ordersReserving(key).stream()
                .sorted(Comparator.comparingInt(Facts::rank)
                        .thenComparing(Order::placedAt, Comparator.reverseOrder())
                        .thenComparing(Order::orderId, Comparator.reverseOrder()))
                .flatMap(order -> order.lines().stream())
                .flatMap(line -> line.reservations().stream())
                .filter(reservation ->
                        reservation.open() > 0 && reservation.key().equals(key))
                .toList();
    }

    private static int rank(Order order) {
        if (order.phase() == Order.Phase.HELD) {
            return 0;
        } else if (order.phase() == Order.Phase.PENDING) {
            return 1;
        }
        boolean handedOver = order.lines().stream()
                .flatMap(line -> line.reservations().stream())
                .anyMatch(reservation -> reservation.open() > 0 && reservation.fulfilmentId() != 0);
        return handedOver ? 3 : 2;
    }
}
