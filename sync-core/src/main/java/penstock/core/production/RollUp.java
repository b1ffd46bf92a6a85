package penstock.core.production;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.core.money.Shares;
import penstock.core.production.CostedOrders.Costed;
import penstock.core.production.CostedOrders.MadeLayer;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDocuments.Together;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.CostDraft.OfLayer;
import penstock.core.valuation.CostDraft.Production;
import penstock.core.valuation.Posted;
import penstock.core.valuation.Posted.Result;

/**
 * Turns what orders took into what their yield costs, by cost documents: when an order changed, and when its materials turn
 * out to have cost something else. A correction climbs from level to level until nothing changes. An order whose cost is
 * refused is parked with the reason until it changes, or its materials' cost does, and holds up no other. Any thread, any
 * node: a step holds the seller's valuation.
 */
public final class RollUp {

    /** Orders of one step. */
    static final int MAX_ORDERS = 50;

    /**
     * Corrections of an order because of later costs, until it changes itself. A thing that is taken apart into its own
     * materials would be corrected for ever; what is beyond it stays in progress, and is shown there.
     */
    public static final int MAX_CORRECTIONS = 100;

    private final Database database;
    private final CostDocuments documents;
    private final Clock clock;

    public RollUp(Database database, CostDocuments documents, Clock clock) {
        this.database = database;
        this.documents = documents;
        this.clock = clock;
    }

    /** Takes the next step, says whether it came on. A seller at rest costs one read. */
    public boolean follow(long sellerId) {
        return database.transact(sellerId, CostedOrders::isBehind)
                && documents.whileNothingChanges(sellerId, this::step);
    }

    /** Takes steps until nothing changes. */
    public void followToHead(long sellerId) {
        while (follow(sellerId)) {
            continue;
        }
    }

    private boolean step(Transaction transaction, Together accepting) {
        CostedOrders orders = new CostedOrders(transaction);
        if (!orders.noteLaterCosts()) {
            return false;
        }
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        boolean cameOn = false;
        for (Costed order : orders.due(MAX_ORDERS)) {
            Optional<Posted> refused = rollUp(orders, order, today, accepting);
            if (refused.filter(RollUp::isOfToday).isPresent()) {
                return cameOn;
            }
            refused.ifPresent(why -> new ParkedCosts.Writer(transaction).park(order, why, clock.instant()));
            cameOn = true;
        }
        return cameOn;
    }

    /**
     * Has the documents accepted that an order is missing; it is not due any more then, and neither is one whose cost is
     * refused.
     */
    private static Optional<Posted> rollUp(CostedOrders orders, Costed order, LocalDate today, Together accepting) {
        List<CostDraft> missing = List.of();
        Optional<Posted> refused;
        try {
            missing = order.corrections() < MAX_CORRECTIONS ? missing(order, today) : List.of();
            refused = accepting.accept(missing);
        } catch (ArithmeticException e) {
            refused =
                    Optional.of(new Posted(Result.AMOUNT_TOO_LARGE, 0, "its cost is beyond what can be reckoned with"));
        }
        if (refused.isEmpty()) {
            orders.noteRolledUp(order, !missing.isEmpty());
        } else if (!isOfToday(refused.get())) {
            orders.noteRolledUp(order, false);
        }
        return refused;
    }

    /** A clock is behind the one by which a month was closed: it is tried again when it has caught up. */
    private static boolean isOfToday(Posted refused) {
        return refused.result() == Result.CLOSED_PERIOD || refused.result() == Result.DATE_IN_THE_FUTURE;
    }

    private static List<CostDraft> missing(Costed order, LocalDate today) {
        ProductionCost cost = order.cost();
        List<CostDraft> drafts = new ArrayList<>();
        beside(order, today, Production.CONVERSION_COST, cost.conversion() - order.absorbed())
                .ifPresent(drafts::add);
        List<OfLayer> made = made(order, cost.made());
        for (int from = 0; from < made.size(); from += CostDraft.MAX_LINES) {
            List<OfLayer> page = made.subList(from, Math.min(made.size(), from + CostDraft.MAX_LINES));
            drafts.add(new CostDraft.Produced(
                    order.documentId(Production.PRODUCTION_COST + ":" + from),
                    today,
                    order.number(),
                    Production.PRODUCTION_COST,
                    page));
        }
        beside(order, today, Production.PRODUCTION_LOSS, cost.lost() - order.lost())
                .ifPresent(drafts::add);
        return drafts;
    }

    private static Optional<CostDraft> beside(Costed order, LocalDate today, Production what, long difference) {
        return difference == 0
                ? Optional.empty()
                : Optional.of(new CostDraft.Produced(
                        order.documentId(what.name()),
                        today,
                        order.number(),
                        what,
                        List.of(new OfLayer(order.skuId(), 0, difference))));
    }

    /** The layers that were made and do not cost yet what they cost, to the minor unit. */
    private static List<OfLayer> made(Costed order, long cost) {
        List<MadeLayer> layers = order.layers();
        List<OfLayer> changed = new ArrayList<>();
        if (!layers.isEmpty()) {
            long[] parts =
                    Shares.split(cost, layers.stream().map(MadeLayer::weight).toList());
            for (int i = 0; i < parts.length; i++) {
                MadeLayer layer = layers.get(i);
                if (layer.goods() != parts[i] || layer.provisional()) {
                    changed.add(new OfLayer(layer.skuId(), layer.layer(), parts[i]));
                }
            }
        }
        return changed;
    }
}
