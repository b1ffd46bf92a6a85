package penstock.core.book;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.shelf.Allocation.Demand;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;

/** Bins and lots of the lines of fulfilment orders, where they are kept. */
public final class Allocating {

    private Allocating() {}

    /** The day by which lots expire: the same for all locations, UTC. */
    public static LocalDate today(Book book) {
        return book.now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Assigns to each line what it is still to ship and has nothing assigned for. */
    public static void allocate(Book book, FulfilmentOrder fulfilment) {
        Shelves shelves = book.shelves();
        for (FulfilmentLine line : fulfilment.lines()) {
            if (line.open() > 0 && shelves.keep(line.skuId(), fulfilment.locationId())) {
                Demand demand = demand(fulfilment, line);
                int missing = line.open() - shelves.allocations().units(demand);
                if (missing > 0) {
                    shelves.allocations().allocate(demand, line.skuId(), fulfilment.locationId(), missing, today(book));
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
        if (reservation.fulfilmentId() == 0 || !shelves.keep(key.skuId(), key.locationId())) {
            return;
        }
        book.findFulfilment(reservation.fulfilmentId())
                .ifPresent(fulfilment -> shelves.shipFor(demand(fulfilment, fulfilment.lineOf(reservation))));
        if (shelves.handling(key.skuId()).by() == Handling.By.SERIAL) {
            List<String> pieces = shelves.serialsPickedFor(reservation.fulfilmentId(), key.skuId()).stream()
                    .limit(units)
                    .map(Serial::serialNo)
                    .toList();
            shelves.direct(new Direction(key.skuId(), key.locationId(), Optional.empty(), Optional.empty(), pieces));
        }
    }

    /**
     * Whether the pieces are known that a parcel takes along of what is tracked by serial.
     *
     * @param units by line number of the fulfilment order
     */
    public static boolean hasPieces(Book book, FulfilmentOrder fulfilment, Map<Integer, Integer> units) {
        Shelves shelves = book.shelves();
        Map<Long, Integer> wanted = new HashMap<>();
        for (FulfilmentLine line : fulfilment.lines()) {
            if (shelves.keep(line.skuId(), fulfilment.locationId())
                    && shelves.handling(line.skuId()).by() == Handling.By.SERIAL) {
                wanted.merge(line.skuId(), units.getOrDefault(line.lineNo(), 0), Integer::sum);
            }
        }
        return wanted.entrySet().stream()
                .allMatch(each -> each.getValue()
                        <= shelves.serialsPickedFor(fulfilment.fulfilmentId(), each.getKey())
                                .size());
    }

    /** The line as the shelves know it. */
    public static Demand demand(FulfilmentOrder fulfilment, FulfilmentLine line) {
        return new Demand(fulfilment.fulfilmentId(), line.lineNo(), line.reservationId());
    }
}
