package penstock.core.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.core.offer.Demand;
import penstock.core.offer.Holding;
import penstock.core.offer.Offer;
import penstock.core.offer.Offer.Situation;
import penstock.core.offer.Promisable;
import penstock.core.offer.RuleSet;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Settings;
import penstock.core.offer.Stock;
import penstock.core.offer.Subject;
import penstock.core.risk.Leg;
import penstock.core.risk.RiskFigures;
import penstock.core.store.Database;

/**
 * Plays the last days of a seller again under two sets of rules: its orders as they came, what came and went, each order as late as it was,
 * each channel as late as it is. So both are judged by the same, and the difference is the rules'. Changes nothing. Any thread.
 *
 * <p>Who was not shown anything then did not order, so sales that looser rules would have made are not known. Kits and partitioned SKUs are
 * left out; suppliers' stock is taken for fresh, and nothing for to come.
 */
public final class DryRun {

    /** Days that are played, at most. */
    public static final int MAX_DAYS = 90;

    /** SKUs told of: those that differ most. */
    public static final int MAX_SKUS_TOLD = 100;

    /** Order lines that are played, at most: some ten seconds. */
    public static final int MAX_LINES = 200_000;

    private final Database database;
    private final Clock clock;
    private final int maxLines;

    public DryRun(Database database, Clock clock) {
        this(database, clock, MAX_LINES);
    }

    /** With another limit. */
    public DryRun(Database database, Clock clock, int maxLines) {
        this.database = database;
        this.clock = clock;
        this.maxLines = maxLines;
    }

    /**
     * How it went under one set of rules, in units.
     *
     * @param sold and there
     * @param oversold sold and not there
     * @param lost wanted while there were so many, and not shown
     * @param listed shown at a time, on average, all listings together
     */
    public record Side(long sold, long oversold, long lost, double listed) {

        static final Side NOTHING = new Side(0, 0, 0, 0);

        Side plus(Result result) {
            return new Side(
                    sold + result.served(),
                    oversold + result.oversold(),
                    lost + result.turnedAway(),
                    listed + result.listed());
        }
    }

    /** Both ways of one thing; @param wanted units that were ordered */
    public record Compared(String name, long wanted, Side before, Side after) {

        static Compared nothing(String name) {
            return new Compared(name, 0, Side.NOTHING, Side.NOTHING);
        }

        Compared plus(Result was, Result is) {
            return new Compared(name, wanted + was.wanted(), before.plus(was), after.plus(is));
        }

        private double difference() {
            return Math.abs(after.oversold() - before.oversold())
                    + Math.abs(after.lost() - before.lost())
                    + Math.abs(after.listed() - before.listed()) / Integer.MAX_VALUE;
        }
    }

    /**
     * What came of it.
     *
     * @param accounts by name
     * @param skus those that differ most, first
     * @param leftOut SKUs with listings that are kits or partitioned
     */
    public record Report(
            Instant from, Instant until, Compared all, List<Compared> accounts, List<Compared> skus, int leftOut) {}

    /**
     * Plays so many days up to now.
     *
     * @throws penstock.core.catalogue.InvalidField if more was ordered in them than can be played
     */
    public Report play(long sellerId, RuleSet rules, RuleSet draft, int days) {
        Instant until = clock.instant();
        Tally tally = new Tally(names(sellerId));
        Spreads spreads = database.transact(sellerId, Spreads::read);
        PastSales sales =
                database.transact(sellerId, transaction -> PastSales.read(transaction, until, days, maxLines));
        long after = 0;
        List<PastSku> skus;
        do {
            long last = after;
            skus = database.transact(sellerId, transaction -> sales.list(transaction, last));
            List<PastSku> page = skus;
            RiskFigures figures = database.transact(
                    sellerId,
                    transaction -> RiskFigures.read(
                            transaction, page.stream().map(PastSku::skuId).collect(Collectors.toSet())));
            for (PastSku sku : skus) {
                after = sku.skuId();
                if (!sku.outlets().isEmpty()) {
                    tally.add(
                            sku,
                            play(sku, new Numbers(sku, rules, figures), spreads, days),
                            play(sku, new Numbers(sku, draft, figures), spreads, days));
                }
            }
        } while (skus.size() == PastSales.MAX_SKUS);
        return tally.report(until.minus(Duration.ofDays(days)), until, leftOut(sellerId));
    }

    private static List<Result> play(PastSku sku, Numbers numbers, Spreads spreads, int days) {
        List<Play.Outlet> outlets = sku.outlets().stream()
                .map(outlet -> new Play.Outlet(
                        spreads.of(Leg.COMMIT_TO_SHOWN, outlet.accountId()), Duration.ZERO, outlet.asks()))
                .toList();
        int[] stock = sku.places().stream().mapToInt(PastSku.Place::units).toArray();
        return new Play(outlets, stock, numbers, days, new SplittableRandom(sku.skuId()))
                .play(sku.moves(), sku.buyers())
                .results();
    }

