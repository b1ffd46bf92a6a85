package penstock.core.sourcing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.core.book.Book;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.Reservation;
import penstock.core.book.SaleLocation;
import penstock.core.book.StockKey;

/**
 * Reserves an order's short units. The rule, in this order: one location that serves all lines whole; else the fewest that
 * together do; else all. Of those for each line one location that serves it whole, else units from several. Where an order is
 * served from already comes first, then the rank: each location is a parcel. What nobody has is promised out of what is still to
 * come, as far as its SKU's rule goes, or stays short.
 *
 * <p>A location whose keeper has refused to ship something of an order is out of the question for that order for a day
 * ({@link #REFUSED_FOR}): what it gives back would otherwise go to it again with the next movement of the SKU.
 *
 * <p>Of a kit only whole ones are newly reserved: lines with one channel line id are its components. One that lost a
 * component to a loss of stock keeps the others, for they may be packed already.
 */
public final class Sourcing {

    /**
     * So long a refusal counts, from when the fulfilment order was made. Then the address may have been corrected, or the keeper
     * have what it lacked: it is asked once more.
     */
    public static final Duration REFUSED_FOR = Duration.ofDays(1);

    private Sourcing() {}

    /**
     * Reserves what can be reserved of the order's short units; an order, unlike a hold, is promised the rest if it may be.
     *
     * @return whether nothing is short afterwards
     */
    public static boolean reserve(Book book, Order order) {
        if (order.lines().stream().noneMatch(line -> line.shortUnits() > 0)
                || reserve(book, order, open(book, order))) {
            return true;
        }
        boolean ordered = order.phase() == Order.Phase.PENDING || order.phase() == Order.Phase.CONFIRMED;
        if (ordered && book.rules().takesBackorders()) {
            Backordering.cover(book, order);
        }
        return order.lines().stream().allMatch(line -> line.shortUnits() == 0);
    }

    /** Reserves so many short units of a line, which must be there. */
    static void reserve(Book book, OrderLine line, int units) {
        reserveLine(book, line, units, open(book, line.order()));
    }

