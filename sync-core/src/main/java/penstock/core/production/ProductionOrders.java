package penstock.core.production;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Condition;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.ProductionOrder.Output;
import penstock.core.book.ProductionStage;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.bom.Bom;
import penstock.core.catalogue.bom.Bom.Role;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
import penstock.core.money.Price;
import penstock.core.order.ContentHash;
import penstock.core.production.PlanProduction.Made;
import penstock.core.production.PlanProduction.Planned;
import penstock.core.production.Routings.Step;
import penstock.core.production.WorkCentres.WorkCentre;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.valuation.ValuationReports;

/** Takes wishes to make something, or to take it apart, to the engine, with the bill of materials they rest on. Any thread. */
public final class ProductionOrders {

    /** Ten-thousandths in a whole: of a unit, of what comes back. */
    static final int WHOLE = 10_000;

    private final Database database;
    private final Boms boms;
    private final Engine engine;
    private final ValuationReports valuation;

    public ProductionOrders(Database database, Boms boms, Engine engine, ValuationReports valuation) {
        this.database = database;
        this.boms = boms;
        this.engine = engine;
        this.valuation = valuation;
    }

    /**
     * An order as somebody hands it in.
     *
     * @param number the caller's; makes a repeat a repeat
     * @param bomVersion the newest, where nobody says
     * @param inspected whether what is made goes to quality control first
     */
    public record Draft(
            String number,
            Sku sku,
            Optional<Integer> bomVersion,
            int units,
            Location location,
            LocalDate dueOn,
            Issuing issuing,
            boolean inspected) {
        public Draft {
            Fit.code("number", number);
            Fit.within("quantity", units, 1, Fit.MAX_UNITS);
            requireWorkshop(location);
        }

        String content() {
            return "MAKE\t" + sku.code() + "\t" + bomVersion + "\t" + units + "\t" + location.code() + "\t" + dueOn
                    + "\t" + issuing + "\t" + inspected;
        }
    }

    /** What somebody else keeps for us is not worked on by us. */
    private static void requireWorkshop(Location location) {
        if (location.kind() != Locations.Kind.WAREHOUSE || location.shipsBy() != Locations.ShipsBy.SELLER) {
            throw new InvalidField(
                    "location",
                    location.code(),
                    Reason.CONTRADICTION,
                    "is not a warehouse of our own; things are made and taken apart where we hold the stock ourselves");
        }
    }

    /** Plans an order, or says why not. */
    public Reply plan(long sellerId, Draft draft) {
        Bom bom = bom(sellerId, draft.sku(), draft.bomVersion());
        PlanProduction command = database.transact(
                sellerId,
                transaction -> new PlanProduction(
                        draft.number(),
                        ContentHash.of(draft.content()),
                        new Made(
                                draft.sku().skuId(),
                                draft.location().locationId(),
                                bom.version(),
                                bom.batch(),
                                draft.units(),
                                draft.dueOn(),
                                draft.issuing(),
                                draft.inspected()),
                        stages(transaction, draft.sku()),
                        materials(transaction, bom, draft.units())));
        return engine.decide(sellerId, command);
    }

    private Bom bom(long sellerId, Sku sku, Optional<Integer> version) {
        return boms.list(sellerId, List.of(sku)).stream()
                .filter(bom -> version.isEmpty() || version.get() == bom.version())
                .max(Comparator.comparingInt(Bom::version))
                .orElseThrow(() -> new InvalidField(
                        "bomVersion",
                        version.map(Object::toString).orElse(""),
                        Reason.MISSING,
                        "is no bill of materials of SKU " + sku.code() + "; add one first"));
    }

    /** A SKU that has no routing is made in one step, which costs and loads nothing. */
    private static List<ProductionStage.Plan> stages(Transaction transaction, Sku sku) {
        List<Step> steps = Routings.bySku(transaction, List.of(sku.skuId())).getOrDefault(sku.skuId(), List.of());
        Map<String, WorkCentre> centres = WorkCentres.byCode(transaction);
        List<ProductionStage.Plan> stages = new ArrayList<>();
        for (Step step : steps) {
            long costPerHour = Optional.ofNullable(centres.get(step.workCentre()))
                    .map(WorkCentre::costPerHour)
                    .orElse(0L);
            stages.add(new ProductionStage.Plan(
                    stages.size() + 1,
                    step.name(),
                    step.workCentre(),
                    step.setupSeconds(),
                    step.runSeconds(),
                    costPerHour));
        }
        return stages.isEmpty() ? List.of(new ProductionStage.Plan(1, "Make", "", 0, 0, 0)) : stages;
    }

    /** A SKU that is component and consumable is one material; part of what is made, it is a component. */
    private static List<Planned> materials(Transaction transaction, Bom bom, int units) {
        Map<String, Sku> skus = components(transaction, bom);
        Map<Long, Planned> found = new LinkedHashMap<>();
        for (Bom.Line line : bom.lines()) {
            long perBatch = (long) line.units() * (WHOLE + line.scrapBasisPoints());
            long skuId = SkuRows.idOf(line.component(), skus);
            requireCountable(line, bom, perBatch, units);
            found.merge(
                    skuId,
                    new Planned(skuId, line.role() == Role.CONSUMABLE, perBatch),
                    (one, other) -> new Planned(
                            skuId,
                            one.consumable() && other.consumable(),
                            Math.addExact(one.perBatch(), other.perBatch())));
        }
        return List.copyOf(found.values());
    }

