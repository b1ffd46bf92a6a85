package penstock.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import penstock.bench.Goal.Verdict;
import penstock.bench.Report.Cell;
import penstock.bench.Report.CountedMix;
import penstock.bench.Report.GoalResult;
import penstock.core.identity.Ids;

/**
 * The engine against the baseline. A repeat runs the engine, every cell of the baseline, and the engine again, so
 * that a slow change of the machine's mood falls on both. The first repeat warms up and is discarded.
 */
public final class EngineBench {

    /** Ample on one SKU as on many: fits a balance's integer, and no cell comes near it. */
    private static final int AMPLE = 100_000_000;

    private static final String[] SEEDED = {"sku", "listing", "balance", "posting"};
    private static final String[] WRITTEN = {"sales_order", "order_line", "reservation", "posting", "balance"};

    private static final Sales.Mix RESENT = new Sales.Mix(1, 1, 10);
    private static final Sales.Mix EVERYTHING = new Sales.Mix(4, 5, 10);
    private static final int FEW_SKUS = 50;
    private static final int SCARCE = 20;
    private static final int FEW_IN_FLIGHT = 64;

    private final BenchServer server;
    private final Options options;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();
    private final Ids ids;
    private final List<Maker> baselines = new ArrayList<>();
    private final Maker engine;
    private long seed = 1;

    public EngineBench(BenchServer server, Options options, Ids ids, Consumer<String> progress) {
        this.server = server;
        this.options = options;
        this.ids = ids;
        this.progress = progress;
        this.engine = new Maker("engine", shop -> new EngineContender(server.database(), clock, ids, shop));
        for (int pool : options.pools()) {
            baselines.add(baseline("statement by statement", new StatementByStatement(ids), pool));
            baselines.add(baseline("single statement", new SingleStatement(ids), pool));
        }
    }

    /** A contender that a cell makes for its shop. */
    private record Maker(String name, Making making) {

        Contender make(Shop shop) {
            try {
                return making.make(shop);
            } catch (SQLException e) {
                throw new IllegalStateException("the server gave " + name + " no connection", e);
            }
        }
    }

    private interface Making {
        Contender make(Shop shop) throws SQLException;
    }

    private interface Driving {
        Measured drive(Contender contender, Sales sales);
    }

    private Maker baseline(String name, PerOrder.Form form, int pool) {
        return new Maker(name + ", " + pool + " connections", shop -> new PerOrder(server.pool(), form, pool, shop));
    }

