package penstock.core.trial;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.store.Transaction;

/** How the lags of each account are spread, as far as they were measured. Immutable. */
final class Spreads {

    private static final SpreadOfLag ASSUMED = SpreadOfLag.always(RiskFigures.UNMEASURED);

    private final Map<Leg, Map<Long, SpreadOfLag>> known = new EnumMap<>(Leg.class);

    private Spreads() {}

    static Spreads read(Transaction transaction) {
        Spreads spreads = new Spreads();
        transaction.list(
                "select account_id, leg, p50_ms, p95_ms from account_lag where seller_id = ?",
                row -> spreads.known
                        .computeIfAbsent(Leg.valueOf(row.getText("leg")), leg -> new HashMap<>())
                        .put(
                                row.getLong("account_id"),
                                new SpreadOfLag(
                                        Duration.ofMillis(Math.max(1, row.getLong("p50_ms"))),
                                        Duration.ofMillis(Math.max(1, row.getLong("p95_ms"))))),
                transaction.sellerId());
        return spreads;
    }

    /** Of a leg that was not measured, what is assumed. */
    SpreadOfLag of(Leg leg, long accountId) {
        return known.getOrDefault(leg, Map.of()).getOrDefault(accountId, ASSUMED);
    }

    /** Whether both legs of an account were measured. */
    boolean measured(long accountId) {
        return known.size() == Leg.values().length
                && known.values().stream().allMatch(accounts -> accounts.containsKey(accountId));
    }
}