    private Map<Long, String> names(long sellerId) {
        Map<Long, String> names = new HashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select account_id, name from channel_account where seller_id = ?",
                        row -> names.put(row.getLong("account_id"), row.getText("name")),
                        sellerId));
        return names;
    }

    private int leftOut(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find("""
                                select count(*)::int as many
                                  from sku s
                                 where s.seller_id = ? and s.lifecycle <> 'DISCONTINUED'
                                   and (s.sharing <> 'POOL'
                                        or exists (select from kit_component k
                                                    where k.seller_id = ? and k.kit_sku_id = s.sku_id))
                                   and exists (select from listing l
                                                where l.seller_id = ? and l.sku_id = s.sku_id and l.state = 'ACTIVE')
                                """, row -> row.getInt("many"), sellerId, sellerId, sellerId)
                        .orElse(0));
    }

    /** The numbers of a SKU's listings by a set of rules, each found once. */
    private static final class Numbers implements Play.Numbers {

        private final PastSku sku;
        private final List<Holding> holdings;
        private final List<Demand> demands;
        private final Map<Asked, Integer> known = new HashMap<>();

        private record Asked(int outlet, boolean shownNow, List<Integer> available) {}

        Numbers(PastSku sku, RuleSet rules, RiskFigures figures) {
            this.sku = sku;
            Settings ofSku = sku.safetyStock() > 0
                    ? Settings.ofSafetyStock(SafetyStock.Kind.FIXED.of(sku.safetyStock()))
                    : Settings.NONE;
            this.holdings = sku.outlets().stream()
                    .map(outlet -> rules.holding(
                            new Subject(outlet.accountId(), sku.skuId(), outlet.listingId(), sku.category()),
                            ofSku,
                            outlet.cap().map(Settings::ofCap).orElse(Settings.NONE)))
                    .toList();
            this.demands = sku.outlets().stream()
                    .map(outlet -> Demand.of(figures, sku.skuId(), outlet.accountId()))
                    .toList();
        }

        @Override
        public int units(int outlet, int[] available, boolean shownNow) {
            List<Integer> there = Arrays.stream(available).boxed().toList();
            return known.computeIfAbsent(new Asked(outlet, shownNow, there), this::find);
        }

        private int find(Asked asked) {
            List<Stock> stock = new ArrayList<>();
            for (int place = 0; place < sku.places().size(); place++) {
                PastSku.Place here = sku.places().get(place);
                stock.add(new Stock(
                        here.locationId(), here.location(), asked.available().get(place), Optional.empty()));
            }
            PastSku.Outlet outlet = sku.outlets().get(asked.outlet());
            Holding holding = holdings.get(asked.outlet());
            Promisable promisable = Promisable.of(stock, 0, holding, demands.get(asked.outlet()));
            Situation situation = new Situation(outlet.packSize(), asked.shownNow(), 0, Optional.empty());
            return Offer.ofPool(promisable, holding, outlet.accountId(), situation)
                            .quantity()
                    * outlet.packSize();
        }
    }

    /** Adds up by account and by SKU. One thread. */
    private static final class Tally {

        private final Map<Long, String> names;
        private final Map<String, Compared> accounts = new TreeMap<>();
        private final PriorityQueue<Compared> skus =
                new PriorityQueue<>(Comparator.comparingDouble(Compared::difference));
        private Compared all = Compared.nothing("");

        Tally(Map<Long, String> names) {
            this.names = names;
        }

        void add(PastSku sku, List<Result> before, List<Result> after) {
            Compared ofSku = Compared.nothing(sku.code());
            for (int i = 0; i < before.size(); i++) {
                String account = names.getOrDefault(sku.outlets().get(i).accountId(), "");
                Result was = before.get(i);
                Result is = after.get(i);
                ofSku = ofSku.plus(was, is);
                all = all.plus(was, is);
                accounts.merge(account, Compared.nothing(account).plus(was, is), (known, more) -> known.plus(was, is));
            }
            skus.add(ofSku);
            if (skus.size() > MAX_SKUS_TOLD) {
                skus.remove();
            }
        }

        Report report(Instant from, Instant until, int leftOut) {
            List<Compared> most = skus.stream()
                    .sorted(Comparator.comparingDouble(Compared::difference)
                            .reversed()
                            .thenComparing(Compared::name))
                    .toList();
            return new Report(from, until, all, List.copyOf(accounts.values()), most, leftOut);
        }
    }
}
