package penstock.bench.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import penstock.bench.gateway.GatewayUnderLoad;
import penstock.bench.gateway.World;
import penstock.bench.harness.Conditions;
import penstock.bench.harness.Loop;
import penstock.bench.harness.Measured;
import penstock.bench.harness.Options;
import penstock.bench.harness.Sales;
import penstock.bench.harness.Telling;
import penstock.bench.harness.Verdict;
import penstock.bench.harness.WrongCounts;
import penstock.bench.publish.Arrivals.Arrival;
import penstock.bench.publish.Commits.Commit;
import penstock.core.identity.Ids;
import tools.jackson.databind.JsonNode;

/**
 * Ten simulated channels at their real limits: how long a change of stock takes to reach them when nothing waits, what a SKU costs that
 * sells all the time, and what is said first when more waits than they take.
 */
public final class PublishBench {

    /** Beyond the time that a channel takes to let the next call through. */
    static final Duration BESIDES = Duration.ofMillis(50);

    private static final int SHOPS = 6;
    private static final int MERCHANTS = 4;
    private static final int MOVES_PER_SECOND = 2;
    private static final int HOT_PER_SECOND = 2_000;
    private static final int AMPLE = 1_000_000;
    private static final int IN_OVERLOAD = 20;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final GatewayUnderLoad gateway;
    private final Options options;
    private final Ids ids;
    private final Telling progress;
    private final Clock clock = Clock.systemUTC();
    private final World world;
    private final Arrivals arrivals;
    private final int shops;
    private final int merchants;

    public PublishBench(GatewayUnderLoad gateway, Options options, Ids ids, Telling progress) {
        this.gateway = gateway;
        this.options = options;
        this.ids = ids;
        this.progress = progress;
        this.world = gateway.world();
        this.arrivals = new Arrivals(world);
        this.shops = options.quick() ? 2 : SHOPS;
        this.merchants = options.quick() ? 1 : MERCHANTS;
    }

    /**
     * Runs every cell.
     *
     * @throws WrongCounts if in the end a channel does not show what there is
     */
    public PublishReport run() throws IOException {
        Conditions conditions = Conditions.of(gateway.server());
        List<Found> found = new ArrayList<>();
        found.addAll(quiet());
        found.addAll(hot());
        found.add(overload());
        return PublishReport.of(found, conditions);
    }

    private Mall connect(String name, List<Integer> stock) {
        progress.tell("%-9s connecting %d shops and %d merchants with %d SKUs"
                .formatted(name, shops, merchants, stock.size()));
        Mall mall = Mall.connect(world, name, shops, merchants, stock);
        awaitShown(mall, stock);
        arrivals.next();
        return mall;
    }

