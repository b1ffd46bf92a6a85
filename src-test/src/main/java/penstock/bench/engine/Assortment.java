package penstock.bench.engine;

/**
 * What a shop of a benchmark has.
 *
 * @param skus with stock, known on the channel by the numbers from 0
 * @param kits known by the numbers after them; each is of two neighbouring SKUs, so that kits share components
 * @param locations in the order of their rank; of several each SKU is at all but one, so that no place has all
 * @param stock units of a SKU at each place that has it
 */
public record Assortment(int skus, int kits, int locations, int stock) {

    /** SKUs at one place, and no kits. */
    public static Assortment of(int skus, int stock) {
        return new Assortment(skus, 0, 1, stock);
    }

    boolean isAt(int sku, int location) {
        return locations == 1 || sku % locations != location;
    }

    /** Units of all SKUs at all places. */
    long units() {
        return (long) stock * skus * Math.max(1, locations - 1);
    }

    /** SKUs and kits. */
    int listings() {
        return skus + kits;
    }
}