    /** Units of a SKU at the locations that may serve an order; the greatest {@code int} is that many or more. */
    static int availableTo(Book book, Order order, long skuId) {
        long sum = open(book, order).stream()
                .mapToLong(location -> book.available(new StockKey(skuId, location.locationId())))
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /** Whether an order may be served from a location. */
    public static boolean mayServe(Book book, Order order, long locationId) {
        return open(book, order).stream().anyMatch(location -> location.locationId() == locationId);
    }

    /** The locations that may serve an order, by rank. */
    static List<SaleLocation> open(Book book, Order order) {
        Set<Long> refusing = order.reservations()
                .filter(reservation -> reservation.voided() > 0 && reservation.fulfilmentId() != 0)
                .map(Reservation::fulfilmentId)
                .distinct()
                .flatMap(fulfilmentId -> book.findFulfilment(fulfilmentId).stream())
                .filter(fulfilment -> fulfilment.state() == FulfilmentOrder.State.REFUSED
                        && fulfilment.createdAt().plus(REFUSED_FOR).isAfter(book.now()))
                .map(FulfilmentOrder::locationId)
                .collect(Collectors.toSet());
        List<SaleLocation> all = book.rules().locations();
        return refusing.isEmpty()
                ? all
                : all.stream()
                        .filter(location -> !refusing.contains(location.locationId()))
                        .toList();
    }

    /** The same from everywhere but one location, whose keeper has just given up. */
    public static boolean reserveElsewhere(Book book, Order order, long locationId) {
        return reserve(
                book,
                order,
                open(book, order).stream()
                        .filter(location -> location.locationId() != locationId)
                        .toList());
    }

    private static boolean reserve(Book book, Order order, List<SaleLocation> allowed) {
        List<OrderLine> lines =
                order.lines().stream().filter(line -> line.shortUnits() > 0).toList();
        if (lines.isEmpty()) {
            return true;
        }
        List<SaleLocation> locations = servedFromFirst(order, allowed);
        Optional<SaleLocation> whole = locations.stream()
                .filter(location -> servesAll(book, lines, location.locationId()))
                .findFirst();
        if (whole.isPresent()) {
            lines.forEach(line -> book.reserve(line, whole.get().locationId(), line.shortUnits()));
            return true;
        }
        List<SaleLocation> few = FewestParcels.find(
                        wanted(lines), locations, (skuId, locationId) -> free(book, skuId, locationId))
                .orElse(locations);
        if (order.lines().size() == 1) {
            reserveLine(book, lines.get(0), lines.get(0).shortUnits(), few);
        } else {
            wholes(order).forEach(parts -> reserveWhole(book, parts, few));
        }
        return lines.stream().allMatch(line -> line.shortUnits() == 0);
    }

    private static List<SaleLocation> servedFromFirst(Order order, List<SaleLocation> locations) {
        Set<Long> used = new HashSet<>();
        order.reservations()
                .filter(reservation -> reservation.open() > 0)
                .forEach(reservation -> used.add(reservation.key().locationId()));
        return used.isEmpty()
                ? locations
                : locations.stream()
                        .sorted(Comparator.comparing(location -> !used.contains(location.locationId())))
                        .toList();
    }

    private static Map<Long, Integer> wanted(List<OrderLine> lines) {
        Map<Long, Integer> wanted = new TreeMap<>();
        lines.stream()
                .filter(OrderLine::isMapped)
                .forEach(line -> wanted.merge(line.skuId(), line.shortUnits(), Integer::sum));
        return wanted;
    }

    /** The lines of an order, those of a kit together. */
    static Collection<List<OrderLine>> wholes(Order order) {
        Map<String, List<OrderLine>> wholes = new LinkedHashMap<>();
        order.lines()
                .forEach(line -> wholes.computeIfAbsent(line.channelLineId(), id -> new ArrayList<>(1))
                        .add(line));
        return wholes.values();
    }

    static void reserveWhole(Book book, List<OrderLine> parts, List<SaleLocation> locations) {
        if (parts.size() == 1) {
            reserveLine(book, parts.get(0), parts.get(0).shortUnits(), locations);
            return;
        }
        int kits = parts.stream()
                .mapToInt(part ->
                        (held(part) + Math.min(part.shortUnits(), available(book, part, locations))) / part.packSize())
                .min()
                .orElse(0);
        Map<OrderLine, Integer> needed = new LinkedHashMap<>();
        for (OrderLine part : parts) {
            int units = Math.min(part.shortUnits(), kits * part.packSize() - held(part));
            if (units > 0) {
                needed.put(part, units);
            }
        }
        Optional<SaleLocation> whole = locations.stream()
                .filter(location -> needed.entrySet().stream()
                        .allMatch(part -> available(book, part.getKey(), location.locationId()) >= part.getValue()))
                .findFirst();
        needed.forEach((part, units) ->
                reserveLine(book, part, units, whole.map(List::of).orElse(locations)));
    }

    /** Units that a line has got. */
    private static int held(OrderLine line) {
        return line.reserved() + line.shipped() + line.backordered();
    }

    private static boolean servesAll(Book book, List<OrderLine> lines, long locationId) {
        if (lines.size() == 1) {
            return available(book, lines.get(0), locationId) >= lines.get(0).shortUnits();
        }
        return wanted(lines).entrySet().stream()
                .allMatch(want -> free(book, want.getKey(), locationId) >= want.getValue());
    }

    private static void reserveLine(Book book, OrderLine line, int wanted, List<SaleLocation> locations) {
        if (wanted == 0) {
            return;
        }
        Optional<SaleLocation> whole = locations.stream()
                .filter(location -> available(book, line, location.locationId()) >= wanted)
                .findFirst();
        if (whole.isPresent()) {
            book.reserve(line, whole.get().locationId(), wanted);
            return;
        }
        int left = wanted;
        for (SaleLocation location : locations) {
            int units = Math.min(available(book, line, location.locationId()), left);
            if (units > 0) {
                book.reserve(line, location.locationId(), units);
                left -= units;
            }
        }
    }

    private static int available(Book book, OrderLine line, List<SaleLocation> locations) {
        return locations.stream()
                .mapToInt(location -> available(book, line, location.locationId()))
                .sum();
    }

    private static int available(Book book, OrderLine line, long locationId) {
        return free(book, line.skuId(), locationId);
    }

    /** Units of a SKU that may serve an order and that nobody has the first claim to. */
    public static int free(Book book, Order order, long skuId) {
        return Math.max(0, availableTo(book, order, skuId) - book.backorders().claimed(skuId));
    }

    /** The same at a location: who has the first claim is served from the best ranked. */
    private static int free(Book book, long skuId, long locationId) {
        int there = book.available(new StockKey(skuId, locationId));
        int claimed = there == 0 ? 0 : book.backorders().claimed(skuId);
        for (SaleLocation location :
                claimed == 0 ? List.<SaleLocation>of() : book.rules().locations()) {
            if (location.locationId() == locationId) {
                return Math.max(0, there - claimed);
            }
            claimed = Math.max(0, claimed - book.available(new StockKey(skuId, location.locationId())));
        }
        return there;
    }
}