    /**
     * Runs everything.
     *
     * @throws Truth.WrongCounts if rows were lost, doubled or promised beyond the stock
     */
    public Report run() throws IOException {
        Map<String, String> durability = server.durability();
        double fsyncMs = BenchServer.fsyncMs();
        double loadBefore = loadAverage();
        List<CountedMix> correctness = correctness();
        List<GoalResult> goals = new ArrayList<>();
        repeats().forEach((goal, cells) -> goals.add(judge(goal, cells)));
        List<Cell> openLoop = openLoop(goals);
        return new Report(
                overall(goals),
                goals,
                openLoop,
                correctness,
                options.repeats(),
                options.duration().toMillis() / 1e3,
                new Report.Machine(
                        Runtime.getRuntime().availableProcessors(),
                        loadBefore,
                        loadAverage(),
                        Runtime.version().toString()),
                durability,
                fsyncMs,
                server.hotUpdatePercent());
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static Verdict overall(List<GoalResult> goals) {
        return goals.stream()
                .map(GoalResult::verdict)
                .max(Comparator.comparing(
                        List.of(Verdict.MET, Verdict.WITHIN, Verdict.INCONCLUSIVE, Verdict.DEFECT)::indexOf))
                .orElseThrow();
    }

    // speed ----------------------------------------------------------------------------------------------------------

    /** What a repeat measured under one load: the engine, and every cell of the baseline by its name. */
    private record Cells(Measured engine, Map<String, Measured> baselines) {

        Map.Entry<String, Measured> best() {
            return baselines.entrySet().stream()
                    .max(Comparator.comparing(cell -> cell.getValue().perSecond()))
                    .orElseThrow();
        }

        double ratio() {
            return engine.perSecond() / best().getValue().perSecond();
        }
    }

    /** Of each goal the cells of all repeats but the first. */
    private Map<Goal, List<Cells>> repeats() {
        Map<Goal, List<Cells>> repeats = new EnumMap<>(Goal.class);
        for (int repeat = 0; repeat <= options.repeats(); repeat++) {
            for (Goal goal : options.goals()) {
                Cells cells = cells(repeat == 0 ? "warm-up" : "repeat " + repeat, goal);
                if (repeat > 0) {
                    repeats.computeIfAbsent(goal, first -> new ArrayList<>()).add(cells);
                }
            }
        }
        return repeats;
    }

    private Cells cells(String repeat, Goal goal) {
        Map<String, Measured> byName = new LinkedHashMap<>();
        Measured before = closed(engine, goal);
        baselines.forEach(baseline -> byName.put(baseline.name(), closed(baseline, goal)));
        Cells cells = new Cells(before.and(closed(engine, goal)), byName);
        tell(repeat, goal, engine.name(), cells.engine());
        byName.forEach((name, measured) -> tell(repeat, goal, name, measured));
        return cells;
    }

    private void tell(String repeat, Goal goal, String contender, Measured measured) {
        progress.accept("%-9s %-12s %-38s %8.0f/s  p50 %7.1f ms  p99 %7.1f ms"
                .formatted(repeat, goal, contender, measured.perSecond(), measured.p50Ms(), measured.p99Ms()));
    }

    private Measured closed(Maker maker, Goal goal) {
        return cell(
                maker,
                goal.load(),
                (contender, sales) -> Loop.closed(contender, sales, goal.inFlight(), options.warmUp()),
                (contender, sales) -> Loop.closed(contender, sales, goal.inFlight(), options.duration()));
    }

    private Measured cell(Maker maker, Load load, Driving warmUp, Driving drive) {
        Shop shop = Shop.open(server.database(), clock, ids, load.skus(), AMPLE / load.skus());
        server.analyze(SEEDED);
        Sales sales = new Sales(Sales.Mix.SIMPLE, load.skus(), seed++);
        long before;
        Measured measured;
        try (Contender contender = maker.make(shop)) {
            before = warmUp.drive(contender, sales).taken();
            server.analyze(WRITTEN);
            measured = drive.drive(contender, sales);
        }
        Truth.of(server.database(), shop).requireSimple(before + measured.taken(), shop);
        return measured;
    }

    private GoalResult judge(Goal goal, List<Cells> repeats) {
        Map<String, Long> timesBest = repeats.stream()
                .collect(Collectors.groupingBy(cells -> cells.best().getKey(), Collectors.counting()));
        String mostOftenBest = timesBest.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        Spread ratio = Spread.of(repeats.stream().map(Cells::ratio).toList());
        Spread anchor = Spread.of(repeats.stream()
                .map(cells -> cells.best().getValue().perSecond())
                .toList());
        return new GoalResult(
                goal,
                goal.wanted(),
                goal.defectBelow(),
                ratio,
                goal.judge(ratio, anchor),
                medians(engine.name(), goal, repeats.stream().map(Cells::engine).toList()),
                medians(
                        mostOftenBest,
                        goal,
                        repeats.stream()
                                .flatMap(cells -> cells.baselines().entrySet().stream())
                                .filter(cell -> cell.getKey().equals(mostOftenBest))
                                .map(Map.Entry::getValue)
                                .toList()),
                anchor);
    }

    private static Cell medians(String contender, Goal goal, List<Measured> all) {
        return new Cell(
                contender,
                goal.load() + ", " + goal.inFlight() + " in flight",
                median(all, Measured::perSecond),
                median(all, Measured::p50Ms),
                median(all, Measured::p99Ms));
    }

    private static double median(List<Measured> all, Function<Measured, Double> figure) {
        return Spread.of(all.stream().map(figure).toList()).median();
    }

    /** The engine and, for each load, the baseline that was the best at 64 in flight, at fixed rates. */
    private List<Cell> openLoop(List<GoalResult> goals) {
        List<Cell> cells = new ArrayList<>();
        for (GoalResult goal : goals) {
            if (goal.name().inFlight() == FEW_IN_FLIGHT) {
                for (int rate : options.openRates()) {
                    cells.add(open(engine, goal.name().load(), rate));
                    cells.add(open(
                            baseline(goal.baseline().contender()), goal.name().load(), rate));
                }
            }
        }
        return cells;
    }

    private Maker baseline(String name) {
        return baselines.stream()
                .filter(maker -> maker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Cell open(Maker maker, Load load, int rate) {
        Measured measured = cell(
                maker,
                load,
                (contender, sales) -> Loop.open(contender, sales, rate, options.warmUp()),
                (contender, sales) -> Loop.open(contender, sales, rate, options.duration()));
        Cell cell = new Cell(
                maker.name(), load + ", " + rate + "/s due", measured.perSecond(), measured.p50Ms(), measured.p99Ms());
        progress.accept("open loop %-16s %-38s %8.0f/s  p50 %7.1f ms  p99 %7.1f ms"
                .formatted(cell.load(), cell.contender(), cell.perSecond(), cell.p50Ms(), cell.p99Ms()));
        return cell;
    }

    // correctness ----------------------------------------------------------------------------------------------------

    private List<CountedMix> correctness() {
        List<CountedMix> counted = new ArrayList<>();
        counted.add(count(engine, "1 line, 10 % sent again, sold out", RESENT));
        counted.add(count(engine, "1 to 4 lines of 1 to 5 units, 10 % sent again, sold out", EVERYTHING));
        baselines.forEach(baseline -> counted.add(count(baseline, "1 line, 10 % sent again, sold out", RESENT)));
        return counted;
    }

    private CountedMix count(Maker maker, String name, Sales.Mix mix) {
        Shop shop = Shop.open(server.database(), clock, ids, FEW_SKUS, SCARCE);
        Sales sales = new Sales(mix, FEW_SKUS, seed++);
        long sent = 0;
        try (Contender contender = maker.make(shop)) {
            for (int i = 0; i < 20 || sent < 2L * FEW_SKUS * SCARCE; i++) {
                sent += Loop.closed(
                                contender,
                                sales,
                                FEW_IN_FLIGHT,
                                options.warmUp().dividedBy(20))
                        .taken();
            }
        }
        long distinct = sales.distinct(sent);
        Truth truth = Truth.of(server.database(), shop);
        truth.requireDistinct(distinct);
        truth.requireSound(shop);
        truth.requireSoldOut();
        progress.accept("counted   %-55s %s: %d sent, %d distinct".formatted(name, maker.name(), sent, distinct));
        return new CountedMix(maker.name(), name, sent, distinct, truth.reserved(), truth.shortUnits());
    }
}
