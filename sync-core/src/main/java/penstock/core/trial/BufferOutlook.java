package penstock.core.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.risk.Velocity;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.trial.BufferRule.Buffer;

/**
 * What is to be expected of a SKU under each kind of safety stock: its own velocities, the lags of the channels that sell it, and what is
 * there now, played until it is sold out or four weeks have passed, with nothing delivered meanwhile. Any thread.
 */
public final class BufferOutlook {

    /** Days that are looked ahead. */
    public static final int MAX_DAYS = 28;

    /** Of what is there, the last so many units are played: only they can be sold twice. */
    public static final int MAX_STOCK = 500;

    /** Buyers drawn for all plays together, so that an answer takes a second. */
    static final int MAX_BUYERS = 60_000;

    /** Plays whose mean is told, at most. */
    static final int MAX_PLAYS = 400;

    private static final double SOLD_OUT_FOR_SURE = 1.5;

    private final Database database;

    public BufferOutlook(Database database) {
        this.database = database;
    }

    /**
     * A channel account that sells the SKU.
     *
     * @param assumed whether a leg was not measured yet, and is taken for {@link RiskFigures#UNMEASURED}
     */
    public record Outlet(
            long accountId,
            String name,
            Velocity velocity,
            Duration saleToCommit,
            Duration commitToShown,
            boolean assumed) {}

    /**
     * A kind of safety stock, and what comes of it on average.
     *
     * @param keptBack of what is there now, by account in the order of the outlets
     * @param oversold units sold and not there
     * @param lost units not sold that a shop that knows everything at once would have sold
     * @param listed units shown, on average over time and channels
     */
    public record Expected(
            BufferRule rule, double value, List<Integer> keptBack, double oversold, double lost, double listed) {}

    /**
     * What is to be expected.
     *
     * @param available now, at all locations that are counted
     * @param played units that the plays begin with
     * @param plays whose mean it is
     */
    public record Outlook(
            long available, int played, int days, int plays, List<Outlet> outlets, List<Expected> expected) {}

    /** A kind with the value that it is tried with. */
    public record Trial(BufferRule rule, double value) {}

    /** Of one SKU under some kinds; the same as long as nothing changes. */
    public Outlook of(long sellerId, long skuId, List<Trial> trials) {
        return database.transact(sellerId, transaction -> read(transaction, skuId))
                .outlook(trials, skuId);
    }

    private record Selling(long available, List<Outlet> outlets, SimulatedSku sku, RiskFigures figures) {

        Outlook outlook(List<Trial> trials, long seed) {
            int stock = sku.stock();
            double perDay = figures.others(BufferRule.THE_SKU, -1).perDay();
            int days = perDay <= 0
                    ? MAX_DAYS
                    : (int) Math.max(1, Math.min(MAX_DAYS, Math.ceil(SOLD_OUT_FOR_SURE * stock / perDay)));
            int plays = (int) Math.max(1, Math.min(MAX_PLAYS, MAX_BUYERS / Math.max(1, perDay * days)));
            List<List<Buyer>> buyers = new ArrayList<>();
            for (int play = 0; play < plays; play++) {
                buyers.add(BuyersOfASku.list(sku, days, new SplittableRandom(seed + play)));
            }
            List<Expected> expected = trials.stream()
                    .map(trial -> expected(trial, buyers, days, seed))
                    .toList();
            return new Outlook(available, stock, days, plays, outlets, expected);
        }

        private Expected expected(Trial trial, List<List<Buyer>> buyers, int days, long seed) {
            Buffer buffer = trial.rule().buffer(trial.value(), 0, figures, outlets.size());
            Result all = Result.NOTHING;
            long atBest = 0;
            for (int play = 0; play < buyers.size(); play++) {
                SplittableRandom chance = new SplittableRandom(seed - play - 1);
                all = all.plus(sku.play(buffer, buyers.get(play), days, chance).result());
                atBest += BuyersOfASku.servedAtBest(sku, buyers.get(play));
            }
            List<Integer> keptBack = new ArrayList<>();
            for (int outlet = 0; outlet < outlets.size(); outlet++) {
                keptBack.add((int) Math.min(
                        available, buffer.units(outlet, (int) Math.min(available, Integer.MAX_VALUE))));
            }
            double plays = buyers.size();
            return new Expected(
                    trial.rule(),
                    trial.value(),
                    keptBack,
                    all.oversold() / plays,
                    Math.max(0, (atBest - all.served()) / plays),
                    all.listed() / plays);
        }
    }

    private record Sold(long accountId, String name, Velocity velocity) {}

    private static Selling read(Transaction transaction, long skuId) {
        long available = transaction
                .find("""
                        select coalesce(sum(b.available), 0)::bigint as available
                          from balance b
                          join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                                         and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                         where b.seller_id = ? and b.sku_id = ?
                        """, row -> row.getLong("available"), transaction.sellerId(), skuId)
                .orElse(0L);
        List<Sold> sold = transaction.list(
                """
                select v.account_id, a.name, v.per_day, v.variance_per_day
                  from sku_velocity v
                  join channel_account a on a.seller_id = v.seller_id and a.account_id = v.account_id
                 where v.seller_id = ? and v.sku_id = ?
                 order by v.account_id
                """,
                row -> new Sold(
                        row.getLong("account_id"),
                        row.getText("name"),
                        new Velocity(row.getDouble("per_day"), row.getDouble("variance_per_day"))),
                transaction.sellerId(),
                skuId);
        return selling(available, sold, Spreads.read(transaction));
    }

    private static Selling selling(long available, List<Sold> sold, Spreads spreads) {
        List<Outlet> outlets = new ArrayList<>();
        List<SimulatedSku.Outlet> simulated = new ArrayList<>();
        Map<Long, Velocity> velocities = new HashMap<>();
        Map<Leg, Map<Long, Duration>> lags = new EnumMap<>(Leg.class);
        for (Leg leg : Leg.values()) {
            lags.put(leg, new HashMap<>());
        }
        for (Sold one : sold) {
            long outlet = outlets.size();
            lags.forEach((leg, p95) ->
                    p95.put(outlet, spreads.of(leg, one.accountId()).p95()));
            velocities.put(outlet, one.velocity());
            SpreadOfLag sale = spreads.of(Leg.SALE_TO_COMMIT, one.accountId());
            SpreadOfLag show = spreads.of(Leg.COMMIT_TO_SHOWN, one.accountId());
            simulated.add(new SimulatedSku.Outlet(one.velocity(), sale, show, Duration.ZERO));
            outlets.add(new Outlet(
                    one.accountId(),
                    one.name(),
                    one.velocity(),
                    sale.p95(),
                    show.p95(),
                    !spreads.measured(one.accountId())));
        }
        SimulatedSku sku = new SimulatedSku(simulated, (int) Math.min(MAX_STOCK, available), 0, 0, 1);
        return new Selling(available, outlets, sku, new RiskFigures(Map.of(BufferRule.THE_SKU, velocities), lags));
    }
}
