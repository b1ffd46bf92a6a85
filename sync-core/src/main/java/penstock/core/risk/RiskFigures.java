package penstock.core.risk;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * What was measured of some SKUs and of all channel accounts, read at one moment. Immutable.
 *
 * <p>The channel of a listing shows a unit too many from a sale elsewhere until it is told: the sale's way to the ledger, which is the
 * other account's leg, and the way from there to what the listing shows, which is its own. Both are taken at their 95th percentile;
 * a leg that nobody measured yet is taken for {@link #UNMEASURED}.
 */
public final class RiskFigures {

    /** A leg of an account that has no measurements yet: what half of the objective for both together allows. */
    public static final Duration UNMEASURED = Duration.ofSeconds(30);

    private final Map<Long, Map<Long, Velocity>> velocities;
    private final Map<Leg, Map<Long, Duration>> lags;

    /**
     * From figures that are known.
     *
     * @param velocities by SKU, by account
     * @param lags of both legs, by account
     */
    public RiskFigures(Map<Long, Map<Long, Velocity>> velocities, Map<Leg, Map<Long, Duration>> lags) {
        this.velocities = Map.copyOf(velocities);
        this.lags = Map.copyOf(lags);
    }

    /** Nothing was measured. */
    public static RiskFigures none() {
        return new RiskFigures(Map.of(), Map.of());
    }

    /** Of these SKUs, and of every account of the seller. */
    public static RiskFigures read(Transaction transaction, Set<Long> skuIds) {
        Map<Long, Map<Long, Velocity>> velocities = new HashMap<>();
        transaction.list(
                """
                select v.sku_id, v.account_id, v.per_day, v.variance_per_day
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from sku_velocity v where v.seller_id = ? and v.sku_id = k.sku_id) as v
                """,
                row -> velocities
                        .computeIfAbsent(row.getLong("sku_id"), sku -> new HashMap<>())
                        .put(
                                row.getLong("account_id"),
                                new Velocity(row.getDouble("per_day"), row.getDouble("variance_per_day"))),
                Columns.of(skuIds).longs(id -> id).then(transaction.sellerId()));
        Map<Leg, Map<Long, Duration>> lags = new EnumMap<>(Leg.class);
        transaction.list(
                "select account_id, leg, p95_ms from account_lag where seller_id = ?",
                row -> lags.computeIfAbsent(Leg.valueOf(row.getText("leg")), leg -> new HashMap<>())
                        .put(row.getLong("account_id"), Duration.ofMillis(row.getLong("p95_ms"))),
                transaction.sellerId());
        return new RiskFigures(velocities, lags);
    }

    /** What the SKU sells on the account. */
    public Velocity velocity(long skuId, long accountId) {
        return velocities.getOrDefault(skuId, Map.of()).getOrDefault(accountId, Velocity.NONE);
    }

    /** What the SKU sells on all other accounts together. */
    public Velocity others(long skuId, long accountId) {
        return velocities.getOrDefault(skuId, Map.of()).entrySet().stream()
                .filter(sold -> sold.getKey() != accountId)
                .map(Map.Entry::getValue)
                .reduce(Velocity.NONE, Velocity::plus);
    }

    /** How long the account takes to show what is in the ledger. */
    public Duration lag(long accountId) {
        return leg(Leg.COMMIT_TO_SHOWN, accountId);
    }

    /** How long a leg of the account takes, at the 95th percentile. */
    public Duration leg(Leg leg, long accountId) {
        return lags.getOrDefault(leg, Map.of()).getOrDefault(accountId, UNMEASURED);
    }

    /**
     * What the other accounts sell of the SKU before a listing of this account shows that it is gone: of each, in the time its sale
     * takes to the ledger and this account from there.
     */
    public LagDemand othersInLag(long skuId, long accountId) {
        return velocities.getOrDefault(skuId, Map.of()).entrySet().stream()
                .filter(sold -> sold.getKey() != accountId)
                .map(sold -> sold.getValue()
                        .during(leg(Leg.SALE_TO_COMMIT, sold.getKey()).plus(lag(accountId))))
                .reduce(LagDemand.NONE, LagDemand::plus);
    }
}
