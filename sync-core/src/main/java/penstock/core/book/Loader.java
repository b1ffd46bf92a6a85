package penstock.core.book;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.core.shelf.ShelfLoader;

/**
 * Rows that are needed only now and then, loaded on demand inside the batch's transaction. The book asks for each row
 * once, and for lists as often as it needs them. An order comes with all its lines and reservations.
 */
public interface Loader {

    Optional<Order> findOrder(long orderId);

    Optional<Order> findOrder(long accountId, String channelOrderId);

    /** The balances of a SKU at every location where it has a row. */
    List<Balance> balances(long skuId);

    /** The same of several SKUs. */
    default Map<Long, List<Balance>> balances(Collection<Long> skuIds) {
        return skuIds.stream().distinct().collect(Collectors.toMap(skuId -> skuId, this::balances));
    }

    /** Those of these orders that there are. */
    List<Order> orders(Collection<Long> orderIds);

    /** Orders and holds with open reservations of that stock, at most {@code limit}. */
    List<Long> ordersReserving(StockKey key, int limit);

    /** Orders with short units of the SKU, those with priority first, then the oldest, at most {@code limit}. */
    List<Long> ordersShortOf(long skuId, int limit);

    /** Those of these SKUs that orders are short of. */
    default Set<Long> skusShort(Collection<Long> skuIds) {
        return skuIds.stream()
                .filter(skuId -> !ordersShortOf(skuId, 1).isEmpty())
                .collect(Collectors.toSet());
    }

    /** Orders with parked lines for that channel SKU, the oldest first, at most {@code limit}. */
    List<Long> ordersParkedFor(long accountId, String channelSku, int limit);

    /** What edits made of orders. */
    Edited.Rows edits();

    /** What is known of stock that is still to come. */
    BackorderLoader backorders();

    /** Units that each channel account may still sell of a partitioned SKU beyond the orders we have read. */
    Map<Long, Integer> exposures(long skuId);

    Optional<FulfilmentOrder> findFulfilment(long fulfilmentId);

    /** Those of these fulfilment orders that there are. */
    List<FulfilmentOrder> fulfilments(Collection<Long> fulfilmentIds);

    /** The caller's stock move of that id: its content hash and our id. */
    Optional<StockMoveRow> findStockMove(String callerId);

    /** Where stock physically is. */
    ShelfLoader shelves();

    /** The parcels already recorded for an order, all fulfilment orders together. */
    List<Parcel> parcels(long orderId);

    /** Where production orders and services of equipment are. */
    Productions.Rows productions();
}
