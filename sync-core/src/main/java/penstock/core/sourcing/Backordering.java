package penstock.core.sourcing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import penstock.core.book.Book;
import penstock.core.book.OpenBackorder;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;

/**
 * Promises what is short out of what is still to come, and serves these promises when it has come.
 *
 * <p>Who comes first is promised first, by the rule of the SKU: never more than is on its way and some beyond, less what is
 * owed. Of a kit whole ones only. Served are those with priority first, then by the day promised, then as they were placed,
 * and all of them before whoever is short.
 */
public final class Backordering {

    /** Orders served at a time; the rest are served by what comes next. */
    public static final int MAX_SERVED_ORDERS = 500;

    /** Promises of a SKU whose days are looked at together; those owed after them are looked at when it is their turn. */
    public static final int MAX_REVIEWED = 10_000;

    private Backordering() {}

    /** Whether more of a SKU may be promised that is not there. */
    static boolean mayPromise(Book book, long skuId) {
        return book.backorders().promisable(skuId) > 0;
    }

    /** Promises what is short of an order, as far as the rules of its SKUs go. */
    static void cover(Book book, Order order) {
        boolean reserveRest = false;
        for (List<OrderLine> parts : Sourcing.wholes(order)) {
            if (parts.size() == 1) {
                OrderLine line = parts.get(0);
                int units = Math.min(line.shortUnits(), promisable(book, line));
                promise(book, line, units, Optional.empty());
            } else {
                reserveRest |= coverKits(book, parts);
            }
        }
        if (reserveRest) {
            Sourcing.reserveFromStock(book, order);
        }
    }

    private static int promisable(Book book, OrderLine line) {
        return line.shortUnits() == 0 ? 0 : book.backorders().promisable(line.skuId());
    }

    private static boolean coverKits(Book book, List<OrderLine> parts) {
        Map<OrderLine, Integer> lacking = new LinkedHashMap<>();
        for (OrderLine part : parts) {
            int lack = part.shortUnits() - book.availableEverywhere(part.skuId());
            if (lack > 0) {
                lacking.put(part, lack);
            }
        }
        boolean possible = !lacking.isEmpty()
                && lacking.entrySet().stream().allMatch(lack -> lack.getValue() <= promisable(book, lack.getKey()));
        if (possible) {
            lacking.forEach((part, units) -> promise(book, part, units, Optional.empty()));
        }
        return possible;
    }

    /**
     * Promises units of an order that were found to be lacking.
     *
     * @param units by SKU
     * @param latest by SKU, days that were promised before and stay so
     */
    public static void promise(Book book, Order order, Map<Long, Integer> units, Map<Long, LocalDate> latest) {
        Map<Long, Integer> left = new LinkedHashMap<>(units);
        for (OrderLine line : order.lines()) {
            int mine = Math.min(left.getOrDefault(line.skuId(), 0), line.shortUnits());
            promise(book, line, mine, Optional.ofNullable(latest.get(line.skuId())));
            left.computeIfPresent(line.skuId(), (sku, before) -> before - mine);
        }
    }

    private static void promise(Book book, OrderLine line, int units, Optional<LocalDate> latest) {
        if (units > 0) {
            long owed = book.backorders().backlog(line.skuId()).owed() + units;
            LocalDate day = plan(book, line.skuId()).dayToPromise(owed);
            book.backorders()
                    .promise(
                            line,
                            units,
                            latest.filter(before -> before.isBefore(day)).orElse(day));
        }
    }

    private static ArrivalPlan plan(Book book, long skuId) {
        return new ArrivalPlan(
                book.backorders().backlog(skuId),
                book.backorders().incoming(skuId),
                book.backorders().today());
    }

    /** Serves the orders that are owed a SKU with what is there of it. */
    static void serve(Book book, long skuId) {
        boolean served = false;
        for (Order order : book.backorders().ordersOwed(skuId, MAX_SERVED_ORDERS)) {
            int free = book.availableEverywhere(skuId) - keptFrom(book, order, skuId);
            if (free > 0) {
                serve(book, order, skuId, free);
                served = true;
            }
        }
        if (served) {
            review(book, skuId);
        }
    }

    /** What other channels may still sell serves nobody, and safety stock serves nobody who waited for our answer. */
    private static int keptFrom(Book book, Order order, long skuId) {
        int elsewhere = book.rules().isPartitioned(skuId) ? book.exposedToOthers(skuId, order.accountId()) : 0;
        return elsewhere
                + (book.rules().waitsForAnswer(order.accountId()) ? book.rules().safetyStock(skuId) : 0);
    }

    private static void serve(Book book, Order order, long skuId, int free) {
        int left = free;
        for (OrderLine line : order.lines()) {
            int units = line.skuId() == skuId ? Math.min(left, line.backordered()) : 0;
            if (units > 0) {
                book.backorders().serve(line, units);
                left -= units;
            }
        }
        Sourcing.reserve(book, order);
        order.releaseIfDue();
    }

    /**
     * What is on its way of SKUs has changed: promises what may be promised now, and looks at when promises will be kept. To be
     * called by whoever moves units into or out of {@code INCOMING}, when all else is written.
     */
    public static void arrivalsChanged(Book book, Collection<Long> skuIds) {
        if (book.rules().takesBackorders()) {
            for (long skuId : new TreeSet<>(skuIds)) {
                book.backorders().lookAgain(skuId);
                Freed.serveShort(book, skuId);
                review(book, skuId);
            }
        }
    }

    /** Looks at when each promise of a SKU is expected to be kept, and notes those that newly will not be. */
    public static void review(Book book, long skuId) {
        ArrivalPlan plan = plan(book, skuId);
        long owed = 0;
        for (OpenBackorder promise : book.backorders().open(skuId, MAX_REVIEWED)) {
            owed += promise.open();
            Optional<LocalDate> day = plan.expectedDay(promise, owed);
            if (!day.equals(promise.expectedOn())) {
                book.backorders().expect(promise, day);
                if (day.isEmpty() || day.get().isAfter(promise.promisedOn())) {
                    book.backorders().slip(skuId, promise, day);
                }
            }
        }
    }
}
