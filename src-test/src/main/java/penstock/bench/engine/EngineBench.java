package penstock.bench.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import penstock.bench.harness.BenchServer;
import penstock.bench.harness.Cell;
import penstock.bench.harness.Conditions;
import penstock.bench.harness.Contender;
import penstock.bench.harness.GoalResult;
import penstock.bench.harness.Loop;
import penstock.bench.harness.Measured;
import penstock.bench.harness.Options;
import penstock.bench.harness.Report;
import penstock.bench.harness.Report.CountedMix;
import penstock.bench.harness.Round;
import penstock.bench.harness.Sales;
import penstock.bench.harness.Telling;
import penstock.bench.harness.Truth;
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
    private final Telling progress;
    private final List<EngineGoal> goals;
    private final List<Integer> openRates;
    private final Clock clock = Clock.systemUTC();
    private final Ids ids;
    private final List<Maker> baselines = new ArrayList<>();
    private final Maker engine;
    private long seed = 1;

    public EngineBench(BenchServer server, Options options, Ids ids, Telling progress) {
        this.server = server;
        this.options = options;
        this.ids = ids;
        this.progress = progress;
        this.goals = EngineGoal.wanted(options);
        this.openRates = options.quick() ? List.of(500) : List.of(500, 2000);
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
     * @throws penstock.bench.harness.WrongCounts if rows were lost, doubled or promised beyond the stock
     */
    public Report run() throws IOException {
        Conditions conditions = Conditions.of(server);
        List<CountedMix> correctness = correctness();
        List<GoalResult> results = new ArrayList<>();
        repeats()
                .forEach(
                        (goal, rounds) -> results.add(GoalResult.of(goal.goal(), engine.name(), goal.words(), rounds)));
        List<Cell> openLoop = openLoop(results);
        return Report.of(new Report.Findings(results, openLoop, correctness, List.of()), options, conditions, server);
    }

    // speed ----------------------------------------------------------------------------------------------------------

    /** Of each goal the rounds of all repeats but the first. */
    private Map<EngineGoal, List<Round>> repeats() {
        Map<EngineGoal, List<Round>> repeats = new EnumMap<>(EngineGoal.class);
        for (int repeat = 0; repeat <= options.repeats(); repeat++) {
            for (EngineGoal goal : goals) {
                Round round = round(repeat == 0 ? "warm-up" : "repeat " + repeat, goal);
                if (repeat > 0) {
                    repeats.computeIfAbsent(goal, first -> new ArrayList<>()).add(round);
                }
            }
        }
        return repeats;
    }

    private Round round(String repeat, EngineGoal goal) {
        Map<String, Measured> byName = new LinkedHashMap<>();
        Measured before = closed(engine, goal);
        baselines.forEach(baseline -> byName.put(baseline.name(), closed(baseline, goal)));
        Round round = new Round(before.and(closed(engine, goal)), byName);
        progress.tell(repeat, goal.words(), engine.name(), round.product());
        byName.forEach((name, measured) -> progress.tell(repeat, goal.words(), name, measured));
        return round;
    }

    private Measured closed(Maker maker, EngineGoal goal) {
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
        Truth.of(server.database(), shop.sellerId()).requireSimple(before + measured.taken(), shop.seeded());
        return measured;
    }

    /** The engine and, for each load, the baseline that was the best at 64 in flight, at fixed rates. */
    private List<Cell> openLoop(List<GoalResult> results) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < goals.size(); i++) {
            if (goals.get(i).inFlight() == FEW_IN_FLIGHT) {
                Maker baseline = baseline(results.get(i).anchor().contender());
                for (int rate : openRates) {
                    cells.add(open(engine, goals.get(i).load(), rate));
                    cells.add(open(baseline, goals.get(i).load(), rate));
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
        String words = load + ", " + rate + "/s due";
        progress.tell("open loop", words, maker.name(), measured);
        return Cell.medians(maker.name(), words, List.of(measured));
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
        Truth truth = Truth.of(server.database(), shop.sellerId());
        truth.requireDistinct(distinct);
        truth.requireSound(shop.seeded());
        truth.requireSoldOut();
        CountedMix counted = new CountedMix(maker.name(), name, sent, distinct, truth.reserved(), truth.shortUnits());
        progress.tell(counted);
        return counted;
    }
}
