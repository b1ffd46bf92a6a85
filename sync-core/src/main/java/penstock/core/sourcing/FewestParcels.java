package penstock.core.sourcing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.SaleLocation;

/**
 * The fewest locations that together have everything, for each is a parcel; of as few the best ranked, the first of them
 * compared first. Exact, and the same for the same stock. Pure.
 */
public final class FewestParcels {

    /** Locations that are tried together, the best ranked that have anything: 4,095 ways at most. */
    public static final int MAX_CANDIDATES = 12;

    private final List<SaleLocation> candidates;
    private final long[][] stock; // by candidate and SKU
    private final long[] wanted;

    /** What there is of a SKU at a location. */
    interface Stock {
        int free(long skuId, long locationId);
    }

    private FewestParcels(List<SaleLocation> candidates, List<Long> skuIds, long[] wanted, Stock stock) {
        this.candidates = candidates;
        this.wanted = wanted;
        this.stock = new long[candidates.size()][skuIds.size()];
        for (int place = 0; place < candidates.size(); place++) {
            for (int sku = 0; sku < skuIds.size(); sku++) {
                this.stock[place][sku] =
                        stock.free(skuIds.get(sku), candidates.get(place).locationId());
            }
        }
    }

    /**
     * Finds them; empty if all that are tried do not have everything.
     *
     * @param wanted units by SKU
     * @param ranked the best first
     */
    static Optional<List<SaleLocation>> find(Map<Long, Integer> wanted, List<SaleLocation> ranked, Stock stock) {
        List<Long> skuIds = List.copyOf(wanted.keySet());
        List<SaleLocation> candidates = ranked.stream()
                .filter(location -> skuIds.stream().anyMatch(skuId -> stock.free(skuId, location.locationId()) > 0))
                .limit(MAX_CANDIDATES)
                .toList();
        long[] units = skuIds.stream().mapToLong(wanted::get).toArray();
        FewestParcels choice = new FewestParcels(candidates, skuIds, units, stock);
        for (int size = 1; size <= candidates.size() && choice.enough(candidates.size()); size++) {
            Optional<List<SaleLocation>> found = choice.choose(size, 0, units, List.of());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether the first so many candidates have everything. */
    private boolean enough(int first) {
        for (int sku = 0; sku < wanted.length; sku++) {
            long sum = 0;
            for (int place = 0; place < first; place++) {
                sum += stock[place][sku];
            }
            if (sum < wanted[sku]) {
                return false;
            }
        }
        return true;
    }

    /** The first so many of the candidates from a place on that have what is lacking. */
    private Optional<List<SaleLocation>> choose(int size, int from, long[] lacking, List<SaleLocation> chosen) {
        if (size == 0) {
            return isNothing(lacking) ? Optional.of(chosen) : Optional.empty();
        }
        for (int place = from; place + size <= candidates.size(); place++) {
            long[] left = lacking.clone();
            for (int sku = 0; sku < left.length; sku++) {
                left[sku] -= stock[place][sku];
            }
            List<SaleLocation> more = new ArrayList<>(chosen);
            more.add(candidates.get(place));
            Optional<List<SaleLocation>> found = choose(size - 1, place + 1, left, more);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isNothing(long[] lacking) {
        for (long units : lacking) {
            if (units > 0) {
                return false;
            }
        }
        return true;
    }
}
