package penstock.core.costing;

import static penstock.core.costing.CostAccount.METHOD_CHANGE;
import static penstock.core.costing.CostAccount.PRODUCTION;
import static penstock.core.costing.CostAccount.STOCK;
import static penstock.core.costing.CostAccount.STOCK_ALLOWANCE;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole history of a SKU by one method, from the beginning, in memory. */
public final class SkuFold {

    private SkuFold() {}

    /** Costs as they would be, had that method always been used. Each event is looked at once, in order. */
    public static SkuCosts by(CostMethod method, Stream<CostEvent> events, Consumer<CostEntry> journal) {
        SkuCosts costs =
                new SkuCosts(SkuTotals.none(method), new CostRecords(CostRecords.Loader.NOTHING, List.of()), journal);
        events.forEachOrdered(costs::apply);
        return costs;
    }

    /**
     * What a change of method books: the difference between what stock is worth by the old method and what it would be
     * worth, had the new one always been used; and the same of what went into production.
     *
     * @param inProgress what production was charged for the SKU's units that did not come back
     */
    public static List<CostEntry> change(
            Moment moment, SkuTotals before, long inProgress, SkuTotals after, long nowInProgress) {
        return Stream.of(
                        entry(moment, METHOD_CHANGE, STOCK, after.value() - before.value()),
                        entry(moment, METHOD_CHANGE, PRODUCTION, nowInProgress - inProgress),
                        entry(moment, STOCK_ALLOWANCE, METHOD_CHANGE, after.allowance() - before.allowance()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<CostEntry> entry(Moment moment, CostAccount from, CostAccount to, long amount) {
        if (amount == 0) {
            return Optional.empty();
        }
        return Optional.of(
                amount > 0
                        ? new CostEntry(moment, moment.bookedOn(), from, to, 0, amount, 0, 0)
                        : new CostEntry(moment, moment.bookedOn(), to, from, 0, -amount, 0, 0));
    }
}