    private static void requireCountable(Bom.Line line, Bom bom, long perBatch, int units) {
        BigInteger need = BigInteger.valueOf(perBatch)
                .multiply(BigInteger.valueOf(units))
                .divide(BigInteger.valueOf((long) bom.batch() * WHOLE));
        if (need.compareTo(BigInteger.valueOf(Fit.MAX_UNITS)) > 0) {
            throw new InvalidField(
                    "quantity",
                    "" + units,
                    Reason.OUT_OF_RANGE,
                    "needs " + need + " units of " + line.component() + "; more than " + Fit.MAX_UNITS
                            + " are not kept, so plan less");
        }
    }

    private static Map<String, Sku> components(Transaction transaction, Bom bom) {
        return SkuRows.byCode(
                transaction, bom.lines().stream().map(Bom.Line::component).toList());
    }

    /** Does something about an order, once under a caller's id, or says why not. */
    public Reply act(
            long sellerId, Actor actor, String number, String callerId, ProductionAct act, Map<Long, String> named) {
        Map<Long, String> codes = new HashMap<>(named);
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.sku_id, s.code
                          from production_order o
                          join production_material m on m.seller_id = o.seller_id and m.production_id = o.production_id
                          join sku s on s.seller_id = o.seller_id and s.sku_id in (o.sku_id, m.sku_id)
                         where o.seller_id = ? and o.number = ?
                        """, row -> codes.put(row.getLong("sku_id"), row.getText("code")), sellerId, number));
        return engine.decide(sellerId, new ActedBy(actor, new ProductionCommand(number, callerId, act, codes)));
    }

    /**
     * A wish to take units apart.
     *
     * @param from the condition they are in
     * @param recoveredBasisPoints how much of each component can be used again, in hundredths of a per cent; rounded down to
     *     whole units
     * @param recovered the same of components that differ, by their codes
     */
    public record Dismantling(
            String number,
            Sku sku,
            Optional<Integer> bomVersion,
            int units,
            Location location,
            Condition from,
            int recoveredBasisPoints,
            Map<String, Integer> recovered,
            String reason) {
        public Dismantling {
            Fit.code("number", number);
            Fit.within("quantity", units, 1, Fit.MAX_UNITS);
            Fit.within("recoveredBasisPoints", recoveredBasisPoints, 0, WHOLE);
            recovered.values().forEach(share -> Fit.within("recovered", share, 0, WHOLE));
            recovered = Map.copyOf(recovered);
            requireWorkshop(location);
        }

        String content() {
            return "TAKE_APART\t" + sku.code() + "\t" + bomVersion + "\t" + units + "\t" + location.code() + "\t" + from
                    + "\t" + recoveredBasisPoints + "\t" + new java.util.TreeMap<>(recovered) + "\t"
                    + reason;
        }
    }

    /** Takes units apart, or says why not. */
    public Reply takeApart(long sellerId, Actor actor, Dismantling wish) {
        Bom bom = bom(sellerId, wish.sku(), wish.bomVersion());
        requireComponents(bom, wish.recovered());
        Map<String, Sku> skus = database.transact(sellerId, transaction -> components(transaction, bom));
        Map<Long, Integer> units = recovered(bom, wish, skus);
        Map<Long, Price> costs = valuation.lastCosts(sellerId, units.keySet());
        boolean known = costs.keySet().containsAll(units.keySet());
        List<Output> outputs = units.entrySet().stream()
                .map(one -> new Output(
                        one.getKey(),
                        one.getValue(),
                        known ? weight(costs, one.getKey(), one.getValue()) : one.getValue()))
                .toList();
        Map<Long, String> codes =
                new HashMap<>(Map.of(wish.sku().skuId(), wish.sku().code()));
        skus.values().forEach(sku -> codes.put(sku.skuId(), sku.code()));
        TakeApart command = new TakeApart(
                wish.number(),
                ContentHash.of(wish.content()),
                new StockKey(wish.sku().skuId(), wish.location().locationId()),
                wish.from(),
                wish.units(),
                bom.version(),
                bom.batch(),
                outputs,
                wish.reason(),
                codes);
        return engine.decide(sellerId, new ActedBy(actor, command));
    }

    private static long weight(Map<Long, Price> costs, long skuId, int units) {
        return Math.max(
                1, Optional.ofNullable(costs.get(skuId)).orElse(new Price(0, 1)).of(units));
    }

    private static void requireComponents(Bom bom, Map<String, Integer> recovered) {
        recovered.keySet().stream()
                .filter(code -> bom.lines().stream()
                        .noneMatch(line -> line.role() == Role.COMPONENT
                                && line.component().equals(code)))
                .findFirst()
                .ifPresent(code -> {
                    throw new InvalidField(
                            "recovered",
                            code,
                            Reason.UNKNOWN_SKU,
                            "is no component of " + bom.sku() + " by version " + bom.version()
                                    + " of its bill of materials");
                });
    }

    /** Whole units by component; what was spoilt in the making, and what was used up by it, does not come back. */
    private static Map<Long, Integer> recovered(Bom bom, Dismantling wish, Map<String, Sku> skus) {
        Map<Long, Integer> units = new LinkedHashMap<>();
        for (Bom.Line line : bom.lines()) {
            if (line.role() == Role.COMPONENT) {
                int share = wish.recovered().getOrDefault(line.component(), wish.recoveredBasisPoints());
                BigInteger whole = BigInteger.valueOf(line.units())
                        .multiply(BigInteger.valueOf(wish.units()))
                        .multiply(BigInteger.valueOf(share))
                        .divide(BigInteger.valueOf((long) bom.batch() * WHOLE));
                int back = whole.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
                if (back > 0) {
                    units.put(SkuRows.idOf(line.component(), skus), back);
                }
            }
        }
        return units;
    }
}
