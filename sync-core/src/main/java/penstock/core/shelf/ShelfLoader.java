package penstock.core.shelf;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of detail, loaded on demand inside the batch's transaction. The shelves ask for each thing once. */
public interface ShelfLoader {

    /** How SKUs are kept; those that there are not are left out. */
    Map<Long, Handling> handlings(Collection<Long> skuIds);

    default Handling handling(long skuId) {
        return handlings(List.of(skuId)).getOrDefault(skuId, Handling.PLAIN);
    }

    /** The detail of SKUs at a location. */
    List<StockDetail> details(Collection<Long> skuIds, long locationId);

    default List<StockDetail> details(long skuId, long locationId) {
        return details(List.of(skuId), locationId);
    }

    /** Those of these bins that there are. */
    List<Bin> bins(Collection<Long> binIds);

    default Optional<Bin> findBin(long binId) {
        return binId == Spot.NO_BIN
                ? Optional.empty()
                : bins(List.of(binId)).stream().findFirst();
    }

    /** Those of these lots that there are. */
    List<Lot> lots(Collection<Long> lotIds);

    default Optional<Lot> findLot(long lotId) {
        return lotId == Spot.NO_LOT
                ? Optional.empty()
                : lots(List.of(lotId)).stream().findFirst();
    }

    /** Those of these pieces that are known. */
    List<Serial> serials(Collection<PieceKey> pieces);

    /** The pieces that stand at a spot. */
    List<Serial> pieces(DetailKey key);

    /** The pieces that are picked for a fulfilment order and not shipped yet. */
    List<Serial> serialsPickedFor(long fulfilmentId);

    /** What was ever assigned to a fulfilment order. */
    List<Allocation> allocations(long fulfilmentId);

    /** The fulfilment orders that units of that detail are assigned to. */
    List<Long> fulfilmentsAllocating(DetailKey key);

    /** Where what is picked is brought: the bin for packing that is nearest to the bench. */
    Optional<Bin> findPackingBin(long locationId);
}
