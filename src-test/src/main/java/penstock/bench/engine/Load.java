package penstock.bench.engine;

import penstock.bench.harness.Sales;

/** What the orders of a cell are for. */
enum Load {
    /** All orders want the same SKU. */
    HOT(1, 0, 1, Sales.Mix.SIMPLE),
    /** Orders are spread evenly over many. */
    SPREAD(10_000, 0, 1, Sales.Mix.SIMPLE),
    /** Orders of several lines, one line in five of a kit, from three places none of which has everything. */
    MIXED(2_000, 500, 3, new Sales.Mix(4, 3, 0));

    /** Ample at each place: fits a balance's integer, and no cell comes near it. */
    private static final int AMPLE = 100_000_000;

    private final Assortment assortment;
    private final Sales.Mix mix;

    Load(int skus, int kits, int locations, Sales.Mix mix) {
        this.assortment = new Assortment(skus, kits, locations, AMPLE / skus);
        this.mix = mix;
    }

    Assortment assortment() {
        return assortment;
    }

    /** An endless stream of its orders. */
    Sales sales(long seed) {
        return new Sales(mix, assortment.listings(), seed);
    }
}
