package penstock.core.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import penstock.core.book.Account;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Order;
import penstock.core.book.Reservation;
import penstock.core.book.StockKey;
import penstock.core.order.Cancelling;
import penstock.core.sourcing.Freed;
import penstock.core.sourcing.Sourcing;

/** Facts beat promises: what units that arrive or vanish do to the orders that wait for them or were promised them. */
public final class Facts {

    private Facts() {}

    /** Units arrive and serve the orders that are short of them, the oldest first; what may not be sold is withheld. */
    public static void arrive(Book book, StockKey key, int units, Account from, Cause cause) {
        book.move(key.skuId(), from, Account.at(key.locationId(), Condition.AVAILABLE), units, cause);
        Withholding.arrived(book, key);
        Freed.serveShort(book, key.skuId());
    }

    /** Withholds what came just now of a lot that may not be sold, before anybody is served with it. */
    public static void withhold(Book book, StockKey key) {
        Withholding.arrived(book, key);
    }

    /**
     * Units vanish: available ones first, then promised ones, which are sourced from elsewhere or stay short. Promises
     * are broken in this order: holds, orders pending payment, confirmed orders not yet handed to fulfilment, the rest;
     * within each the latest placed first. What a provider may already be shipping is not broken: it would be sent twice.
     *
     * @return units that vanished
     */
    public static int vanish(Book book, StockKey key, int units, Cause cause) {
        return vanish(book, key, units, Account.ADJUSTMENT, cause);
    }

    /** The same of units that are still somewhere, but cannot be promised any more. */
    static int vanish(Book book, StockKey key, int units, Account to, Cause cause) {
        int free = Math.min(units, book.available(key));
        if (free > 0) {
            book.move(key.skuId(), Account.at(key.locationId(), Condition.AVAILABLE), to, free, cause);
            book.backorders().lost(key.skuId());
        }
        int left = units - free;
        for (Reservation reservation : left == 0 ? List.<Reservation>of() : breakable(book, key)) {
            if (left == 0) {
                break;
            }
            int broken = Math.min(left, reservation.open());
            if (broken > 0) {
                book.breakUp(reservation, broken, to, cause);
                left -= broken;
            }
            source(book, reservation.line().order());
        }
        return units - left;
    }

    private static void source(Book book, Order order) {
        Cancelling.cancelUnwanted(book, order);
        Sourcing.reserve(book, order);
        order.releaseIfDue();
    }

    /** Units that may be taken away there, if so many are wanted: promises may be broken, but those of a provider. */
    static int removable(Book book, StockKey key, int wanted) {
        Balance balance = book.balance(key);
        int free = balance.units(Condition.AVAILABLE);
        return free + balance.units(Condition.RESERVED) - (wanted > free ? atProvider(book, key) : 0);
    }

    /** Units promised there that a provider may already be shipping. */
    static int atProvider(Book book, StockKey key) {
        return open(book, key)
                .filter(book::isAtProvider)
                .mapToInt(Reservation::open)
                .sum();
    }

    /** Units promised there whose fulfilment order stands in one of these states. */
    public static int promised(Book book, StockKey key, Set<FulfilmentOrder.State> states) {
        return open(book, key)
                .filter(reservation -> book.findFulfilment(reservation.fulfilmentId())
                        .filter(fulfilment -> states.contains(fulfilment.state()))
                        .isPresent())
                .mapToInt(Reservation::open)
                .sum();
    }

    private static Stream<Reservation> open(Book book, StockKey key) {
        return book.ordersReserving(key).stream()
                .flatMap(order -> order.lines().stream())
                .flatMap(line -> line.reservations().stream())
                .filter(reservation ->
                        reservation.open() > 0 && reservation.key().equals(key));
    }

    private static List<Reservation> breakable(Book book, StockKey key) {
        Comparator<Order> rank = Comparator.comparingInt(Facts::rank)
                .thenComparing(Order::placedAt, Comparator.reverseOrder())
                .thenComparing(Order::orderId, Comparator.reverseOrder());
        return open(book, key)
                .filter(reservation -> !book.isAtProvider(reservation))
                .sorted(Comparator.comparing(reservation -> reservation.line().order(), rank))
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
