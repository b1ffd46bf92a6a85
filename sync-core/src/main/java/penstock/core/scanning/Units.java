package penstock.core.scanning;

import java.util.Optional;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.shelf.PhysicalState;

/**
 * Units of a SKU that were scanned, and which they are.
 *
 * @param lotId 0 for none
 * @param serialNo {@code ""} for none
 * @param binId where they lie, 0 for no bin
 * @param state in which they are, as far as it was said
 */
record Units(
        Sku sku,
        long lotId,
        String serialNo,
        int units,
        boolean damaged,
        String reason,
        long binId,
        Optional<PhysicalState> state) {

    /** The same, of a lot that was found out. */
    Units ofLot(long lot) {
        return new Units(sku, lot, serialNo, units, damaged, reason, binId, state);
    }

    /** The same, of which it was found out in which state they are. */
    Units in(PhysicalState one) {
        return new Units(sku, lotId, serialNo, units, damaged, reason, binId, Optional.of(one));
    }

    Step step() {
        return new Step(0, Step.Kind.UNITS, binId, sku.skuId(), lotId, serialNo, units, damaged, reason, 0, state);
    }
}
