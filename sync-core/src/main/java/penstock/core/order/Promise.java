package penstock.core.order;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Binding;
import penstock.core.book.Book;
import penstock.core.book.Order;

/**
 * Whether several lines can be reserved together, for somebody who waits for the answer. It leaves alone the safety stock,
 * and of a partitioned SKU what other channels may still sell. One use.
 */
final class Promise {

    private final Book book;
    private final long accountId;
    private final Map<Long, Integer> countedBack = new HashMap<>();
    private final Map<Long, Long> left = new HashMap<>();

    Promise(Book book, long accountId) {
        this.book = book;
        this.accountId = accountId;
    }

    /** Counts the units of a hold as free: whoever asks holds them. */
    void countBack(Order hold) {
        hold.lines().stream()
                .filter(line -> line.reserved() > 0)
                .forEach(line -> countedBack.merge(line.skuId(), line.reserved(), Integer::sum));
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

    private Optional<String> want(String channelSku, boolean offered, long skuId, long wanted) {
        if (!offered && !countedBack.containsKey(skuId)) { // what is held was promised before
            return Optional.of("of SKU " + channelSku + " none may be promised, for it is discontinued");
        }
        long free = left.computeIfAbsent(skuId, sku -> unpromised(sku) + countedBack.getOrDefault(sku, 0));
        if (wanted > free) {
            return Optional.of("of SKU " + channelSku + " " + free + " may be promised, not " + wanted);
        }
        left.put(skuId, free - wanted);
        return Optional.empty();
    }

    private long unpromised(long skuId) {
        long offered = book.availableEverywhere(skuId) - book.rules().safetyStock(skuId);
        int elsewhere = book.rules().isPartitioned(skuId) ? book.exposedToOthers(skuId, accountId) : 0;
        return Math.max(0, offered - elsewhere);
    }
}
