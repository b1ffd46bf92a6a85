package penstock.core.scanning;

import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.shelf.Spot;
import penstock.core.store.Transaction;

/** Tallies what lies in the bins of a count. */
record Counting(Transaction transaction, Stored stored) implements Work {

    @Override
    public boolean isInNoBin(Sku sku) {
        return Wanted.list(transaction, stored).stream()
                .anyMatch(line -> line.skuId() == sku.skuId() && line.binId() == Spot.NO_BIN);
    }

    @Override
    public Judged take(Course course, Units units) {
        if (units.sku().profile().tracking().by() == Tracking.By.SERIAL) {
            return Judged.refused(
                    Found.SERIALS_NOT_COUNTED,
                    "pieces of " + units.sku().code()
                            + " are not counted but named; report those that are missing or were found as ADJUST");
        }
        boolean expected = Wanted.list(transaction, stored).stream()
                .anyMatch(line -> line.skuId() == units.sku().skuId()
                        && line.binId() == units.binId()
                        && line.lotId() == units.lotId());
        return expected
                ? Judged.taken(units.step())
                : Judged.refused(
                        Found.WRONG_SKU,
                        units.sku().code() + " is not to be counted there, or was; report what was found as ADJUST");
    }
}
