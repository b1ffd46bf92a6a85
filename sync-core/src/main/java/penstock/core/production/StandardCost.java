package penstock.core.production;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.core.catalogue.bom.BomGraph.Requirement;
import penstock.core.money.Price;
import penstock.core.money.Shares;
import penstock.core.production.Routings.Step;
import penstock.core.production.WorkCentres.WorkCentre;

/**
 * What making so many units should cost, from nothing: every level of the bills of materials once, by its low-level code, with
 * the whole units that all its users take together. Minor units of the seller's currency. Computes, and asks nobody; throws
 * {@link ArithmeticException} beyond 64 bits.
 *
 * @param units that are made; setups are borne by all of them
 * @param rows by level and SKU, what is made first
 */
public record StandardCost(String sku, int units, List<Row> rows) {

    public StandardCost {
        rows = List.copyOf(rows);
    }

    /**
     * A SKU that is made, bought or used up for it.
     *
     * @param made whether there is a bill of materials for it: then it costs labour and overhead here, and its materials
     *     stand in rows of their own
     * @param priced whether it is known what it costs; otherwise it counts for nothing
     */
    public record Row(
            int level, String sku, int units, boolean made, boolean priced, long material, long labour, long overhead) {

        public long cost() {
            return Math.addExact(material, Math.addExact(labour, overhead));
        }
    }

    /** What it rests on: routings by SKU, work centres by code, and what units of SKUs cost last or by standard. */
    record Basis(Map<String, List<Step>> routings, Map<String, WorkCentre> centres, Map<String, Price> prices) {}

    static StandardCost of(String sku, int units, List<Requirement> requirements, Basis basis) {
        List<Row> rows = new ArrayList<>();
        rows.add(made(0, sku, units, basis));
        for (Requirement need : requirements) {
            rows.add(need.made() ? made(need.level(), need.sku(), need.units(), basis) : bought(need, basis));
        }
        return new StandardCost(sku, units, rows);
    }

    private static Row made(int level, String sku, int units, Basis basis) {
        long labour = 0;
        long overhead = 0;
        for (Step step : basis.routings().getOrDefault(sku, List.of())) {
            WorkCentre centre = basis.centres().get(step.workCentre());
            if (centre != null) {
                long seconds = step.setupSeconds() + (long) step.runSeconds() * units;
                labour += Shares.part(centre.labourPerHour(), seconds, ProductionAct.SECONDS_AN_HOUR);
                overhead += Shares.part(centre.overheadPerHour(), seconds, ProductionAct.SECONDS_AN_HOUR);
            }
        }
        return new Row(level, sku, units, true, true, 0, labour, overhead);
    }

    private static Row bought(Requirement need, Basis basis) {
        Optional<Price> price = Optional.ofNullable(basis.prices().get(need.sku()));
        long material = price.map(each -> each.of(need.units())).orElse(0L);
        return new Row(need.level(), need.sku(), need.units(), false, price.isPresent(), material, 0, 0);
    }

    public long material() {
        return rows.stream().mapToLong(Row::material).reduce(0, Math::addExact);
    }

    public long labour() {
        return rows.stream().mapToLong(Row::labour).reduce(0, Math::addExact);
    }

    public long overhead() {
        return rows.stream().mapToLong(Row::overhead).reduce(0, Math::addExact);
    }

    /** Of all units together. */
    public long cost() {
        return rows.stream().mapToLong(Row::cost).reduce(0, Math::addExact);
    }

    /** Of one unit, rounded half to even. */
    public long perUnit() {
        return Shares.part(cost(), 1, units);
    }

    /** SKUs of which nobody has said what they cost. */
    public Stream<String> unpriced() {
        return rows.stream().filter(row -> !row.priced()).map(Row::sku);
    }
}
