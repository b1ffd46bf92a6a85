package penstock.core.scanning;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Skus.Sku;

/** What a task makes of units that were scanned. One transaction. */
interface Work {

    /** Whether units are expected and there, and, of what is booked at once and unit by unit, that they are booked. */
    Judged take(Course course, Units units);

    /** Whether some of a SKU lies in no bin, so that it may be scanned before any bin is. */
    default boolean isInNoBin(Sku sku) {
        return false;
    }

    /** Puts units that were scanned into a bin; only of tasks that end with one. */
    default Judged put(List<Step> held, Step bin) {
        throw new IllegalStateException("nothing is put into bins");
    }

    /** What a label says against its lot, if that matters and nobody gave a reason. */
    default Optional<Judged> unfit(Sku sku, Optional<LocalDate> expiresOn, String reason) {
        return Optional.empty();
    }
}
