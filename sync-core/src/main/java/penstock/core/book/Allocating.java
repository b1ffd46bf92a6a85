package penstock.core.book;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.Reply.Verdict;
import penstock.core.shelf.Allocation.Demand;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.StockDetail;

/** Bins and lots of the lines of fulfilment orders, where they are kept. */
public final class Allocating {

    private Allocating() {}

    /** The day at a location, by which its lots expire. */
    public static LocalDate today(Book book, long locationId) {
        return book.now().atZone(book.rules().zone(locationId)).toLocalDate();
    }

    /** Assigns to each line what it is still to ship and has nothing assigned for. */
    public static void allocate(Book book, FulfilmentOrder fulfilment) {
        Shelves shelves = book.shelves();
        for (FulfilmentLine line : fulfilment.lines()) {
            if (line.open() > 0 && shelves.keep(line.skuId(), fulfilment.locationId())) {
                Demand demand = demand(fulfilment, line);
                int missing = line.open() - shelves.allocations().units(demand);
                if (missing > 0) {
                    shelves.allocations()
                            .allocate(
                                    demand,
                                    line.skuId(),
                                    fulfilment.locationId(),
                                    missing,
                                    today(book, fulfilment.locationId()));
                }
            }
        }
    }

    /** Assigns anew what was taken away from fulfilment orders in this batch. */
    static void again(Book book) {
        for (long fulfilmentId : book.shelves().allocations().starved()) {
            book.findFulfilment(fulfilmentId)
                    .filter(fulfilment -> !fulfilment.state().isEnd())
                    .ifPresent(fulfilment -> allocate(book, fulfilment));
        }
    }

    /** A line ships fewer units. */
    static void trim(Book book, FulfilmentOrder fulfilment, FulfilmentLine line) {
        if (book.shelves().keep(line.skuId(), fulfilment.locationId())) {
            book.shelves().allocations().trim(demand(fulfilment, line), line.open());
        }
    }

    /** The units that leave next are those that were assigned, and the pieces those that were picked. */
    static void directShipment(Book book, Reservation reservation, int units) {
        StockKey key = reservation.key();
        Shelves shelves = book.shelves();
        if (!shelves.keep(key.skuId(), key.locationId())) {
            return;
        }
        shelves.shipOn(today(book, key.locationId()));
        if (reservation.fulfilmentId() == 0) {
            return;
        }
        book.findFulfilment(reservation.fulfilmentId()).ifPresent(fulfilment -> {
            Demand demand = demand(fulfilment, fulfilment.lineOf(reservation));
            shelves.shipFor(demand);
            if (shelves.handling(key.skuId()).by() == Handling.By.SERIAL) {
                List<String> pieces = shelves.allocations().pieces(demand, units);
                shelves.direct(
                        new Direction(key.skuId(), key.locationId(), Optional.empty(), Optional.empty(), pieces));
            }
        });
    }

    /**
     * Whether the pieces are known that a parcel takes along of what is tracked by serial.
     *
     * @param units by line number of the fulfilment order
     */
    public static boolean hasPieces(Book book, FulfilmentOrder fulfilment, Map<Integer, Integer> units) {
        Shelves shelves = book.shelves();
        return fulfilment.lines().stream()
                .filter(line -> shelves.keep(line.skuId(), fulfilment.locationId())
                        && shelves.handling(line.skuId()).by() == Handling.By.SERIAL)
                .allMatch(line -> units.getOrDefault(line.lineNo(), 0)
                        <= shelves.allocations().picked(demand(fulfilment, line)));
    }

    /** Whether so many units of a reservation can leave as they are: of what is tracked by serial its pieces must have been picked. */
    public static boolean knowsPieces(Book book, Reservation reservation, int units) {
        StockKey key = reservation.key();
        Shelves shelves = book.shelves();
        if (!shelves.keep(key.skuId(), key.locationId())
                || shelves.handling(key.skuId()).by() != Handling.By.SERIAL) {
            return true;
        }
        return reservation.fulfilmentId() != 0
                && book.findFulfilment(reservation.fulfilmentId())
                        .filter(fulfilment ->
                                shelves.allocations().picked(demand(fulfilment, fulfilment.lineOf(reservation)))
                                        >= units)
                        .isPresent();
    }

    /** What speaks against sending units of a lot from a location today, if anything does. */
    public static Optional<Reply> unfit(Book book, Lot lot, long locationId) {
        if (lot.blocked()) {
            return Optional.of(Reply.of(Verdict.BLOCKED_LOT, 0, "lot " + lot.code() + " is blocked; take another"));
        }
        return lot.hasExpired(today(book, locationId))
                ? Optional.of(Reply.of(Verdict.EXPIRED_LOT, 0, "lot " + lot.code() + " has expired; take another"))
                : Optional.empty();
    }

    /**
     * What speaks against shipping so many units from a location, if all that is there besides is of lots that are blocked or
     * have expired.
     *
     * @param units by SKU
     */
    public static Optional<Reply> unfit(Book book, long locationId, Map<Long, Integer> units) {
        Shelves shelves = book.shelves();
        for (Map.Entry<Long, Integer> wanted : units.entrySet()) {
            if (shelves.keep(wanted.getKey(), locationId)) {
                long fit = 0;
                Optional<Reply> refusal = Optional.empty();
                for (StockDetail detail : shelves.details(wanted.getKey(), locationId)) {
                    if (detail.key().state() == PhysicalState.SOUND && detail.units() > 0) {
                        Optional<Reply> unfit = shelves.findLot(
                                        detail.key().spot().lotId())
                                .flatMap(lot -> unfit(book, lot, locationId));
                        fit += unfit.isPresent() ? 0 : detail.units();
                        refusal = refusal.or(() -> unfit);
                    }
                }
                if (fit < wanted.getValue() && refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.empty();
    }

    /** What speaks against shipping what was picked of a lot that has been blocked or has expired since. */
    public static Optional<Reply> unfitPicks(Book book, FulfilmentOrder fulfilment) {
        Shelves shelves = book.shelves();
        return fulfilment.lines().stream()
                .filter(line -> shelves.keep(line.skuId(), fulfilment.locationId()))
                .flatMap(line -> shelves.allocations().open(demand(fulfilment, line)).stream())
                .filter(allocation -> allocation.picked() > 0)
                .flatMap(allocation -> shelves.findLot(allocation.place().spot().lotId()).stream())
                .flatMap(lot -> unfit(book, lot, fulfilment.locationId()).stream())
                .findFirst();
    }

    /** The line as the shelves know it. */
    public static Demand demand(FulfilmentOrder fulfilment, FulfilmentLine line) {
        return new Demand(fulfilment.fulfilmentId(), line.lineNo(), line.reservationId());
    }
}
