package penstock.core.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.shelf.Allocation;
import penstock.core.shelf.Bin;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PieceKey;
import penstock.core.shelf.Serial;
import penstock.core.shelf.ShelfLoader;
import penstock.core.shelf.StockDetail;

/** Locations that keep no detail: whoever asks for it does what orders must never pay for. */
final class NoShelves implements ShelfLoader {

    private static AssertionError asked() {
        return new AssertionError("detail was asked for where none is kept");
    }

    @Override
    public Map<Long, Handling> handlings(Collection<Long> skuIds) {
        throw asked();
    }

    @Override
    public List<StockDetail> details(Collection<Long> skuIds, long locationId) {
        throw asked();
    }

    @Override
    public List<Bin> bins(Collection<Long> binIds) {
        throw asked();
    }

    @Override
    public Optional<Bin> findPackingBin(long locationId) {
        throw asked();
    }

    @Override
    public List<Lot> lots(Collection<Long> lotIds) {
        throw asked();
    }

    @Override
    public List<Serial> serials(Collection<PieceKey> pieces) {
        throw asked();
    }

    @Override
    public List<Serial> pieces(DetailKey key) {
        throw asked();
    }

    @Override
    public List<Serial> serialsPickedFor(long fulfilmentId) {
        throw asked();
    }

    @Override
    public List<Allocation> allocations(long fulfilmentId) {
        throw asked();
    }

    @Override
    public List<Long> fulfilmentsAllocating(DetailKey key) {
        throw asked();
    }
}
