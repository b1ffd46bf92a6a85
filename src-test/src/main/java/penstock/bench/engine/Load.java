package penstock.bench.engine;

/** Which SKUs the orders of a cell are for. */
enum Load {
    /** All orders want the same SKU. */
    HOT(1),
    /** Orders are spread evenly over many. */
    SPREAD(10_000);

    private final int skus;

    Load(int skus) {
        this.skus = skus;
    }

    int skus() {
        return skus;
    }
}
