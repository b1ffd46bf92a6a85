package penstock.core.sourcing;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import penstock.core.book.Backorder;
import penstock.core.book.Backorders;
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

    /** Promises looked at first when a SKU has come; twice as many as long as there is more. */
    public static final int LOOKED_AT_FIRST = 625;

    /** Promises of a SKU looked at together; those owed after them are looked at when it is their turn. */
    public static final int MAX_REVIEWED = 10_000;

    private Backordering() {}

    /** Whether more of a SKU may be promised that is not there. */
    static boolean mayPromise(Book book, long skuId) {
        return book.backorders().promisable(skuId) > 0;
    }

    /** Promises what is short of an order, as far as the rules of its SKUs go. */
    static void cover(Book book, Order order) {
        for (List<OrderLine> parts : Sourcing.wholes(order)) {
            if (parts.size() == 1) {
                OrderLine line = parts.get(0);
                int units = Math.min(line.shortUnits(), promisable(book, line));
                promise(book, line, units);
            } else {
                coverKits(book, parts);
            }
        }
    }

    private static int promisable(Book book, OrderLine line) {
        return line.shortUnits() == 0 ? 0 : book.backorders().promisable(line.skuId());
    }

    /** The parts that are there are reserved at once: the next kit is not to count on them. */
    private static void coverKits(Book book, List<OrderLine> parts) {
        Map<OrderLine, Integer> lacking = new LinkedHashMap<>();
        for (OrderLine part : parts) {
            int lack = part.shortUnits() - Sourcing.free(book, part.order(), part.skuId());
            if (lack > 0) {
                lacking.put(part, lack);
            }
        }
        boolean possible = !lacking.isEmpty()
                && lacking.entrySet().stream().allMatch(lack -> lack.getValue() <= promisable(book, lack.getKey()));
        if (possible) {
            lacking.forEach((part, units) -> promise(book, part, units));
            Sourcing.reserveWhole(book, parts, Sourcing.open(book, parts.get(0).order()));
        }
    }

    /**
     * Promises units of an order that were found to be lacking: first what was promised before and given up for it.
     *
     * @param asked units that are newly asked for, by line; a line that was short before has no part in it
     * @param units by SKU
     * @param earlier by SKU, those promised for the earliest day first
     */
    public static void promise(
            Book book,
            Map<OrderLine, Integer> asked,
            Map<Long, Integer> units,
            Map<Long, List<Backorder.Earlier>> earlier) {
        Map<Long, Integer> left = new LinkedHashMap<>(units);
        Map<Long, Deque<Backorder.Earlier>> before = new HashMap<>();
        earlier.forEach((skuId, promises) -> before.put(skuId, new ArrayDeque<>(promises)));
        asked.forEach((line, wanted) -> {
            int mine = Math.min(left.getOrDefault(line.skuId(), 0), wanted);
            int again = promiseAgain(book, line, mine, before.getOrDefault(line.skuId(), new ArrayDeque<>()));
            promise(book, line, mine - again);
            left.computeIfPresent(line.skuId(), (sku, lacking) -> lacking - mine);
        });
    }

    private static int promiseAgain(Book book, OrderLine line, int units, Deque<Backorder.Earlier> earlier) {
        int again = 0;
        while (again < units && !earlier.isEmpty()) {
            Backorder.Earlier first = earlier.remove();
            int mine = Math.min(first.units(), units - again);
            if (mine < first.units()) {
                earlier.addFirst(first.of(first.units() - mine));
            }
            book.backorders().promiseAgain(line, first.of(mine));
            again += mine;
        }
        if (again > 0) {
            review(book, line.skuId());
        }
        return again;
    }

    private static void promise(Book book, OrderLine line, int units) {
        if (units > 0) {
            long owed = book.backorders().backlog(line.skuId()).owed() + units;
            book.backorders().promise(line, units, plan(book, line.skuId()).dayToPromise(owed));
        }
    }

    private static ArrivalPlan plan(Book book, long skuId) {
        return new ArrivalPlan(
                book.backorders().backlog(skuId),
                book.backorders().incoming(skuId),
                book.backorders().today());
    }

    /**
     * Serves the orders that are owed a SKU with what is there of it. If that is more than can be looked at in one go, it is
     * noted, and the rest have their turn when the SKU is reviewed next.
     */
    static void serve(Book book, long skuId) {
        Backorders backorders = book.backorders();
        boolean served = false;
        boolean turnsLeft = isOwedWhatIsThere(book, skuId);
        backorders.claim(skuId, 0);
        for (int limit = LOOKED_AT_FIRST; turnsLeft && limit <= MAX_REVIEWED; limit *= 2) {
            List<Order> owed = backorders.ordersOwed(skuId, limit);
            served |= serve(book, owed, skuId);
            turnsLeft = isOwedWhatIsThere(book, skuId)
                    && backorders.unitsOwed(owed, skuId)
                            < backorders.backlog(skuId).owed();
        }
        backorders.claim(skuId, turnsLeft && backorders.hasServed(skuId) ? backorders.thereAndOwed(skuId) : 0);
        if (served) {
            review(book, skuId);
        }
    }

    private static boolean serve(Book book, List<Order> owed, long skuId) {
        boolean served = false;
        long before = 0;
        for (Order order : owed) {
            served |= serve(book, order, skuId, before);
            before += book.backorders().unitsOwed(List.of(order), skuId);
        }
        return served;
    }

    private static boolean isOwedWhatIsThere(Book book, long skuId) {
        return book.backorders().backlog(skuId).owed() > 0 && book.availableEverywhere(skuId) > 0;
    }

    /**
     * Reserves for an order what it is owed, as far as that is there.
     *
     * @param before units owed to those who come first, and not there for them
     */
    private static boolean serve(Book book, Order order, long skuId, long before) {
        long free = forOrder(book, order, skuId, before);
        long left = free;
        for (OrderLine line : order.lines()) {
            int units = line.skuId() == skuId ? (int) Math.min(left, line.backordered()) : 0;
            if (units > 0) {
                book.backorders().serve(line, units);
                Sourcing.reserve(book, line, units);
                left -= units;
            }
        }
        if (left < free) {
            order.releaseIfDue();
        }
        return left < free;
    }

    /**
     * Units that are there for an order that is owed them. What other channels may still sell serves nobody. Safety stock serves
     * nobody who waited for our answer, but for units that what is still to come would not bring by the day promised: they came,
     * and took the place of safety stock that somebody else bought, or will not come.
     */
    private static long forOrder(Book book, Order order, long skuId, long before) {
        long elsewhere = book.rules().isPartitioned(skuId) ? book.exposedToOthers(skuId, order.accountId()) : 0;
        long there = Math.min(book.availableEverywhere(skuId) - elsewhere, Sourcing.availableTo(book, order, skuId));
        int kept = book.rules().waitsForAnswer(order.accountId()) ? book.rules().safetyStock(skuId) : 0;
        if (kept == 0 || there <= 0) {
            return there;
        }
        return Math.max(there - kept, Math.min(there, late(book, order, skuId, before)));
    }

    /** Units owed to an order that what is still to come would not bring by the day promised. */
    private static int late(Book book, Order order, long skuId, long before) {
        ArrivalPlan plan = plan(book, skuId);
        long owed = before;
        int late = 0;
        for (OrderLine line : order.lines()) {
            for (Backorder promise : line.skuId() == skuId ? line.backorders() : List.<Backorder>of()) {
                owed += promise.open();
                Optional<LocalDate> day = promise.open() == 0
                        ? Optional.of(promise.promisedOn())
                        : plan.expectedDay(OpenBackorder.of(promise), owed);
                late += day.isEmpty() || day.get().isAfter(promise.promisedOn()) ? promise.open() : 0;
            }
        }
        return late;
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

    /**
     * Has it looked at when each promise of a SKU is expected to be kept, and noted which newly will not be: once, when the whole
     * batch is decided.
     */
    public static void review(Book book, long skuId) {
        book.backorders().reviewAtEnd(skuId, sku -> lookAtDays(book, sku));
    }

    private static void lookAtDays(Book book, long skuId) {
        if (book.backorders().hasTurnsLeft(skuId)) {
            return; // for these it is there
        }
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
