package penstock.core.shelf;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows of detail, loaded on demand inside the batch's transaction. The shelves ask for each thing once. */
public interface ShelfLoader {

    /** How a SKU is kept. */
    Handling handling(long skuId);

    /** The detail of a SKU at a location. */
    List<StockDetail> details(long skuId, long locationId);

    Optional<Bin> findBin(long binId);

    Optional<Lot> findLot(long lotId);

    /** Those of these pieces that are known. */
    List<Serial> serials(long skuId, Collection<String> serialNos);

    /** The pieces that stand at a spot. */
    List<Serial> serialsAt(DetailKey key);

    /** The pieces that are picked for a fulfilment order and not shipped yet. */
    List<Serial> serialsPickedFor(long fulfilmentId);

    /** What was ever assigned to a fulfilment order. */
    List<Allocation> allocations(long fulfilmentId);

    /** The fulfilment orders that units of that detail are assigned to. */
    List<Long> fulfilmentsAllocating(DetailKey key);

    /** Where what is picked is brought: the bin for packing that is nearest to the bench. */
    Optional<Bin> findPackingBin(long locationId);
}
