package penstock.core.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import penstock.core.risk.LagHistogram;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.risk.SellingDays;
import penstock.core.risk.Velocity;
import penstock.core.trial.BufferRule.Buffer;

/**
 * Tries the kinds of safety stock on the same buyers, each with so much kept back that as many units are listed as with the one that is
 * sized by risk. Velocities and lags are measured in the weeks before, as a gateway does it. Pure: the same seed gives the same answer.
 */
public final class BufferComparison {

    /** Steps by which a rule's value is found; the last is a ten-thousandth of the first. */
    private static final int STEPS = 14;

    private static final Instant BEGINNING = Instant.EPOCH;

    private BufferComparison() {}

    /**
     * How a rule did.
     *
     * @param value that it had
     * @param wanted units that buyers wanted
     * @param served units that were sold and there
     * @param oversold units that were sold and not there
     * @param lost units that were not served, though a shop that knows everything at once would have sold them
     * @param listed units shown of all SKUs, on average over time and channels
     */
    public record Row(
            BufferRule rule, double value, long wanted, long served, long oversold, long lost, double listed) {

        private static Row of(BufferRule rule, double value, Result result, long atBest) {
            return new Row(
                    rule,
                    value,
                    result.wanted(),
                    result.served(),
                    result.oversold(),
                    atBest - result.served(),
                    result.listed());
        }

        /** Both together, at the mean of their values. */
        Row plus(Row other, double partOfOther) {
            return new Row(
                    rule,
                    value + (other.value - value) * partOfOther,
                    wanted + other.wanted,
                    served + other.served,
                    oversold + other.oversold,
                    lost + other.lost,
                    listed + (other.listed - listed) * partOfOther);
        }
    }

    /** One SKU's buyers, and what was measured of it before they came. */
    private record Stage(SimulatedSku sku, RiskFigures figures, List<Buyer> buyers, long atBest, long seed) {

        static Stage of(SimulatedSku sku, int days, long seed) {
            List<Buyer> before = BuyersOfASku.list(sku, days, new SplittableRandom(seed));
            Play pilot = sku.play((outlet, available) -> 0, before, days, new SplittableRandom(seed + 1));
            RiskFigures figures =
                    new RiskFigures(Map.of(BufferRule.THE_SKU, velocities(before, days)), lags(pilot.measured()));
            List<Buyer> buyers = BuyersOfASku.list(sku, days, new SplittableRandom(seed + 2));
            return new Stage(sku, figures, buyers, BuyersOfASku.servedAtBest(sku, buyers), seed + 3);
        }

        private static Map<Long, Velocity> velocities(List<Buyer> before, int days) {
            Map<Long, Map<LocalDate, Long>> units = new HashMap<>();
            Instant end = BEGINNING.plus(Duration.ofDays(days));
            for (Buyer buyer : before) {
                LocalDate day = LocalDate.ofInstant(BEGINNING, ZoneOffset.UTC).plusDays((long) buyer.at());
                units.computeIfAbsent((long) buyer.outlet(), outlet -> new HashMap<>())
                        .merge(day, (long) buyer.units(), Long::sum);
            }
            TreeMap<LocalDate, Long> alwaysSome = new TreeMap<>(Map.of(LocalDate.EPOCH, 1L));
            return new SellingDays(alwaysSome, units).velocities(end);
        }

        private static Map<Leg, Map<Long, Duration>> lags(Play.Measured measured) {
            return Map.of(
                    Leg.SALE_TO_COMMIT, lags(measured.saleToCommit()),
                    Leg.COMMIT_TO_SHOWN, lags(measured.commitToShown()));
        }

        private static Map<Long, Duration> lags(List<LagHistogram> outlets) {
            Map<Long, Duration> lags = new HashMap<>();
            for (int i = 0; i < outlets.size(); i++) {
                if (outlets.get(i).count() > 0) {
                    lags.put((long) i, outlets.get(i).percentile(95));
                }
            }
            return lags;
        }

        Buffer buffer(BufferRule rule, double value, double place) {
            return rule.buffer(value, place, figures, sku.outlets().size());
        }

        Result play(Buffer buffer, int days) {
            return sku.play(buffer, buyers, days, new SplittableRandom(seed)).result();
        }
    }

    /** Plays a mix so many times, with seeds that follow each other, and adds up. */
    public static List<Row> compare(BufferMix mix, double riskPercent, long seed, int times) {
        List<Row> all = compare(mix, riskPercent, seed);
        for (int more = 1; more < times; more++) {
            List<Row> next = compare(mix, riskPercent, seed + more);
            for (int i = 0; i < all.size(); i++) {
                all.set(i, all.get(i).plus(next.get(i), 1.0 / (more + 1)));
            }
        }
        return all;
    }

    /**
     * Plays a mix under each rule.
     *
     * @param riskPercent the probability of the risk-sized rule
     * @return first no safety stock at all, then the rules, risk last
     */
    public static List<Row> compare(BufferMix mix, double riskPercent, long seed) {
        List<Stage> stages = new ArrayList<>();
        for (SimulatedSku sku : mix.skus(seed)) {
            stages.add(Stage.of(sku, BufferMix.DAYS, seed * 1_000_003 + stages.size() * 101L));
        }
        Row risk = play(stages, BufferRule.RISK, riskPercent);
        List<Row> rows = new ArrayList<>();
        rows.add(play(stages, BufferRule.NONE, 0));
        for (BufferRule rule : List.of(BufferRule.FIXED, BufferRule.PERCENTAGE, BufferRule.DAYS_OF_COVER)) {
            rows.add(listingAsMany(stages, rule, risk.listed()));
        }
        rows.add(risk);
        return rows;
    }

    private static Row play(List<Stage> stages, BufferRule rule, double value) {
        Result all = Result.NOTHING;
        for (int i = 0; i < stages.size(); i++) {
            double place = (i + 0.5) / stages.size();
            all = all.plus(stages.get(i).play(stages.get(i).buffer(rule, value, place), BufferMix.DAYS));
        }
        long atBest = stages.stream().mapToLong(Stage::atBest).sum();
        return Row.of(rule, value, all, atBest);
    }

    /** The more is kept back, the less is listed. */
    private static Row listingAsMany(List<Stage> stages, BufferRule rule, double listed) {
        double less = 0;
        double more = rule.most();
        Row nearest = play(stages, rule, 0);
        for (int i = 0; i < STEPS; i++) {
            double value = (less + more) / 2;
            Row row = play(stages, rule, value);
            if (Math.abs(row.listed() - listed) < Math.abs(nearest.listed() - listed)) {
                nearest = row;
            }
            if (row.listed() > listed) {
                less = value;
            } else {
                more = value;
            }
        }
        return nearest;
    }
}
