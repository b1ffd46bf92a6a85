package penstock.core.scanning;

import penstock.core.catalogue.Skus.Sku;

/**
 * Units of a SKU that were scanned, and which they are.
 *
 * @param lotId 0 for none
 * @param serialNo {@code ""} for none
 * @param binId where they lie, 0 for no bin
 */
record Units(Sku sku, long lotId, String serialNo, int units, boolean damaged, String reason, long binId) {

    /** The same, of a lot that was found out. */
    Units ofLot(long lot) {
        return new Units(sku, lot, serialNo, units, damaged, reason, binId);
    }

    Step step() {
        return new Step(0, Step.Kind.UNITS, binId, sku.skuId(), lotId, serialNo, units, damaged, reason, 0);
    }
}
