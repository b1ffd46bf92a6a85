package penstock.core.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.FlagChange;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Packing;
import penstock.core.book.Packing.Label;
import penstock.core.book.Reservation;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;

/**
 * Units that left by the channel's word without a parcel of ours: a person sent them and said so in the channel's own back
 * office, another tool did, or they were sent before the channel was connected. Nobody is to send them again. One use.
 */
final class ShippedByOthers {

    private final Book book;
    private final Order order;
    private final Map<Long, Map<Integer, Integer>> packed = new LinkedHashMap<>(); // by fulfilment order and its line
    private final Map<Long, List<Reservation>> unreleased = new TreeMap<>(); // by location
    private final Map<String, Integer> aside = new TreeMap<>(); // by the channel's SKU
    private boolean pieceless;

    private ShippedByOthers(Book book, Order order) {
        this.book = book;
        this.order = order;
    }

    /** Counts what left before the channel was connected: the stock that was entered then does not hold it any more. */
    static void beforeUs(Order order, OrderSnapshot snapshot) {
        for (OrderLineSnapshot told : snapshot.lines()) {
            for (OrderLine line : order.linesOf(told.channelLineId())) {
                leaveElsewhere(line, beyondOurs(line, told));
            }
        }
    }

    /**
     * Takes what left out of our stock, as a parcel that the channel is not told of; where nothing is promised there, it left from
     * elsewhere. Of as much as a provider may be packing it is the provider that the channel speaks of, and that will tell; an order
     * of which nobody knows the pieces that left is held back. If it is cancelled, as many stand in quality control: they are gone, so
     * they are nobody's to buy, and only a person can say which.
     */
    static void leave(Book book, Order order, OrderSnapshot snapshot) {
        ShippedByOthers shipped = new ShippedByOthers(book, order);
        for (OrderLineSnapshot told : snapshot.lines()) {
            for (OrderLine line : order.linesOf(told.channelLineId())) {
                int beyond = beyondOurs(line, told);
                if (beyond > 0) {
                    shipped.leave(line, beyond);
                }
            }
        }
        shipped.ship();
        if (shipped.pieceless) {
            Packing.takeBack(book, order);
            shipped.holdBack("its channel says that more of it has left; say which pieces, then ship them here");
        }
        if (!shipped.aside.isEmpty()) {
            shipped.holdBack("it was cancelled after pieces had left that nobody named: " + shipped.toldAside()
                    + " stand in quality control; take out those that left by an adjustment, then clear the rest");
        }
    }

    private static int beyondOurs(OrderLine line, OrderLineSnapshot told) {
        int left = Math.multiplyExact(told.shipped(), line.packSize());
        return Math.min(line.unshipped(), left - line.shipped() - line.elsewhere());
    }

    private void leave(OrderLine line, int units) {
        int atProviders = line.reservations().stream()
                .filter(book::isAtProvider)
                .mapToInt(Reservation::open)
                .sum();
        int left = Math.max(0, units - atProviders);
        for (Reservation reservation : List.copyOf(line.reservations())) {
            int mine = Math.min(reservation.open(), left);
            if (mine > 0 && !book.isAtProvider(reservation)) {
                if (Allocating.knowsPieces(book, reservation, mine)) {
                    pack(reservation, mine);
                } else if (order.phase() == Order.Phase.CANCELLED) {
                    setAside(reservation, mine);
                } else {
                    pieceless = true;
                }
                left -= mine;
            }
        }
        int owed = Math.min(left - line.shortUnits(), line.backordered());
        if (owed > 0) {
            book.backorders().giveUp(line, owed);
        }
        leaveElsewhere(line, left);
    }

    private void setAside(Reservation reservation, int units) {
        Account inspected = Account.at(reservation.key().locationId(), Condition.QUALITY_CONTROL);
        book.breakUp(reservation, units, inspected, new Cause(Cause.Kind.ORDER, order.orderId()));
        aside.merge(reservation.line().channelSku(), units, Integer::sum);
    }

    private String toldAside() {
        return aside.entrySet().stream()
                .map(sku -> sku.getValue() + " of " + sku.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void leaveElsewhere(OrderLine line, int units) {
        int gone = Math.max(0, line.isMapped() ? Math.min(units, line.shortUnits()) : units);
        if (gone > 0) {
            Packing.leaveElsewhere(line, gone);
        }
    }

    private void pack(Reservation reservation, int units) {
        if (reservation.fulfilmentId() != 0) {
            FulfilmentOrder fulfilment =
                    book.findFulfilment(reservation.fulfilmentId()).orElseThrow();
            int lineNo = fulfilment.lines().stream()
                    .filter(line -> line.reservationId() == reservation.reservationId())
                    .mapToInt(FulfilmentLine::lineNo)
                    .findFirst()
                    .orElseThrow();
            packed.computeIfAbsent(fulfilment.fulfilmentId(), id -> new TreeMap<>())
                    .put(lineNo, units);
            return;
        }
        OrderLine line = reservation.line();
        long location = reservation.key().locationId();
        if (units < reservation.open()) { // the rest is released when its time has come
            book.giveBack(reservation, units, Reservation.State.VOIDED);
            book.reserve(line, location, units);
            unreleased
                    .computeIfAbsent(location, id -> new ArrayList<>())
                    .add(line.reservations().get(line.reservations().size() - 1));
        } else {
            unreleased.computeIfAbsent(location, id -> new ArrayList<>()).add(reservation);
        }
    }

    /** Nobody but a person can say which pieces left; of a cancelled order whatever it was held for before is over. */
    private void holdBack(String reason) {
        Actor channel = Actor.channel(order.accountId());
        if (order.isHeldBack() && order.phase() == Order.Phase.CANCELLED) {
            book.flag(new FlagChange(book.nextId(), order, FlagChange.Flag.HOLD, false, channel, ""));
        }
        if (!order.isHeldBack()) {
            book.flag(new FlagChange(book.nextId(), order, FlagChange.Flag.HOLD, true, channel, reason));
        }
    }

    private void ship() {
        unreleased.forEach((location, reservations) -> {
            FulfilmentOrder fulfilment = Packing.handOver(book, order, location, 0, reservations);
            Map<Integer, Integer> all = new TreeMap<>();
            fulfilment.lines().forEach(line -> all.put(line.lineNo(), line.open()));
            packed.put(fulfilment.fulfilmentId(), all);
        });
        packed.forEach(
                (fulfilmentId, units) -> ship(book.findFulfilment(fulfilmentId).orElseThrow(), units));
    }

    private void ship(FulfilmentOrder fulfilment, Map<Integer, Integer> units) {
        String callerId = "channel:" + (book.parcels(order.orderId()).size() + 1);
        Label label = new Label(callerId, "", "", book.now());
        Packing.ship(book, fulfilment, label, units, ContentHash.of(callerId + units), false);
        if (fulfilment.open() == 0) {
            fulfilment.enter(FulfilmentOrder.State.SHIPPED, null);
        }
    }
}
