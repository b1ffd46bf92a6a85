package penstock.core.offer;

import penstock.core.risk.LagDemand;
import penstock.core.risk.RiskFigures;
import penstock.core.risk.Velocity;

/**
 * How fast a SKU sells, as far as a listing of it is concerned.
 *
 * @param all on every account
 * @param others on every account but the listing's
 * @param inLag what the others sell before the listing's channel shows that they did
 */
public record Demand(Velocity all, Velocity others, LagDemand inLag) {

    /** Nothing sells, or nobody asked. */
    public static final Demand NONE = new Demand(Velocity.NONE, Velocity.NONE, LagDemand.NONE);

    /** As it was measured. */
    public static Demand of(RiskFigures figures, long skuId, long accountId) {
        Velocity others = figures.others(skuId, accountId);
        return new Demand(
                others.plus(figures.velocity(skuId, accountId)), others, figures.othersInLag(skuId, accountId));
    }
}
