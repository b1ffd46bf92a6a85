package penstock.core.sourcing;

import java.util.Map;
import java.util.TreeMap;
import penstock.core.book.Book;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;

/** What an order gives back while something is decided about it, and who is served with it. One use. */
public final class Freed {

    /** Short orders served at a time; the rest are served by what comes next. */
    public static final int MAX_SHORT_ORDERS = 500;

    private final Book book;
    private final Map<Long, Integer> before = new TreeMap<>();

    private Freed(Book book) {
        this.book = book;
    }

    /** Remembers what is available of the order's SKUs now. */
    public static Freed watching(Book book, Order order) {
        Freed freed = new Freed(book);
        order.lines().stream()
                .filter(OrderLine::isMapped)
                .map(OrderLine::skuId)
                .forEach(sku -> freed.before.put(sku, book.availableEverywhere(sku)));
        return freed;
    }

    /** Serves the orders that are short of SKUs of which more is available than when watching began. */
    public void serveShort() {
        before.forEach((sku, available) -> {
            if (book.availableEverywhere(sku) > available) {
                serveShort(book, sku);
            }
        });
    }

    /** Serves the orders that are short of a SKU, the oldest first, as far as it goes. */
    public static void serveShort(Book book, long skuId) {
        for (Order order : book.ordersShortOf(skuId, MAX_SHORT_ORDERS)) {
            if (book.availableEverywhere(skuId) == 0) {
                return;
            }
            Sourcing.reserve(book, order);
            order.releaseIfDue();
        }
    }
}
