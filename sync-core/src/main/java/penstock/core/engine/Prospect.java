package penstock.core.engine;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Loader;
import penstock.core.book.Needs;
import penstock.core.book.Needs.OrderKey;

/**
 * How a seller will stand once the batch under way is committed. The next batch can be decided on it by another thread, if it
 * looks at nothing but balances and bindings in memory and orders that do not exist yet.
 *
 * @param head as the batch leaves it
 * @param orders that the batch announced, so that it may have made or changed them
 * @param balances of all SKUs that the batch looked at, as it leaves them
 * @param others balances of other SKUs
 */
record Prospect(
        SellerHead head,
        SellerRules rules,
        Set<OrderKey> orders,
        Map<Long, List<Balance>> balances,
        Map<Long, List<Balance>> others) {

    private static final Loader NOTHING_MORE = (Loader) Proxy.newProxyInstance(
            Loader.class.getClassLoader(), new Class<?>[] {Loader.class}, (loader, asked, arguments) -> {
                throw new NotForeseen("a decision asked for " + asked.getName());
            });

    /**
     * A book to decide these commands in, if it tells all that they are sure to look at. A decision that looks at anything else
     * throws {@link NotForeseen}.
     */
    Optional<Book> open(Needs needs, LongSupplier ids, Instant now) {
        if (!needs.orderIds().isEmpty()
                || !Collections.disjoint(orders, needs.orders())
                || !rules.knows(needs.listings())) {
            return Optional.empty();
        }
        Book book = new Book(rules, NOTHING_MORE, ids, now);
        needs.orders().forEach(key -> book.enterOrder(key, Optional.empty()));
        for (Long skuId : rules.skuIds(needs)) {
            List<Balance> foreseen = balances.containsKey(skuId) ? balances.get(skuId) : others.get(skuId);
            if (foreseen == null) {
                return Optional.empty();
            }
            book.enterBalances(skuId, foreseen.stream().map(Balance::settled).toList());
        }
        return Optional.of(book);
    }
}
