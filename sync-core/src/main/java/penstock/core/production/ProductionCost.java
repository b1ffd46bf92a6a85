package penstock.core.production;

import java.math.BigInteger;
import java.util.List;
import penstock.core.money.Shares;

/**
 * What an order took and where that is; minor units of the seller's currency. What was taken is in what was made, lost, or
 * in progress.
 *
 * <p>While an order goes on, the units that were made carry what they and the spoilt ones took as planned: of each material
 * the planned part of what was issued, of each stage the part of its work that is theirs. Once it ended they carry
 * everything, so scrap is borne by the sound units (IAS 2.12 to 2.14); without any, it is lost (IAS 2.16a).
 *
 * @param made in the units that were made
 */
public record ProductionCost(long materials, long conversion, long made, long lost) {

    /** What was issued and absorbed, and became neither stock nor loss. */
    public long inProgress() {
        return materials + conversion - made - lost;
    }

    /**
     * What counts of an order.
     *
     * @param batch units of a batch
     */
    record Facts(boolean ended, int batch, int good, int scrapped, List<Used> used, List<Work> work) {}

    /**
     * A material: what a batch takes of it in ten-thousandths of a unit, the units that are out, and their cost.
     */
    record Used(long perBatch, long units, long cost) {}

    /** A stage: the units that came out of it, sound or spoilt, and what that cost. */
    record Work(int units, long cost) {}

    static ProductionCost of(Facts facts) {
        long materials = facts.used().stream().mapToLong(Used::cost).sum();
        long conversion = facts.work().stream().mapToLong(Work::cost).sum();
        if (facts.ended()) {
            long all = Math.max(0, materials + conversion);
            return facts.good() > 0
                    ? new ProductionCost(materials, conversion, all, 0)
                    : new ProductionCost(materials, conversion, 0, all);
        }
        long made = facts.good() == 0
                ? 0
                : facts.used().stream().mapToLong(used -> share(facts, used)).sum()
                        + facts.work().stream()
                                .mapToLong(work -> share(facts, work))
                                .sum();
        return new ProductionCost(materials, conversion, Math.max(0, made), 0);
    }

    private static long share(Facts facts, Used used) {
        long planned = BigInteger.valueOf(facts.good() + facts.scrapped())
                .multiply(BigInteger.valueOf(used.perBatch()))
                .divide(BigInteger.valueOf((long) facts.batch() * ProductionOrders.WHOLE))
                .min(BigInteger.valueOf(used.units()))
                .longValueExact();
        return used.units() == 0 ? used.cost() : Shares.part(used.cost(), planned, used.units());
    }

    private static long share(Facts facts, Work work) {
        int through = Math.min(work.units(), facts.good() + facts.scrapped());
        return work.units() == 0 ? 0 : Shares.part(work.cost(), through, work.units());
    }
}
