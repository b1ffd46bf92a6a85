package penstock.core.sourcing;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import penstock.core.book.Book;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;

/** What an order gives back while something is decided about it, and who is served with it. One use. */
public final class Freed {

    /** Short orders served at a time; the rest are served by what comes next. */
    public static final int MAX_SHORT_ORDERS = 500;

    private final Book book;
    private final Order order;
    private final Map<Long, Integer> before = new TreeMap<>();
    private final Map<Long, Integer> owed;

    private Freed(Book book, Order order) {
        this.book = book;
        this.order = order;
        this.owed = owed();
    }

    /** Units that the order is owed, by SKU. */
    private Map<Long, Integer> owed() {
        Map<Long, Integer> units = new TreeMap<>();
        order.lines().forEach(line -> units.merge(line.skuId(), line.backordered(), Integer::sum));
        return units;
    }

    /** Remembers what is available of the order's SKUs now, and what it is owed. */
    public static Freed watching(Book book, Order order) {
        Freed freed = new Freed(book, order);
        order.lines().stream()
                .filter(OrderLine::isMapped)
                .map(OrderLine::skuId)
                .forEach(sku -> freed.before.put(sku, book.availableEverywhere(sku)));
        return freed;
    }

    /** Serves the orders that wait for SKUs of which more is available, or less is owed, than when watching began. */
    public void serveShort() {
        Map<Long, Integer> now = owed();
        before.forEach((sku, available) -> {
            boolean owedLess = now.getOrDefault(sku, 0) < owed.getOrDefault(sku, 0);
            if (owedLess || book.availableEverywhere(sku) > available) {
                serveShort(book, sku);
            }
        });
    }

    /** The same of SKUs that have come together; those that nobody waits for cost nothing. */
    public static void serveShort(Book book, Collection<Long> skuIds) {
        Set<Long> inOrder = new TreeSet<>(skuIds);
        Set<Long> wanted = book.rules().takesBackorders() ? inOrder : book.skusShort(inOrder);
        inOrder.stream().filter(wanted::contains).forEach(skuId -> serveShort(book, skuId));
    }

    /**
     * Serves the orders that wait for a SKU, as far as it goes: those that are owed it, then those that are short of it, of
     * these the ones with priority first, then the oldest.
     */
    public static void serveShort(Book book, long skuId) {
        Backordering.serve(book, skuId);
        if (book.backorders().hasTurnsLeft(skuId)) {
            return;
        }
        for (Order order : book.ordersShortOf(skuId, MAX_SHORT_ORDERS)) {
            if (book.availableEverywhere(skuId) == 0 && !Backordering.mayPromise(book, skuId)) {
                return;
            }
            Sourcing.reserve(book, order);
            order.releaseIfDue();
        }
    }
}
