package penstock.core.sourcing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.book.SaleLocation;
import penstock.core.book.StockKey;

/**
 * Reserves an order's short units. The rule, in this order: one location that serves all lines whole, the best ranked;
 * else for each line one location that serves it whole; else units from several, by rank. What nobody has stays short.
 */
public final class Sourcing {

    private Sourcing() {}

    /**
     * Reserves what can be reserved of the order's short units.
     *
     * @return whether nothing is short afterwards
     */
    public static boolean reserve(Book book, Order order) {
        return reserve(book, order, book.rules().locations());
    }

    /** The same from everywhere but one location, whose keeper has just refused. */
    public static boolean reserveElsewhere(Book book, Order order, long locationId) {
        return reserve(
                book,
                order,
                book.rules().locations().stream()
                        .filter(location -> location.locationId() != locationId)
                        .toList());
    }

    private static boolean reserve(Book book, Order order, List<SaleLocation> locations) {
        List<OrderLine> lines =
                order.lines().stream().filter(line -> line.shortUnits() > 0).toList();
        if (lines.isEmpty()) {
            return true;
        }
        Optional<SaleLocation> whole = locations.stream()
                .filter(location -> servesAll(book, lines, location.locationId()))
                .findFirst();
        if (whole.isPresent()) {
            lines.forEach(line -> book.reserve(line, whole.get().locationId(), line.shortUnits()));
            return true;
        }
        lines.forEach(line -> reserveLine(book, line, locations));
        return lines.stream().allMatch(line -> line.shortUnits() == 0);
    }

    private static boolean servesAll(Book book, List<OrderLine> lines, long locationId) {
        if (lines.size() == 1) {
            return available(book, lines.get(0), locationId) >= lines.get(0).shortUnits();
        }
        Map<Long, Integer> wanted = new HashMap<>();
        lines.forEach(line -> wanted.merge(line.skuId(), line.shortUnits(), Integer::sum));
        return wanted.entrySet().stream()
                .allMatch(want -> book.available(new StockKey(want.getKey(), locationId)) >= want.getValue());
    }

    private static void reserveLine(Book book, OrderLine line, List<SaleLocation> locations) {
        Optional<SaleLocation> whole = locations.stream()
                .filter(location -> available(book, line, location.locationId()) >= line.shortUnits())
                .findFirst();
        if (whole.isPresent()) {
            book.reserve(line, whole.get().locationId(), line.shortUnits());
            return;
        }
        for (SaleLocation location : locations) {
            int units = Math.min(available(book, line, location.locationId()), line.shortUnits());
            if (units > 0) {
                book.reserve(line, location.locationId(), units);
            }
        }
    }

    private static int available(Book book, OrderLine line, long locationId) {
        return book.available(new StockKey(line.skuId(), locationId));
    }
}
