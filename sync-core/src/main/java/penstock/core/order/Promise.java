package penstock.core.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Backorder;
import penstock.core.book.Backorders;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Order;
import penstock.core.book.OrderLine;
import penstock.core.sourcing.Backordering;
import penstock.core.sourcing.Sourcing;

/**
 * Whether several lines can be promised together, for somebody who waits for the answer. It leaves alone the safety stock,
 * and of a partitioned SKU what other channels may still sell. What is lacking may be still to come, if who asks takes that.
 * One use.
 */
final class Promise {

    private final Book book;
    private final long accountId;
    private final Optional<Order> order;
    private final boolean takesBackorders;
    private final Map<Long, Integer> countedBack = new HashMap<>();
    private final Map<Long, Long> left = new HashMap<>();
    private final Map<Long, Integer> owedBack = new HashMap<>();
    private final Map<Long, List<Backorder.Earlier>> promisedBefore = new HashMap<>();
    private final Map<Long, Integer> toCome = new HashMap<>();

    /** To who has no order yet. */
    Promise(Book book, long accountId, boolean takesBackorders) {
        this(book, accountId, Optional.empty(), takesBackorders);
    }

    /** To an order that there is: a location that refused it has nothing for it. */
    Promise(Book book, Order order, boolean takesBackorders) {
        this(book, order.accountId(), Optional.of(order), takesBackorders);
    }

    private Promise(Book book, long accountId, Optional<Order> order, boolean takesBackorders) {
        this.book = book;
        this.accountId = accountId;
        this.order = order;
        this.takesBackorders = takesBackorders;
    }

    /** Counts the units of a hold as free: whoever asks holds them. */
    void countBack(Order hold) {
        hold.lines().forEach(line -> countBack(line, line.reserved(), line.backordered()));
    }

    /** Counts units of a line as free, and what it is owed as still to be promised: whoever asks gives them up. */
    void countBack(OrderLine line, int reserved, int owed) {
        if (reserved > 0) {
            countedBack.merge(line.skuId(), reserved, Integer::sum);
        }
        if (owed > 0) {
            owedBack.merge(line.skuId(), owed, Integer::sum);
            List<Backorder.Earlier> earlier = promisedBefore.computeIfAbsent(line.skuId(), sku -> new ArrayList<>());
            earlier.addAll(Backorders.toGiveUp(line, owed));
            earlier.sort(Comparator.comparing(Backorder.Earlier::promisedOn));
        }
    }

    /** Promises what was lacking for a new order out of what is to come; the rest is to be reserved. */
    void promiseWhatIsToCome(Order placed) {
        Map<OrderLine, Integer> asked = new LinkedHashMap<>();
        placed.lines().forEach(line -> asked.put(line, line.shortUnits()));
        promiseWhatIsToCome(asked);
    }

    /** @param asked units that were wanted, by line */
    void promiseWhatIsToCome(Map<OrderLine, Integer> asked) {
        Backordering.promise(book, asked, toCome, promisedBefore);
    }

    /** Takes units; says in a sentence what is lacking if they are not there. */
    Optional<String> want(String channelSku, int units) {
        Optional<Binding> found = book.rules().findBinding(accountId, channelSku);
        if (found.isEmpty()) {
            return Optional.of(
                    "SKU " + channelSku + " is not known; create it, or bind it as a listing of this account");
        }
        Binding binding = found.get();
        if (!binding.isKit()) {
            return want(channelSku, binding.offered(), binding.skuId(), (long) units * binding.packSize());
        }
        // who lacks one component gets nothing at all, so what has been taken of the others does not matter
        return binding.parts().stream()
                .flatMap(part ->
                        want(channelSku, binding.offered(), part.skuId(), (long) units * part.packSize()).stream())
                .findFirst()
                .map(lack -> "of a component " + lack);
    }

    /** Takes units of the SKU beyond those that a line has. */
    Optional<String> want(OrderLine line, long more) {
        boolean offered = book.rules()
                .findBinding(accountId, line.channelSku())
                .filter(Binding::offered)
                .isPresent();
        return more == 0 ? Optional.empty() : want(line.channelSku(), offered, line.skuId(), more);
    }

    private Optional<String> want(String channelSku, boolean offered, long skuId, long wanted) {
        if (!offered
                && !countedBack.containsKey(skuId)
                && !owedBack.containsKey(skuId)) { // what is held was promised before
            return Optional.of("of SKU " + channelSku + " none may be promised, for it is discontinued");
        }
        long free = left.computeIfAbsent(skuId, sku -> unpromised(sku) + countedBack.getOrDefault(sku, 0));
        long lacking = Math.max(0, wanted - free);
        if (lacking > mayStillBePromised(skuId)) {
            long most = free + mayStillBePromised(skuId);
            return Optional.of("of SKU " + channelSku + " " + most + " may be promised, not " + wanted);
        }
        if (lacking > 0) {
            toCome.merge(skuId, (int) lacking, Integer::sum);
        }
        left.put(skuId, free - (wanted - lacking));
        return Optional.empty();
    }

    /** Of what is to come, beyond what these lines want already. */
    private long mayStillBePromised(long skuId) {
        return takesBackorders
                ? Math.max(0, (long) book.backorders().promisable(skuId) - missing(skuId))
                        + owedBack.getOrDefault(skuId, 0)
                        - toCome.getOrDefault(skuId, 0)
                : 0;
    }

    private long unpromised(long skuId) {
        long reachable = order.map(one -> Sourcing.free(book, one, skuId)).orElse(Integer.MAX_VALUE);
        return Math.max(0, Math.min(reachable, beyondKept(skuId)));
    }

    /** Units of what is to come that are to be left alone, for they are not there yet. */
    private long missing(long skuId) {
        return Math.max(0, -beyondKept(skuId));
    }

    private long beyondKept(long skuId) {
        long elsewhere = book.rules().isPartitioned(skuId) ? book.exposedToOthers(skuId, accountId) : 0;
        return (long) book.availableEverywhere(skuId)
                - book.backorders().claimed(skuId)
                - book.rules().safetyStock(skuId)
                - elsewhere;
    }
}