    /** Waits until every front shows that of each SKU; answers when it was seen. */
    private Instant awaitShown(Mall mall, List<Integer> stock) {
        Instant giveUp = clock.instant().plus(PATIENCE);
        Map<Integer, Integer> expected =
                IntStream.range(0, stock.size()).boxed().collect(Collectors.toMap(sku -> sku, stock::get));
        while (true) {
            JsonNode shown = world.sandboxControl().get("/_control/shown");
            List<Unequal> unequal = mall.fronts().stream()
                    .flatMap(front -> unequal(front, mall.shownBy(front, shown), expected))
                    .toList();
            if (unequal.isEmpty()) {
                return clock.instant();
            }
            WrongCounts.unless(
                    clock.instant().isBefore(giveUp),
                    "every channel to show what there is after " + PATIENCE + " (" + unequal.size() + " do not)",
                    unequal.get(0));
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private record Unequal(String front, String sku, int shown, int expected) {}

    private static Stream<Unequal> unequal(Front front, Map<Integer, Integer> shown, Map<Integer, Integer> expected) {
        return expected.entrySet().stream()
                .map(sku -> new Unequal(
                        front.name(), Mall.sku(sku.getKey()), shown.getOrDefault(sku.getKey(), -1), sku.getValue()))
                .filter(unequal -> unequal.shown() != unequal.expected());
    }

    // nothing waits --------------------------------------------------------------------------------------------------

    private List<Found> quiet() {
        int skus = options.quick() ? 4 : 40;
        long moves = Math.max(4, options.duration().toSeconds() * MOVES_PER_SECOND);
        List<Integer> stock = new ArrayList<>(Collections.nCopies(skus, 1000));
        Mall mall = connect("quiet", stock);
        long begin = System.nanoTime();
        for (int move = 0; move < moves; move++) {
            long due = begin + move * Duration.ofSeconds(1).toNanos() / MOVES_PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int sku = move % skus;
            mall.adjust("quiet-" + move, sku, -1);
            stock.set(sku, stock.get(sku) - 1);
        }
        awaitShown(mall, stock);
        List<Arrival> told = arrivals.next();
        List<Commit> commits = Commits.of(gateway.server().database(), mall.sellerId(), 1000);
        WrongCounts.unless(commits.size() == moves, moves + " commits", new Counted(commits.size()));
        Map<ChannelKind, List<Double>> lags = new EnumMap<>(ChannelKind.class);
        for (Front front : mall.fronts()) {
            for (Commit commit : commits) {
                lags.computeIfAbsent(front.kind(), kind -> new ArrayList<>()).add(lag(front, commit, told));
            }
        }
        return lags.entrySet().stream()
                .map(kind -> quiet(kind.getKey(), kind.getValue()))
                .toList();
    }

    private record Counted(int found) {}

    private static double lag(Front front, Commit commit, List<Arrival> told) {
        Instant arrived = told.stream()
                .filter(arrival -> arrival.front().equals(front.name())
                        && arrival.sku().equals(commit.sku())
                        && arrival.quantity() <= commit.left())
                .map(Arrival::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(commit.at(), arrived).toNanos() / 1e6;
    }

    private Found quiet(ChannelKind kind, List<Double> lags) {
        double[] sorted = lags.stream().mapToDouble(lag -> lag).sorted().toArray();
        double goal = kind.interval().plus(BESIDES).toMillis();
        double p99 = percentile(sorted, 0.99);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("changes", sorted.length);
        figures.put("p50Ms", rounded(percentile(sorted, 0.5)));
        figures.put("p99Ms", rounded(p99));
        figures.put("mostMs", rounded(sorted[sorted.length - 1]));
        return told(new Found(
                "quiet",
                kind.code(),
                "p99 from commit to arrival at most %.0f ms".formatted(goal),
                figures,
                p99 <= goal ? Verdict.MET : Verdict.WITHIN));
    }

    static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) Math.floor(sorted.length * share))];
    }

    static double rounded(double ms) {
        return Math.round(ms * 10) / 10.0;
    }

    private Found told(Found found) {
        progress.tell("%-9s %-8s %s %s".formatted(found.cell(), found.of(), found.figures(), found.verdict()));
        return found;
    }

    // one SKU sells all the time
    // ---------------------------------------------------------------------------------------

    private List<Found> hot() {
        Mall mall = connect("hot", List.of(AMPLE));
        Duration duration =
                options.quick() ? Duration.ofMillis(500) : options.duration().dividedBy(3);
        long refusedBefore = refused();
        Measured measured;
        Instant begin = clock.instant();
        try (SiteBuyers buyers = new SiteBuyers(gateway.server().database(), clock, ids, mall)) {
            measured = Loop.open(buyers, new Sales(Sales.Mix.SIMPLE, 1, 1), HOT_PER_SECOND, duration);
        }
        Instant end = clock.instant();
        Instant atRest = awaitShown(mall, List.of(AMPLE - Math.toIntExact(measured.taken())));
        long refused = refused() - refusedBefore;
        Map<String, List<Arrival>> byFront = arrivals.next().stream().collect(Collectors.groupingBy(Arrival::front));
        List<Found> found = new ArrayList<>();
        for (ChannelKind kind : ChannelKind.values()) {
            long most = mall.fronts().stream()
                    .filter(front -> front.kind() == kind)
                    .mapToLong(front ->
                            byFront.getOrDefault(front.name(), List.of()).size())
                    .max()
                    .orElseThrow();
            double allowed = kind.mostIn(Duration.between(begin, atRest));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("ordersPerSecond", Math.round(measured.perSecond()));
            figures.put("orderP99Ms", rounded(measured.p99Ms()));
            figures.put("writesOfAnAccount", most);
            figures.put("allowed", Math.round(allowed));
            figures.put("refusedForWantOfBudget", refused);
            figures.put("atRestAfterMs", Duration.between(end, atRest).toMillis());
            found.add(told(new Found(
                    "hot",
                    kind.code(),
                    "no more writes than the limit lets through, none refused, every channel right at the end",
                    figures,
                    most <= allowed && refused == 0 ? Verdict.MET : Verdict.DEFECT)));
        }
        return found;
    }

    /** Calls that the channels refused for want of budget. */
    private long refused() {
        JsonNode refusals = world.sandboxControl().get("/_control/statistics").path("quotaRefusals");
        long sum = 0;
        for (JsonNode count : refusals) {
            sum += count.asLong();
        }
        return sum;
    }

    // more waits than they take
    // ------------------------------------------------------------------------------------------

    /** How far a change is from being dangerous; the lanes that are told in this order. */
    private enum Lane {
        /** So few of all that nobody is asked whether it is a mistake. */
        TO_ZERO(-IN_OVERLOAD, 30),
        DECREASE(-5, 75),
        INCREASE(5, 75);

        private final int units;
        private final int listings;

        Lane(int units, int listings) {
            this.units = units;
            this.listings = listings;
        }
    }

    private Found overload() {
        List<Lane> lanes = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            lanes.addAll(Collections.nCopies(options.quick() ? 3 : lane.listings, lane));
        }
        Collections.shuffle(lanes, new Random(1));
        List<Integer> stock = new ArrayList<>(Collections.nCopies(lanes.size(), IN_OVERLOAD));
        Mall mall = connect("overload", stock);
        mall.pause(true);
        for (int sku = 0; sku < lanes.size(); sku++) {
            int units = lanes.get(sku).units;
            mall.adjust("overload-" + sku, sku, units);
            stock.set(sku, stock.get(sku) + units);
        }
        Instant begin = clock.instant();
        mall.pause(false);
        Instant end = awaitShown(mall, stock);
        Map<String, Integer> lane = new HashMap<>();
        IntStream.range(0, lanes.size())
                .forEach(sku -> lane.put(Mall.sku(sku), lanes.get(sku).ordinal()));
        Map<String, List<Arrival>> byFront = arrivals.next().stream().collect(Collectors.groupingBy(Arrival::front));
        double inverted = mall.fronts().stream()
                .filter(front -> front.kind() == ChannelKind.AMAZON)
                .mapToDouble(front -> inverted(byFront.getOrDefault(front.name(), List.of()).stream()
                        .mapToInt(arrival -> lane.get(arrival.sku()))
                        .toArray()))
                .max()
                .orElseThrow();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("listingsOfAnAccount", lanes.size());
        figures.put("atRestAfterMs", Duration.between(begin, end).toMillis());
        figures.put("fastestPossibleMs", fastest(lanes.size()).toMillis());
        figures.put("toldTooEarlyPercent", rounded(inverted));
        return told(new Found(
                "overload",
                ChannelKind.AMAZON.code(),
                "to zero, then less, then more; every channel right at the end",
                figures,
                inverted == 0 ? Verdict.MET : Verdict.DEFECT));
    }

    private static Duration fastest(int calls) {
        double beyondBurst = Math.max(0, calls - ChannelKind.AMAZON.mostIn(Duration.ZERO));
        return ChannelKind.AMAZON.interval().multipliedBy((long) Math.ceil(beyondBurst));
    }

    /** Of all pairs of different lanes, how many of a hundred were told in the wrong order. */
    static double inverted(int[] lanes) {
        long pairs = 0;
        long wrong = 0;
        for (int first = 0; first < lanes.length; first++) {
            int lane = lanes[first];
            int[] later = Arrays.copyOfRange(lanes, first + 1, lanes.length);
            pairs += Arrays.stream(later).filter(other -> other != lane).count();
            wrong += Arrays.stream(later).filter(other -> other < lane).count();
        }
        return pairs == 0 ? 0 : 100.0 * wrong / pairs;
    }
}
